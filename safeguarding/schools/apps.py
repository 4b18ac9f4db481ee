"""Names the app `schools`."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """safeguarding.schools under the short label `schools`."""

    name = "safeguarding.schools"
    label = "schools"
