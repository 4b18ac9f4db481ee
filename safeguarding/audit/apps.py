"""Names the app `audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """safeguarding.audit under the short label `audit`."""

    name = "safeguarding.audit"
    label = "audit"
