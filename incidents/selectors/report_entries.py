"""The entries of the audit trail that a report shows, and the links of all the others between its first and last.

What is shown is drawn from the bodies, which are hashed and linked; the columns beside them only help to find rows.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from incidents.models import AuditReport, Reach
from incidents.sections import Section, events_of, section_of
from incidents.selectors.subjects import About, about_entry, id_reference, staff_names, subjects
from safeguarding import clock
from safeguarding.accounts.roles import SAFEGUARDING_TEAM
from safeguarding.audit import chain as links
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead
from safeguarding.audit.verify_export import coded
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
    codes: dict[int, str]  # what the table of the report says of it in codes, by column
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


def count_entries(school: School, first_day: date, last_day: date, sections: list[Section], reach: Reach) -> int:
    """How many entries a report of these days, sections and reach would show."""
    rows = _between(school_chain(school), first_day, last_day)
    return _within(rows, reach).filter(event__in=events_of(sections)).count()


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


def entries_of(report: AuditReport, span: Span, unread: set[int]) -> Iterator[Entry]:
    """The entries that the report shows, in order. Into `unread` go the places of those whose body was altered."""
    wanted, roles = set(events_of(report.section_list)), {str(role) for role in SAFEGUARDING_TEAM}
    for rows in _batches(AuditEvent.objects.filter(chain=span.chain), span.first, span.last):
        shown = []
        for row in rows.only("seq", "body", "body_hash"):
            told = _told(row, span)
            if told is None:
                unread.add(row.seq)
            elif told.body["event"] in wanted and (report.reach == Reach.SCHOOL or told.body["role"] in roles):
                shown.append(told)
        yield from _entries(shown, report.staff_by_name)


def people_in(report: AuditReport, span: Span) -> list[tuple[str, str]]:
    """Whom the references of a report that names nobody stand for: reference and name."""
    shown = _within(AuditEvent.objects.filter(chain=span.chain), report.reach).filter(
        event__in=events_of(report.section_list), seq__range=(span.first, span.last)
    )
    ids = set(shown.exclude(actor_id=None).values_list("actor_id", flat=True).distinct())
    ids |= set(shown.filter(subject_type="user").values_list("subject_id", flat=True).distinct())
    return sorted(((id_reference(pk), name) for pk, name in staff_names(ids).items()), key=lambda one: one[1])


@dataclass(frozen=True, slots=True)
class _Told:
    """What the body of an entry says, and nothing that stands beside it."""

    row: AuditEvent
    body: dict
    codes: dict[int, str]
    actor_id: UUID | None
    subject: tuple[str, UUID | None]


def _told(row: AuditEvent, span: Span) -> _Told | None:
    """Nothing when the body is not the one that was linked: what it says then must not be shown as if it were."""
    try:
        body = json.loads(row.body)
        is_ours = (body["chain"], body["seq"]) == (str(span.chain.pk), row.seq)
        if not is_ours or links.hash_of_body(row.body) != row.body_hash:
            return None
        subject = body["subject"]
        return _Told(row, body, coded(body), _id(body["actor"]), (subject["type"], _id(subject["id"])))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _entries(shown: list[_Told], staff_by_name: bool) -> Iterator[Entry]:
    about = subjects((told.subject for told in shown), staff_by_name=staff_by_name)
    names = staff_names({told.actor_id for told in shown}) if staff_by_name else {}
    for told in shown:
        yield Entry(
            seq=told.row.seq,
            at=datetime.fromisoformat(told.body["at"]),
            event=told.body["event"],
            outcome=told.body["outcome"],
            role=told.body["role"],
            person=_person(told.actor_id, names),
            about=about_entry(about, told.subject[1], told.body["details"]),
            codes=told.codes,
            body=told.row.body,
            body_hash=told.row.body_hash,
        )


def _person(actor_id: UUID | None, names: dict[UUID, str]) -> str:
    return (names.get(actor_id) or id_reference(actor_id)) if actor_id else ""


def _within(rows: QuerySet[AuditEvent], reach: Reach) -> QuerySet[AuditEvent]:
    """What the safeguarding team did, where a report reaches no further."""
    return rows if reach == Reach.SCHOOL else rows.filter(role__in=[str(role) for role in SAFEGUARDING_TEAM])


def _between(chain: AuditChain, first_day: date, last_day: date) -> QuerySet[AuditEvent]:
    start = datetime.combine(first_day, time.min, tzinfo=clock.LONDON)
    end = datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=clock.LONDON)
    return AuditEvent.objects.filter(chain=chain, at__gte=start, at__lt=end)


def _batches(rows: QuerySet[AuditEvent], first: int, last: int) -> Iterator[QuerySet[AuditEvent]]:
    for start in range(first, last + 1, BATCH):
        yield rows.filter(seq__range=(start, min(last, start + BATCH - 1))).order_by("seq")
