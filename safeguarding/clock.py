"""The only reader of the system clock, and the school's days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in UTC, with its zone."""
    return timezone.now()


def today() -> date:
    """Today's date where the schools are."""
    return now().astimezone(LONDON).date()


def local(moment: datetime) -> datetime:
    """The same moment as the wall clock of a school shows it."""
    return moment.astimezone(LONDON)


def add_working_days(start: date, days: int, is_working_day) -> date:
    """The date that is `days` working days after `start`.

    `is_working_day` says of a date whether the school counts it. The start itself never counts.
    """
    current = start
    while days > 0:
        current += timedelta(days=1)
        if is_working_day(current):
            days -= 1
    return current
