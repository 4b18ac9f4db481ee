"""The entries of a report as a table for spreadsheets: CSV that opens in Excel with its letters, and runs nothing."""

import csv
import io

from django.utils import translation
from django.utils.translation import gettext as _

from incidents.documents.words import about_words, event_words, role_words
from incidents.models import AuditReport
from incidents.selectors.report_entries import Entry
from safeguarding.audit.verify_export import DATE, DETAILS, EVENT, OUTCOME, PERSON, ROLE, SUBJECT, TIME

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes Welsh letters for something else
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def table_of(report: AuditReport, entries: list[Entry], code: str) -> bytes:
    """Every entry that the report shows, in one language. The first column is the place, the last the body's hash."""
    with translation.override(code):
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([safe(title) for title in _titles()])
        for entry in entries:
            writer.writerow([safe(cell) for cell in _cells(report, entry)])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _titles() -> list[str]:
    return [
        _("Entry"),
        _("Date"),
        _("Time"),
        _("Section"),
        _("What was done"),
        _("Event code"),
        _("Outcome code"),
        _("Who"),
        _("Role"),
        _("About"),
        _("Details (codes)"),
        _("Who (reference)"),
        _("Role code"),
        _("About (code and reference)"),
        _("Hash of the entry"),
    ]


def _cells(report: AuditReport, entry: Entry) -> list[object]:
    codes = entry.codes  # whoever checks the report compares these with the audit trail
    return [
        entry.seq,
        codes[DATE],
        codes[TIME],
        str(entry.section.label),
        event_words(entry),
        codes[EVENT],
        codes[OUTCOME],
        entry.person or _("The system"),
        role_words(entry.role, report.school.jurisdiction),
        about_words(entry.about),
        codes[DETAILS],
        codes[PERSON],
        codes[ROLE],
        codes[SUBJECT],
        entry.body_hash,
    ]
