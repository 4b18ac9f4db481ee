"""The audit report on paper: what its pages say, in which language, and that they name no child."""

import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from incidents.documents import audit_report
from incidents.documents.audit_report import pages_of
from incidents.documents.renderer import render
from incidents.selectors.report_entries import entries_of, span_of
from incidents.services import reading
from safeguarding.audit import verify_export
from tests.makers import make_audit_report, make_incident


@pytest.fixture
def report(cast):
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    reading.open_concern(actor=cast.mair, reference=concern.reference)
    return make_audit_report(cast.huw, reason="<b>Ŵyl y Bannau & mwy</b>")


def drawn(report, code: str, fault: str = "") -> str:
    """The HTML of its pages."""
    span = span_of(report)
    return pages_of(report, span, list(entries_of(report, span, set())), fault, code)


def text_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_every_page_says_which_report_it_is_of_and_which_page_of_how_many(report):
    pages = text_of(render(drawn(report, "en")))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        last = page.strip().splitlines()[-1].split()
        assert last == ["Confidential", report.number, "Page", str(number), "of", str(len(pages))]


def test_the_fingerprint_that_is_printed_is_that_of_the_key_that_signs(report):
    private = verify_export.base64.b64decode(report.school.signing_key)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()
    assert verify_export.fingerprint(public) in drawn(report, "en")


def test_it_says_its_language_and_speaks_it(report):
    welsh, english = (drawn(report, code).replace(audit_report.NO_BREAK, " ") for code in ("cy", "en"))
    assert '<html lang="cy">' in welsh and '<html lang="en">' in english
    assert "Blwyddyn 10" in welsh and "Year 10" in english and "Year 10" not in welsh


def test_the_reason_is_text_and_nothing_more(report):
    assert "&lt;b&gt;Ŵyl y Bannau &amp; mwy&lt;/b&gt;" in drawn(report, "en")


def test_it_names_no_child_whoever_asked_and_staff_only_if_asked(report, cast):
    page = drawn(report, "en")
    assert not any(name in page for name in ("Amy", "Jones", "Nia Hopkins", "Huw Bevan"))
    page = drawn(make_audit_report(cast.huw, staff_by_name=True), "en")
    assert "Nia Hopkins" in page and "Mair Prosser" in page
    assert not any(name in page for name in ("Amy", "Jones"))


def test_paper_stops_where_it_would_be_too_long_and_says_where_the_rest_is(report, cast, monkeypatch):
    monkeypatch.setattr(audit_report, "MOST", 2)
    page = drawn(report, "en")
    assert page.count('<td class="place">') == 2
    now = report.shown + 1  # that it was made is an entry too
    assert f"shows the first 2 of {now} entries. The CSV file" in page
    monkeypatch.setattr("incidents.services.making.render_all", lambda pages: [b"%PDF-1.7"] * len(pages))
    without_table = drawn(make_audit_report(cast.huw, formats=["PDF"]), "en")
    assert "Ask for the report as CSV" in without_table and "The CSV file" not in without_table


def test_a_trail_that_was_not_whole_is_said_on_the_first_page(report):
    assert "The first fault:" in drawn(report, "en", "entry 3: the body was changed")
    assert "The first fault:" not in drawn(report, "en")
