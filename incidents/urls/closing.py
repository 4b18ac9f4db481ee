"""Paths of plan, no further action, close, reopen."""

urlpatterns: list = []
