"""The audit report as paper: what its pages say, in one language."""

from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import translation

from incidents.documents.words import about_words, event_words, role_words, short_moment, who_words
from incidents.models import AuditReport
from incidents.sections import ENTRY_SECTIONS
from incidents.selectors.report_entries import Entry, Span
from incidents.selectors.report_figures import figures_of
from incidents.selectors.reports import fingerprint_of

NO_BREAK = "\u00a0"  # "Year 10" stays on one line of a narrow column
MOST = 2000  # entries on paper; the CSV file holds all of them


@dataclass(frozen=True)
class Line:
    """One entry on paper."""

    seq: int
    when: str
    what: str
    who: str
    about: str


def pages_of(report: AuditReport, span: Span, entries: list[Entry], fault: str, code: str) -> str:
    """The report as HTML in one language. `entries` are all that it shows; paper takes the first 2,000."""
    with translation.override(code):
        on_paper = entries[:MOST]
        context = {
            "report": report,
            "code": code,
            "school": report.school.shown_name,
            "fingerprint": fingerprint_of(report),
            "asked_by": report.asked_by.name if report.staff_by_name else "",
            "asked_as": role_words(report.asked_as, report.school.jurisdiction),
            "sections": [str(section.label) for section in report.section_list],
            "figures": figures_of(report),
            "groups": _groups(report, on_paper),
            "left_out": len(entries) - len(on_paper),
            "has_table": "CSV" in report.formats,
            "shown": len(on_paper),
            "total": len(entries),
            "covered": span.last - span.first + 1,
            "span": span,
            "fault": fault,
        }
        return render_to_string("pdf/audit_report.html", context)


def _groups(report: AuditReport, entries: list[Entry]) -> list[dict]:
    """The entries by section, each section in order of the trail; a section without entries says so."""
    order = list(ENTRY_SECTIONS)
    sorted_entries = sorted(entries, key=lambda entry: (order.index(entry.section), entry.seq))
    found = {section: list(rows) for section, rows in groupby(sorted_entries, key=lambda entry: entry.section)}
    return [
        {"title": str(section.label), "lines": [_line(entry) for entry in found.get(section, [])]}
        for section in report.section_list
        if section in ENTRY_SECTIONS
    ]


def _line(entry: Entry) -> Line:
    year = str(entry.about.year)
    return Line(
        seq=entry.seq,
        when=short_moment(entry.at),
        what=event_words(entry),
        who=who_words(entry),
        about=about_words(entry.about).replace(year, year.replace(" ", NO_BREAK)),
    )
