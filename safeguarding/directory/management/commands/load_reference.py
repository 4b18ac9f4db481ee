"""Loads the contacts and guidance that hold everywhere; may be run again."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from safeguarding.directory import services


class Command(BaseCommand):
    """`manage.py load_reference`: run after installing and after upgrading."""

    help = "Loads contacts and guidance in English and Welsh. What a school has edited is left alone."

    def handle(self, **options) -> None:
        """Prints how many were new."""
        self.stdout.write(
            f"New in the directory: {services.load_reference(folder=Path(settings.BASE_DIR) / 'fixtures')}."
        )
