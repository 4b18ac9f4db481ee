"""Paths of what is known of who made contact."""

urlpatterns: list = []
