"""Who has looked at a record, from its own readings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

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


def who_has_looked(concern: Concern, page: str = "") -> tuple[list[Look], Page]:
    """Every opening of the record, the newest first, a hundred to a page; and the page."""
    rows = Reading.objects.filter(concern=concern).select_related("reader").order_by("-at", "-pk")
    place, found = concern.school.jurisdiction, Paginator(rows, PAGE).get_page(page)
    return [Look(row.reader.name, str(terms.role_name(row.role, place)), row.at) for row in found], found


def table_of(looks: list[Look]) -> dict:
    """Openings as a table shows them."""
    return {
        "head": [_("Name"), _("Role"), _("Opened")],
        "rows": [[{"text": look.who, "lang": "und"}, look.role, {"when": look.at}] for look in looks],
    }


def others_just_now(concern: Concern, viewer) -> list[Look]:
    """Who else opened the record in the last minutes, so that two leads do not do the same thing twice."""
    since = clock.now() - A_MOMENT_AGO
    rows = Reading.objects.filter(concern=concern, at__gte=since).exclude(reader=viewer).select_related("reader")
    last = {row.reader_id: Look(row.reader.name, row.role, row.at) for row in rows.order_by("at")}
    return list(last.values())
