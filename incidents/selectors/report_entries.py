"""The entries of the audit trail that a report shows, and the links of all the others between its first and last."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from incidents.models import AuditReport
from incidents.sections import Section, events_of, section_of
from incidents.selectors.subjects import About, id_reference, staff_names, subjects
from safeguarding import clock
from safeguarding.audit import chain as links
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead
from safeguarding.schools.models import School

BATCH = 2000


@dataclass(frozen=True)
class Span:
    """A stretch of a chain: from which entry to which, and where the whole chain ended when it was read."""

    chain: AuditChain
    first: int
    last: int
    before: str  # the link that the first entry follows
    end: str  # the link of the last entry
    size: int
    last_hash: str


@dataclass(frozen=True)
class Entry:
    """One entry shown: codes and ids, and what they stand for; the words are chosen by the language of the paper."""

    seq: int
    at: datetime
    event: str
    outcome: str
    role: str
    person: str  # a reference, or a name when the report names people
    about: About
    details: str
    body: str
    body_hash: str

    @property
    def section(self) -> Section:
        """Where it stands in the report."""
        return section_of(self.event)


def school_chain(school: School) -> AuditChain:
    """The chain of the school's pupils' records."""
    return AuditChain.objects.get(school_id=school.pk, kind="SCHOOL")


def trail_size(school: School) -> int:
    """How many entries the school's chain has."""
    return AuditHead.objects.get(chain=school_chain(school)).size


def count_entries(school: School, first_day: date, last_day: date, sections: list[Section]) -> int:
    """How many entries a report of these days and sections would show."""
    rows = _between(school_chain(school), first_day, last_day)
    return rows.filter(event__in=events_of(sections)).count()


def span_of(report: AuditReport) -> Span:
    """The stretch of the chain that lies in the days of the report."""
    chain = school_chain(report.school)
    head = AuditHead.objects.get(chain=chain)
    # Read after the head: what is appended meanwhile is left to the next report.
    rows = _between(chain, report.first_day, report.last_day).filter(seq__lte=head.size)
    ends = rows.aggregate(first=Min("seq"), last=Max("seq"))
    first, last = (ends["first"], ends["last"]) if ends["first"] else (head.size + 1, head.size)
    known = dict(AuditEvent.objects.filter(chain=chain, seq__in=[first - 1, last]).values_list("seq", "entry_hash"))
    before = known.get(first - 1, links.NOTHING_BEFORE)
    return Span(chain, first, last, before, known.get(last, before), head.size, head.last_hash)


def all_links(span: Span) -> Iterator[tuple[int, str]]:
    """Place and hash of the body of every entry of the stretch, shown or not."""
    for rows in _batches(AuditEvent.objects.filter(chain=span.chain), span.first, span.last):
        yield from rows.values_list("seq", "body_hash")


def entries_of(report: AuditReport, span: Span) -> Iterator[Entry]:
    """The entries that the report shows, in order."""
    shown = AuditEvent.objects.filter(chain=span.chain, event__in=events_of(report.section_list))
    for rows in _batches(shown, span.first, span.last):
        yield from _entries(list(rows), report.staff_by_name)


def people_in(report: AuditReport, span: Span) -> list[tuple[str, str]]:
    """Whom the references of a report that names nobody stand for: reference and name."""
    shown = AuditEvent.objects.filter(
        chain=span.chain, event__in=events_of(report.section_list), seq__range=(span.first, span.last)
    )
    ids = set(shown.exclude(actor_id=None).values_list("actor_id", flat=True).distinct())
    ids |= set(shown.filter(subject_type="user").values_list("subject_id", flat=True).distinct())
    return sorted(((id_reference(pk), name) for pk, name in staff_names(ids).items()), key=lambda one: one[1])


def _entries(rows: list[AuditEvent], staff_by_name: bool) -> Iterator[Entry]:
    about = subjects(((row.subject_type, row.subject_id) for row in rows), staff_by_name=staff_by_name)
    names = staff_names({row.actor_id for row in rows}) if staff_by_name else {}
    for row in rows:
        yield Entry(
            seq=row.seq,
            at=row.at,
            event=row.event,
            outcome=row.outcome,
            role=row.role,
            person=_person(row.actor_id, names),
            about=about.get(row.subject_id, About()),
            details=_details(json.loads(row.body)["details"]),
            body=row.body,
            body_hash=row.body_hash,
        )


def _person(actor_id: UUID | None, names: dict[UUID, str]) -> str:
    return (names.get(actor_id) or id_reference(actor_id)) if actor_id else ""


def _details(details: dict) -> str:
    """Codes and numbers, as they are; ids and commitments say nothing to a reader."""
    told = {name: value for name, value in details.items() if isinstance(value, bool | int) or _is_word(value)}
    return "; ".join(f"{name}: {value}" for name, value in sorted(told.items()))


def _is_word(value) -> bool:
    return isinstance(value, str) and 0 < len(value) < 32


def _between(chain: AuditChain, first_day: date, last_day: date) -> QuerySet[AuditEvent]:
    start = datetime.combine(first_day, time.min, tzinfo=clock.LONDON)
    end = datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=clock.LONDON)
    return AuditEvent.objects.filter(chain=chain, at__gte=start, at__lt=end)


def _batches(rows: QuerySet[AuditEvent], first: int, last: int) -> Iterator[QuerySet[AuditEvent]]:
    for start in range(first, last + 1, BATCH):
        yield rows.filter(seq__range=(start, min(last, start + BATCH - 1))).order_by("seq")
