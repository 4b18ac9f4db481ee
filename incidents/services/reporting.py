"""Asking for an audit report, and fetching its files: both are written down."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from incidents import tasks
from incidents.models import AuditReport, FileKind, ReportFile
from incidents.sections import Section
from incidents.selectors.report_entries import count_entries, trail_size
from incidents.services.making import archive_of
from safeguarding import clock, policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School
from safeguarding.vault.models import DataKey, Purpose

AT_ONCE = 300  # more entries than this are left to the worker
TRAIL_AT_ONCE = 20_000  # so is the checking of a trail longer than this


class Gone(Exception):
    """The files of this report were forgotten after seven days."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for."""

    first_day: date
    last_day: date
    sections: list[Section]
    languages: list[str]
    formats: list[str]
    reason: str
    with_names: bool = False


@acts.act
def request_report(*, actor, school: School, wish: Wish) -> tuple[AuditReport, bool]:
    """The report, numbered, and whether the worker makes it; otherwise the caller does, outside this act.

    Raises NotThere for who may not export, NotAllowed for names asked for by who may not see children's records.
    """
    policy.require_school(actor, Verb.EXPORT_AUDIT, school.pk)
    if wish.with_names and not policy.holds(actor, Verb.VIEW_CONCERN, school.pk):
        raise policy.NotAllowed(Verb.EXPORT_AUDIT, school_id=school.pk)
    school = School.objects.select_for_update(of=("self",)).select_related("key").get(pk=school.pk)
    entries = count_entries(school, wish.first_day, wish.last_day, wish.sections)
    year = clock.today().year
    last = AuditReport.objects.filter(school=school, year=year).order_by("-place").values_list("place", flat=True)
    report = AuditReport(
        school=school,
        year=year,
        place=(last.first() or 0) + 1,
        key=DataKey.objects.make(Purpose.REPORT),
        asked_by=actor,
        asked_as=actor.role_name_at(school.pk),
        reason=wish.reason,
        first_day=wish.first_day,
        last_day=wish.last_day,
        sections=",".join(str(section) for section in wish.sections),
        languages=",".join(wish.languages),
        formats=",".join(wish.formats),
        with_names=wish.with_names,
        entries=entries,
    )
    report.save(force_insert=True)
    by_worker = entries > AT_ONCE or trail_size(school) > TRAIL_AT_ONCE
    if by_worker:
        tasks.make_audit_report.enqueue(str(report.pk))
    acts.record(
        events.REPORT_REQUESTED,
        actor=actor,
        subject=report,
        number=report.number,
        first_day=report.first_day.isoformat(),
        last_day=report.last_day.isoformat(),
        sections=[str(section) for section in wish.sections],
        names=wish.with_names,
        commitment=school.key.commit("report reason", wish.reason),
    )
    return report, by_worker


@acts.act
def fetch_file(*, actor, report_id: UUID, name: str) -> tuple[ReportFile, bytes]:
    """A file of a report, with its contents. Raises NotThere, and Gone after seven days."""
    rows = ReportFile.objects.select_related("report__key", "report__school")
    file = policy.find(rows, policy.report_files(actor), Verb.EXPORT_AUDIT, report_id=report_id, name=name)
    if file.report.is_expired:
        raise Gone
    content = archive_of(file.report) if file.kind == FileKind.BUNDLE else file.content
    acts.record(
        events.REPORT_DOWNLOADED,
        actor=actor,
        subject=file.report,
        number=file.report.number,
        file=str(file.kind),
        language=file.language,
    )
    return file, content
