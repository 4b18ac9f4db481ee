"""Who has looked at a record, from its own readings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from incidents.models import Concern, Reading
from safeguarding import clock, terms

PAGE = 100
A_MOMENT_AGO = timedelta(minutes=10)


@dataclass(frozen=True)
class Look:
    """One opening of a record."""

    who: str
    role: str
    at: datetime


def who_has_looked(concern: Concern) -> list[Look]:
    """The last hundred openings, the newest first."""
    rows = Reading.objects.filter(concern=concern).select_related("reader").order_by("-at")[:PAGE]
    place = concern.school.jurisdiction
    return [Look(row.reader.name, str(terms.role_name(row.role, place)), row.at) for row in rows]


def others_just_now(concern: Concern, viewer) -> list[Look]:
    """Who else opened the record in the last minutes, so that two leads do not do the same thing twice."""
    since = clock.now() - A_MOMENT_AGO
    rows = Reading.objects.filter(concern=concern, at__gte=since).exclude(reader=viewer).select_related("reader")
    last = {row.reader_id: Look(row.reader.name, row.role, row.at) for row in rows.order_by("at")}
    return list(last.values())
