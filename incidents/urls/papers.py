"""Paths of papers about a child."""

urlpatterns: list = []
