"""The CSV: it opens with its letters, runs no formula, and has a line for every entry."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.documents.spreadsheet import safe
from incidents.models import FileKind
from tests.makers import make_audit_report, make_incident


def _rows(report, language: str = "en") -> list[list[str]]:
    content = report.files.select_related("report__key").get(kind=FileKind.CSV, language=language).content
    assert content.startswith(b"\xef\xbb\xbf")  # else Excel shows Welsh letters as others
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%"])
def test_a_cell_that_looks_like_a_formula_is_text(start):
    assert safe(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text(max_size=20))
def test_no_cell_begins_like_a_formula(text):
    assert not str(safe(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_stay_numbers():
    assert safe(17) == 17


def test_every_entry_has_a_line_with_its_codes_and_its_hash(cast):
    make_incident(cast.nia, [cast.amy])
    report = make_audit_report(cast.huw)
    titles, *rows = _rows(report)
    assert len(titles) == 15
    assert len(rows) == report.shown
    assert [int(row[0]) for row in rows] == sorted({int(row[0]) for row in rows})
    assert all(len(row[-1]) == 64 for row in rows)
    sent = next(row for row in rows if row[5] == "record.sent")
    assert sent[4] == "Sent a record" and "Year 10" in sent[9]


def test_names_of_people_are_safe_cells_too(cast):
    cast.nia.name = "=HYPERLINK(1)"
    cast.nia.save(update_fields=["name"])
    make_incident(cast.nia, [cast.amy])
    rows = _rows(make_audit_report(cast.huw, staff_by_name=True))
    assert any(row[7] == "'=HYPERLINK(1)" for row in rows)
