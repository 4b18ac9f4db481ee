"""Paths of what a second person is asked."""

urlpatterns: list = []
