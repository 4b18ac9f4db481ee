"""Names the app `incidents`."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """The work: concerns about children."""

    name = "incidents"

    def ready(self) -> None:
        """A birthday that the roll puts right can call a record back."""
        from incidents.services.pathways import look_again_at_records_of
        from safeguarding.schools.services.importing import AFTER_BIRTHDAYS

        AFTER_BIRTHDAYS.append(look_again_at_records_of)
