"""Paths of one concern: reading it, triage, notes, actions, who has looked."""

urlpatterns: list = []
