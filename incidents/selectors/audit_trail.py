"""The audit trail of a school as its head reads it: who did what, when; staff by name, children never."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from incidents.models import Concern, Incident
from safeguarding import clock, terms
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent, AuditHead
from safeguarding.schools.models import School

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the trail."""

    event: str = ""
    person: UUID | None = None
    first_day: date | None = None
    last_day: date | None = None
    before: int | None = None  # entries before this place: the next page


@dataclass(frozen=True)
class Line:
    """One entry, in words."""

    seq: int
    at: datetime
    what: str
    who: str
    role: str
    about: str
    denied: bool
    times: int


@dataclass(frozen=True)
class TrailPage:
    """Some entries, the newest first, and where the next page begins."""

    lines: list[Line]
    next: int | None
    size: int


def trail_page(school: School, wanted: Wanted) -> TrailPage:
    """A page of the school's trail. A fixed number of queries, however long it is."""
    rows = AuditEvent.objects.filter(chain__school_id=school.pk, chain__kind="SCHOOL")
    if wanted.event:
        rows = rows.filter(event=wanted.event)
    if wanted.person:
        rows = rows.filter(actor_id=wanted.person)
    if wanted.first_day:
        rows = rows.filter(at__gte=_start_of(wanted.first_day))
    if wanted.last_day:
        rows = rows.filter(at__lt=_start_of(wanted.last_day + timedelta(days=1)))
    if wanted.before:
        rows = rows.filter(seq__lt=wanted.before)
    found = list(rows.order_by("-seq")[: PAGE + 1])
    shown = found[:PAGE]
    size = AuditHead.objects.filter(chain__school_id=school.pk, chain__kind="SCHOOL").values_list("size", flat=True)
    return TrailPage(_lines(school, shown), shown[-1].seq if len(found) > PAGE else None, size.first() or 0)


def people_of(school: School) -> list[tuple[str, str]]:
    """Everybody who holds or has held a role at the school, for a choice."""
    rows = User.objects.filter(staff_roles__school=school).distinct().order_by("name")
    return [(str(person.pk), person.name) for person in rows]


def _lines(school: School, rows: list[AuditEvent]) -> list[Line]:
    names = dict(User.objects.filter(pk__in={row.actor_id for row in rows}).values_list("pk", "name"))
    names |= dict(User.objects.filter(pk__in=_subjects(rows, "user")).values_list("pk", "name"))
    references = dict(Concern.objects.filter(pk__in=_subjects(rows, "concern")).values_list("pk", "reference"))
    incidents = dict(Incident.objects.filter(pk__in=_subjects(rows, "incident")).values_list("pk", "reference"))
    return [
        Line(
            seq=row.seq,
            at=row.at,
            what=str(events.TITLES.get(row.event, row.event)),
            who=names.get(row.actor_id) or (_("The system") if row.actor_id is None else _("Somebody unknown")),
            role=_role(row.role, school),
            about=references.get(row.subject_id) or incidents.get(row.subject_id) or names.get(row.subject_id, ""),
            denied=row.outcome == events.Outcome.DENIED,
            times=json.loads(row.body)["details"].get("times") or 1,
        )
        for row in rows
    ]


def _subjects(rows: list[AuditEvent], kind: str) -> set[UUID]:
    return {row.subject_id for row in rows if row.subject_type == kind and row.subject_id}


def _role(role: str, school: School) -> str:
    return str(terms.role_name(role, school.jurisdiction)) if role in Role.values else ""


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.LONDON)
