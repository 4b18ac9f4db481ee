"""Paths of linked concerns."""

urlpatterns: list = []
