"""Paths of audit reports and checking them."""

urlpatterns: list = []
