"""Paths of devices, releases and deletions."""

urlpatterns: list = []
