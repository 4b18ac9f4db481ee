"""The only reader of the system clock, and the school's days."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
__all__ = ["LONDON", "UTC", "add_working_days", "local", "now", "playing", "today"]
_played: ContextVar[datetime | None] = ContextVar("played", default=None)


def now() -> datetime:
    """This moment, in UTC, with its zone."""
    return _played.get() or timezone.now()


@contextmanager
def playing(moment: datetime) -> Iterator[None]:
    """Lets the demo story happen at the moment it tells of. Refused where real children may be recorded."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Only a demo may choose its own time.")
    token = _played.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _played.reset(token)


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
