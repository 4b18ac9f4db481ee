"""Paths of a child's records and chronology."""

urlpatterns: list = []
