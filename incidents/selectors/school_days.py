"""On which days a school works."""

from collections.abc import Callable
from datetime import date

from safeguarding.schools.models import School


def is_school_day(school: School) -> Callable[[date], bool]:
    """Says of a date whether the school works: its weekdays, without the days on which it is closed. One query."""
    closed = set(school.closures.values_list("day", flat=True))
    return lambda day: str(day.isoweekday()) in school.working_days and day not in closed
