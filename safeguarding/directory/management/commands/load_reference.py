"""Loads the contacts, guidance and bank holidays that hold everywhere; may be run again."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from safeguarding.directory.services.loading import load_reference
from safeguarding.schools.models import School
from safeguarding.schools.services import calendars


class Command(BaseCommand):
    """`manage.py load_reference`: run after installing and after upgrading."""

    help = "Loads contacts, guidance and bank holidays. What a school has made its own is left alone."

    def handle(self, **options) -> None:
        """Prints how many were new."""
        new = load_reference(folder=Path(settings.BASE_DIR) / "fixtures")
        days = sum(calendars.keep_bank_holidays(school=school) for school in School.objects.all())
        self.stdout.write(f"New in the directory: {new}. New bank holidays in the calendars of the schools: {days}.")
