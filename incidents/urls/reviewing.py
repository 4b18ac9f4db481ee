"""Paths of the initial review, signs and pathway."""

urlpatterns: list = []
