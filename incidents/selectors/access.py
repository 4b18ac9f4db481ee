"""Who has looked at a record, from its own readings."""

from dataclasses import dataclass
from datetime import datetime

from incidents.models import Concern, Reading
from safeguarding import terms

PAGE = 100


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
