"""Paths of steps for safety online, getting images removed, age and consent."""

urlpatterns: list = []
