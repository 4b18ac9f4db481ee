"""Asking for an audit report, and fetching its files: both are written down."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from incidents import tasks
from incidents.models import AuditReport, FileKind, Reach, ReportFile
from incidents.models.trail_check import TRAIL_AT_ONCE  # so is the checking of a trail longer than this
from incidents.sections import Section
from incidents.selectors.report_entries import count_entries, trail_size
from incidents.services.making import archive_of
from safeguarding import clock, policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School
from safeguarding.vault.models import DataKey, Purpose

AT_ONCE = 300  # more entries than this are left to the worker


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
    staff_by_name: bool = False


@acts.act
def request_report(*, actor, school: School, wish: Wish) -> tuple[AuditReport, bool]:
    """The report, numbered, and whether the worker makes it; otherwise the caller does, outside this act.

    Raises NotThere for who may not export. No report names a child: it shows references, and names staff if asked.
    The head's report shows everybody's entries, one of the safeguarding team what the team did.
    """
    policy.require_school(actor, Verb.EXPORT_AUDIT, school.pk)
    rows = School.objects.select_for_update(of=("self",), no_key=True)  # nobody waits to send a record
    school = rows.select_related("key").get(pk=school.pk)
    report = _asked_for(actor, school, wish)
    report.save(force_insert=True)
    if report.for_worker:
        tasks.make_audit_report.enqueue(str(report.pk))
    acts.record(
        events.REPORT_REQUESTED,
        actor=actor,
        subject=report,
        number=report.number,
        first_day=report.first_day.isoformat(),
        last_day=report.last_day.isoformat(),
        sections=[str(section) for section in wish.sections],
        reach=str(report.reach),
        staff_by_name=wish.staff_by_name,
        commitment=school.key.commit("report reason", wish.reason),
    )
    return report, report.for_worker


def _asked_for(actor, school: School, wish: Wish) -> AuditReport:
    """The report before it is saved; the school's row must be locked."""
    reach = Reach.SCHOOL if policy.holds(actor, Verb.VIEW_AUDIT, school.pk) else Reach.TEAM
    entries = count_entries(school, wish.first_day, wish.last_day, wish.sections, reach)
    return AuditReport(
        school=school,
        **_next_number(school),
        key=DataKey.objects.make(Purpose.REPORT),
        asked_by=actor,
        asked_as=actor.role_name_at(school.pk),
        reach=reach,
        reason=wish.reason,
        first_day=wish.first_day,
        last_day=wish.last_day,
        sections=",".join(str(section) for section in wish.sections),
        languages=",".join(wish.languages),
        formats=",".join(wish.formats),
        staff_by_name=wish.staff_by_name,
        entries=entries,
        for_worker=entries > AT_ONCE or trail_size(school) > TRAIL_AT_ONCE,
    )


def _next_number(school: School) -> dict[str, int]:
    """The next number of the school in this year; its row must be locked."""
    year = clock.today().year
    last = AuditReport.objects.filter(school=school, year=year).aggregate(last=Max("place"))["last"]
    return {"year": year, "place": (last or 0) + 1}


def fetch_file(*, actor, report_id: UUID, name: str) -> tuple[ReportFile, bytes]:
    """A file of a report, with its contents, once the fetching is recorded. Raises NotThere, Gone after seven days."""
    file = _record_fetching(actor=actor, report_id=report_id, name=name)
    return file, archive_of(file.report) if file.kind == FileKind.BUNDLE else file.content


@acts.act
def _record_fetching(*, actor, report_id: UUID, name: str) -> ReportFile:
    rows = ReportFile.objects.select_related("report__key", "report__school")
    file = policy.find(rows, policy.report_files(actor), Verb.EXPORT_AUDIT, report_id=report_id, name=name)
    if file.report.is_expired:
        raise Gone
    acts.record(
        events.REPORT_DOWNLOADED,
        actor=actor,
        subject=file.report,
        number=file.report.number,
        file=str(file.kind),
        language=file.language,
    )
    return file
