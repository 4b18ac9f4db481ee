"""Paths of the contacts and guidance that a lead edits."""

urlpatterns: list = []
