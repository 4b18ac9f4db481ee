"""Paths of safety checks, support and check-ins."""

urlpatterns: list = []
