"""What the pages of reports show: the reports of a school, one report, its files, and whether a file is one of ours."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from incidents.models import AuditReport, FileKind, ReportFile, ReportState
from incidents.selectors.report_entries import people_in, span_of
from safeguarding import clock, policy
from safeguarding.dates import day
from safeguarding.schools.models import School, Term

SHOWN = 50
SHA256 = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"AR-(\d{4})-(\d{3,9})")
LANGUAGES = {"cy": "Cymraeg", "en": "English"}
COLOURS = {
    ReportState.WAITING: "grey",
    ReportState.MAKING: "blue",
    ReportState.READY: "green",
    ReportState.FAILED: "red",
}
ORDER = (
    FileKind.BUNDLE,
    FileKind.PDF,
    FileKind.CSV,
    FileKind.TRAIL,
    FileKind.MANIFEST,
    FileKind.README,
    FileKind.CHECKER,
)


@dataclass(frozen=True)
class Period:
    """A stretch of days that can be chosen by name."""

    code: str
    words: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class FileLine:
    """One file of a report as its page shows it."""

    name: str
    kind: str
    size: str
    sha256: str
    lang: str


@dataclass(frozen=True)
class ReportLine:
    """One report in the list."""

    pk: object
    number: str
    asked_at: object
    asked_by: str
    school: str
    period: str
    state: str
    colour: str


def periods(school: School) -> list[Period]:
    """This term and the one before it, as far as the school's terms are known; never beyond today."""
    today = clock.today()
    begun = list(Term.objects.filter(school=school, starts_on__lte=today).order_by("-starts_on")[:2])
    names = [("THIS_TERM", _("This term")), ("LAST_TERM", _("Last term"))]
    if begun and begun[0].ends_on < today:
        names = names[1:]  # no term is running
    found = []
    for (code, name), term in zip(names, begun, strict=False):
        last = min(term.ends_on, today) if code == "LAST_TERM" else today
        words = _("%(name)s: %(first)s to %(last)s") % {"name": name, "first": day(term.starts_on), "last": day(last)}
        found.append(Period(code, words, term.starts_on, last))
    return found


def reports_of(user) -> list[ReportLine]:
    """The newest reports that the user may fetch."""
    rows = AuditReport.objects.filter(policy.reports(user)).select_related("asked_by", "school").defer("reason")
    return [
        ReportLine(
            report.pk,
            report.number,
            report.asked_at,
            report.asked_by.name,
            report.school.shown_name,
            period_words(report),
            state_words(report),
            "grey" if report.is_expired else COLOURS[ReportState(report.state)],
        )
        for report in rows[:SHOWN]
    ]


def period_words(report: AuditReport) -> str:
    """The days it covers."""
    return _("%(first)s to %(last)s") % {"first": day(report.first_day), "last": day(report.last_day)}


def state_words(report: AuditReport) -> str:
    """How far it is."""
    if report.is_expired:
        return _("Files removed")
    return str(ReportState.FAILED.label if report.is_stuck else ReportState(report.state).label)


def files_of(report: AuditReport, *, with_program: bool = True) -> list[FileLine]:
    """Its files, the archive first, the program that checks them last."""
    files = report.files.all() if with_program else report.files.exclude(kind=FileKind.CHECKER)
    rows = sorted(files.defer("content_text"), key=lambda file: (ORDER.index(file.kind), file.language))
    return [FileLine(row.name, _kind(row), size_words(row.size), grouped(row.sha256), row.language) for row in rows]


def who_is_who(report: AuditReport) -> list[tuple[str, str]]:
    """Whom the references of staff in the report stand for."""
    return [] if report.staff_by_name else people_in(report, span_of(report))


def fingerprint_of(report: AuditReport) -> str:
    """The fingerprint of the key that signs the school's reports, as they print it."""
    return report.school.fingerprint


def file_with_hash(user, sha256: str) -> ReportFile | None:
    """The file of a report that has this SHA-256, among those of the user's school."""
    rows = ReportFile.objects.filter(policy.known_files(user), sha256=sha256)
    rows = rows.exclude(kind=FileKind.CHECKER).select_related("report__school", "report__asked_by")
    return rows.defer("content_text", "report__reason").first()


def is_program_with_hash(user, sha256: str) -> bool:
    """Whether this is the SHA-256 of the program that checks reports, as it was given out with one."""
    return ReportFile.objects.filter(policy.known_files(user), sha256=sha256, kind=FileKind.CHECKER).exists()


def reports_with_number(user, number: str) -> list[AuditReport]:
    """The reports of this number, one a school, among those the user may fetch."""
    year, place = NUMBER.fullmatch(number).groups()
    rows = AuditReport.objects.filter(policy.reports(user), year=year, place=place, state=ReportState.READY)
    return list(rows.select_related("school", "asked_by").defer("reason").order_by("school__name"))


def grouped(sha256: str) -> str:
    """A hash in groups of four, so that two can be compared by eye."""
    return " ".join(sha256[place : place + 4] for place in range(0, len(sha256), 4))


def size_words(size: int) -> str:
    """How large a file is."""
    if size < 1024 * 1024:
        return _("%(count)s KB") % {"count": max(1, round(size / 1024))}
    return _("%(count)s MB") % {"count": f"{size / 1024 / 1024:.1f}"}


def _kind(file: ReportFile) -> str:
    label = str(FileKind(file.kind).label)
    if not file.language:
        return label
    return _("%(kind)s, %(language)s") % {"kind": label, "language": LANGUAGES[file.language]}
