"""Paths of decisions to refer, and referrals."""

urlpatterns: list = []
