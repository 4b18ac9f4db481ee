"""Making a report that was asked for: checked, collected, drawn, signed and kept; nothing long inside a transaction."""

import base64
import hashlib
import logging
from pathlib import Path
from uuid import UUID

from incidents.documents.audit_report import pages_of
from incidents.documents.manifest import signed_manifest, trail_lines
from incidents.documents.readme import readme_of
from incidents.documents.renderer import render_all
from incidents.documents.spreadsheet import table_of
from incidents.models import UNFINISHED, AuditReport, FileKind, ReportFile, ReportState, Step
from incidents.selectors.report_entries import Entry, Span, entries_of, span_of
from safeguarding import clock
from safeguarding.audit import acts, events, verify_export
from safeguarding.audit.verification import other_key, verify_chain
from safeguarding.schools.models import School
from safeguarding.vault.models import DataKey

Made = list[tuple[FileKind, str, str, bytes]]  # kind, language, name, contents
MADE = [
    "state", "step", "ready_at", "moved_at", "first_seq", "last_seq", "shown", "trail_size", "trail_whole",
]  # fmt: skip
CHECKER = Path(verify_export.__file__)
log = logging.getLogger(__name__)


def make_report(report_id: UUID) -> bool:
    """Makes the report once; asked again it does nothing. Whether it made it; a failure is recorded, not raised."""
    report = _begin(report_id=report_id)
    if report is None:
        return False
    try:
        span = span_of(report)
        fault = _check(report, span)
        _move(report=report, step=Step.COLLECTING)
        unread: set[int] = set()
        entries = list(entries_of(report, span, unread))
        _move(report=report, step=Step.DRAWING)
        made = _draw(report, span, entries, fault)
        _move(report=report, step=Step.SIGNING)
        made.append(_trail(report, span, entries, unread))
        made += _sign(report, span, entries, made, fault)
        _move(report=report, step=Step.KEEPING)
        _keep(report=report, made=made, span=span, shown=len(entries), whole=not fault)
    except Exception as error:
        log.exception("The report %s could not be made.", report.pk)
        _fail(report=report, kind=type(error).__name__)
        return False
    expire_reports()
    give_up_stuck_reports()
    return True


def archive_of(report: AuditReport) -> bytes:
    """Everything in one archive, put together from the files that are kept; always the same bytes."""
    kept = report.files.exclude(kind=FileKind.BUNDLE).select_related("report__key")
    return verify_export.pack({file.name: file.content for file in kept})


def expire_reports() -> int:
    """Forgets the files of reports older than seven days; their hashes stay. Returns how many reports."""
    old = AuditReport.objects.filter(state=ReportState.READY, key__destroyed_at__isnull=True).select_related("key")
    expired = [report for report in old.defer("reason") if report.is_expired]
    for report in expired:
        _forget_files(report=report)
    return len(expired)


def give_up_stuck_reports() -> int:
    """Writes down that reports which nobody is making any more could not be made. Returns how many."""
    unfinished = AuditReport.objects.filter(state__in=UNFINISHED).select_related("asked_by").defer("reason")
    stuck = [report for report in unfinished if report.is_stuck]
    for report in stuck:
        _fail(report=report, kind="Stuck")
    return len(stuck)


@acts.quiet_act
def _begin(*, report_id: UUID) -> AuditReport | None:
    """The report, now being made; nothing when somebody else makes it or it is made."""
    rows = AuditReport.objects.filter(pk=report_id, state=ReportState.WAITING)
    if not rows.update(state=ReportState.MAKING, step=Step.CHECKING, moved_at=clock.now()):
        return None
    return AuditReport.objects.select_related("school__key", "key", "asked_by").get(pk=report_id)


@acts.quiet_act
def _move(*, report: AuditReport, step: Step) -> None:
    """Says how far it is, for whoever waits."""
    report.moved_at = clock.now()
    AuditReport.objects.filter(pk=report.pk).update(step=step, moved_at=report.moved_at)


