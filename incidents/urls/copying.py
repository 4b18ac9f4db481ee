"""Paths of the checked copy of a statement."""

urlpatterns: list = []
