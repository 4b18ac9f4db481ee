"""Names the app `incidents`."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """The work: concerns about children."""

    name = "incidents"