def _check(report: AuditReport, span: Span) -> str:
    """The first fault of the trail, or that the key about to sign is not the one the school was set up with."""
    _size, fault = verify_chain(span.chain)
    keys = School.objects.fingerprints(pk=report.school_id)
    return str(fault or other_key(span.chain, keys[report.school_id]) or "")


def _draw(report: AuditReport, span: Span, entries: list[Entry], fault: str) -> Made:
    made: Made = []
    if "PDF" in report.formats:
        papers = [pages_of(report, span, entries, fault, code) for code in report.language_list]
        for code, pdf in zip(report.language_list, render_all(papers), strict=True):
            made.append((FileKind.PDF, code, f"{report.number}-{code}.pdf", pdf))
    if "CSV" in report.formats:
        for code in report.language_list:
            made.append((FileKind.CSV, code, f"{report.number}-{code}.csv", table_of(report, entries, code)))
    return made


def _trail(report: AuditReport, span: Span, entries: list[Entry], unread: set[int]) -> tuple:
    return FileKind.TRAIL, "", f"{report.number}-trail.jsonl", trail_lines(report, span, entries, unread)


def _sign(report: AuditReport, span: Span, entries: list[Entry], made: Made, fault: str) -> Made:
    added: Made = [
        (FileKind.README, "", "README.txt", readme_of(report)),
        (FileKind.CHECKER, "", "verify_export.py", CHECKER.read_bytes()),
    ]
    files = [(name, content) for _kind, _language, name, content in [*made, *added]]
    manifest = signed_manifest(report, span, entries, files, fault)
    name = f"{report.number}-manifest.json"
    archive = verify_export.pack({**dict(files), name: manifest})
    return [
        *added,
        (FileKind.MANIFEST, "", name, manifest),
        (FileKind.BUNDLE, "", f"{report.number}.zip", archive),
    ]


@acts.act
def _keep(*, report: AuditReport, made: Made, span: Span, shown: int, whole: bool) -> None:
    rows = AuditReport.objects.select_for_update(of=("self",)).select_related("key", "asked_by")
    report = rows.get(pk=report.pk, state=ReportState.MAKING)  # else it was given up meanwhile
    for kind, language, name, content in made:
        stored = None if kind == FileKind.BUNDLE else base64.b64encode(content).decode()
        file = ReportFile(report=report, kind=kind, language=language, name=name, size=len(content))
        file.sha256, file.content_text = hashlib.sha256(content).hexdigest(), stored
        file.save(force_insert=True)
    report.state, report.step, report.ready_at, report.moved_at = ReportState.READY, Step.KEEPING, *[clock.now()] * 2
    report.first_seq, report.last_seq, report.shown = span.first, span.last, shown
    report.trail_size, report.trail_whole = span.size, whole
    report.save(update_fields=MADE)
    manifest = next(content for kind, _language, _name, content in made if kind == FileKind.MANIFEST)
    acts.record(
        events.REPORT_MADE,
        actor=report.asked_by,
        subject=report,
        number=report.number,
        entries=shown,
        whole=whole,
        manifest=hashlib.sha256(manifest).hexdigest(),
    )


@acts.quiet_act
def _fail(*, report: AuditReport, kind: str) -> None:
    rows = AuditReport.objects.filter(pk=report.pk, state__in=UNFINISHED, moved_at=report.moved_at)
    if not rows.update(state=ReportState.FAILED, moved_at=clock.now()):
        return  # it was given up before, or goes on after all
    acts.record(
        events.REPORT_FAILED,
        actor=report.asked_by,
        subject=report,
        outcome=events.Outcome.ERROR,
        number=report.number,
        error=kind,
    )


@acts.quiet_act
def _forget_files(*, report: AuditReport) -> None:
    key = DataKey.objects.select_for_update().get(pk=report.key_id)
    if key.destroyed_at:
        return  # another worker was there first
    ReportFile.objects.filter(report=report).update(content_text=None)
    key.destroy()
    key.save(update_fields=["wrapped", "destroyed_at"])
    acts.record(events.REPORT_EXPIRED, subject=report, number=report.number)
