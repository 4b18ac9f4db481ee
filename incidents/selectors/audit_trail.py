"""The audit trail of a school as its head reads it: who did what, when; staff by name, children never."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from incidents.models import TrailCheck
from incidents.selectors.subjects import About, about_entry, staff_names, subjects
from safeguarding import clock, terms
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import SAFEGUARDING_TEAM, Role
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
    installation: bool = False  # not the school's trail but the installation's: people whom nobody knows
    team_only: bool = False  # only what the safeguarding team did: a lead's view


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
    """A page of a trail. A fixed number of queries, however long it is."""
    kind, school_id = ("INSTALLATION", None) if wanted.installation else ("SCHOOL", school.pk)
    found = list(_rows(kind, school_id, wanted).order_by("-seq")[: PAGE + 1])
    shown = found[:PAGE]
    size = AuditHead.objects.filter(chain__school_id=school_id, chain__kind=kind).values_list("size", flat=True)
    return TrailPage(_lines(school, shown), shown[-1].seq if len(found) > PAGE else None, size.first() or 0)


def people_of(school: School, *, team_only: bool = False) -> list[tuple[str, str]]:
    """Everybody who holds or has held a role at the school (in its safeguarding team), for a choice."""
    roles = SAFEGUARDING_TEAM if team_only else list(Role)
    rows = User.objects.filter(staff_roles__school=school, staff_roles__role__in=roles).distinct().order_by("name")
    return [(str(person.pk), person.name) for person in rows]


def whole_size(school: School) -> int:
    """How many entries a check of everything goes through."""
    return AuditHead.objects.filter(chain__school_id=school.pk).aggregate(all=Sum("size"))["all"] or 0


def last_check(school: School) -> TrailCheck | None:
    """The newest check of the whole trail, going on or done."""
    return TrailCheck.objects.filter(school=school).select_related("asked_by").order_by("-asked_at").first()


def _rows(kind: str, school_id: UUID | None, wanted: Wanted) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(chain__school_id=school_id, chain__kind=kind)
    if wanted.team_only:
        rows = rows.filter(role__in=[str(role) for role in SAFEGUARDING_TEAM])
    if wanted.event:
        rows = rows.filter(event=wanted.event)
    if wanted.person:
        rows = rows.filter(actor_id=wanted.person)
    if wanted.first_day:
        rows = rows.filter(at__gte=_start_of(wanted.first_day))
    if wanted.last_day:
        rows = rows.filter(at__lt=_start_of(wanted.last_day + timedelta(days=1)))
    return rows.filter(seq__lt=wanted.before) if wanted.before else rows


def _lines(school: School, rows: list[AuditEvent]) -> list[Line]:
    people = {row.actor_id for row in rows} | {row.subject_id for row in rows if row.subject_type == "user"}
    ours = set(User.objects.filter(staff_roles__school=school, pk__in=people - {None}).values_list("pk", flat=True))
    names = staff_names(ours)
    about = subjects((row.subject_type, row.subject_id) for row in rows)
    return [
        Line(
            seq=row.seq,
            at=row.at,
            what=str(events.TITLES.get(row.event, row.event)),
            who=names.get(row.actor_id) or (_("Somebody unknown") if row.actor_id else _unnamed(row.role)),
            role=_role(row.role, school),
            about=names.get(row.subject_id) or _about(about_entry(about, row.subject_id, _details(row))),
            denied=row.outcome == events.Outcome.DENIED,
            times=_details(row).get("times") or 1,
        )
        for row in rows
    ]


def _unnamed(role: str) -> str:
    return _("People who had not signed in") if role == "UNKNOWN" else _("The system")


def _about(about: About) -> str:
    """A reference, the child's year, and the records in their file where that was opened; never a name."""
    return ", ".join(part for part in (about.reference, str(about.year), *about.records) if part)


def _details(row: AuditEvent) -> dict:
    return json.loads(row.body)["details"]


def _role(role: str, school: School) -> str:
    return str(terms.role_name(role, school.jurisdiction)) if role in Role.values else ""


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.LONDON)
