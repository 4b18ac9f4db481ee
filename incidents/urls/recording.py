"""Paths of recording a concern and what the reporter sees afterwards."""

urlpatterns: list = []
