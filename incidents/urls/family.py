"""Paths of parents and carers."""

urlpatterns: list = []
