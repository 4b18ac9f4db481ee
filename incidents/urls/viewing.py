"""Paths of exceptional viewing."""

urlpatterns: list = []
