"""Registers the roof: its commands, its checks and its static files."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    """The project package itself, so that its commands (migrate, make_keys) come first."""

    name = "safeguarding"
    verbose_name = "Safeguarding record"

    def ready(self) -> None:
        """Registers the checks that refuse an unsafe start."""
        from safeguarding import checks  # noqa: F401
