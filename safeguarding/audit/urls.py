"""Which page of the audit trail answers which path."""

urlpatterns: list = []
