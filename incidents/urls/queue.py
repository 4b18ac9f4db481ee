"""Paths of the safeguarding queue."""

urlpatterns: list = []
