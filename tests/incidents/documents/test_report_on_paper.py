"""The report on paper, in both languages: what stands on its pages, and that it can be read by everybody."""

import io
import subprocess

import pikepdf
import pytest

from incidents.documents import audit_report
from incidents.models import FileKind
from incidents.selectors.reports import fingerprint_of
from tests.makers import make_audit_report, make_incident


def papers(report) -> dict[str, bytes]:
    """The PDF of each language."""
    files = report.files.filter(kind=FileKind.PDF).select_related("report__key")
    return {file.language: file.content for file in files}


def words(pdf: bytes) -> str:
    """What the pages say, each page after the other."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def story(cast):
    make_incident(cast.nia, [cast.amy])


def test_each_language_has_a_paper_of_its_own_in_that_language_throughout(story, cast):
    report = make_audit_report(cast.huw, languages=["cy", "en"], formats=["PDF"])
    for code, title, footer, not_said in (
        ("cy", "Adroddiad archwilio", "Tudalen 1 o ", ("Page 1 of", "Audit report", "How to check")),
        ("en", "Audit report", "Page 1 of ", ("Tudalen", "Adroddiad")),
    ):
        pdf = papers(report)[code]
        said = words(pdf)
        assert title in said and footer in said
        assert [phrase for phrase in not_said if phrase in said] == []
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert str(opened.Root.Lang) == code
            assert report.number in str(opened.docinfo.Title)
            assert opened.open_metadata().get("{http://www.aiim.org/pdfua/ns/id/}part") == "1"


def test_every_page_carries_the_number_and_the_first_the_fingerprint(story, cast):
    report = make_audit_report(cast.huw, formats=["PDF"])
    pages = words(papers(report)["en"]).split("\f")[:-1]
    assert len(pages) > 2
    assert all(report.number in page and "Confidential" in page for page in pages)
    assert fingerprint_of(report) in pages[0]
    assert "For the meeting of the governors" in pages[0]


def test_paper_takes_the_first_entries_and_points_to_the_csv_for_the_rest(story, cast, monkeypatch):
    monkeypatch.setattr(audit_report, "MOST", 3)
    report = make_audit_report(cast.huw, formats=["PDF"])
    said = words(papers(report)["en"])
    assert f"the first 3 of {report.shown} entries" in " ".join(said.split())
