"""The pages of audit reports: asked for with a fresh sign-in, waited for in words, fetched on the record, checked."""

import hashlib
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from incidents.models import AuditReport, FileKind, ReportState
from incidents.selectors.reports import fingerprint_of
from incidents.services import reporting
from safeguarding import clock, readiness
from safeguarding.accounts import fresh
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.schools.models import Term
from tests.incidents.views.counting import queries
from tests.makers import make_audit_report, make_incident

ASKED = {
    "period": "DATES",
    "first_day_day": "1",
    "first_day_month": "9",
    "first_day_year": "2025",
    "last_day_day": "1",
    "last_day_month": "1",
    "last_day_year": "2026",
    "sections": ["EXPORTS", "VOLUMES"],
    "staff": "REFERENCES",
    "languages": "cy,en",
    "formats": ["CSV"],
    "reason": "For the governors",
}


@pytest.fixture
def huw(signed_in):
    return signed_in("huw")


def page_of(report) -> str:
    """The address of a report."""
    return reverse("report", kwargs={"report_id": report.pk})


def address_of(report, name: str = "") -> str:
    """The address of a file of a report, of its archive unless another is named."""
    return reverse("report_file", kwargs={"report_id": report.pk, "name": name or f"{report.number}.zip"})


def count(event: str) -> int:
    return AuditEvent.objects.filter(event=event).count()


# --- asking


def test_a_report_is_asked_for_and_made_at_once(huw):
    response = huw.post(reverse("report_new"), ASKED)
    report = AuditReport.objects.select_related("school__key").get()
    assert (response.status_code, response.url) == (302, page_of(report))
    assert (report.state, report.reason, report.number[-4:]) == (ReportState.READY, "For the governors", "-001")
    assert (report.first_day, report.last_day) == (date(2025, 9, 1), date(2026, 1, 1))
    page = huw.get(response.url).content.decode()
    assert report.number in page and address_of(report) in page


def test_many_entries_are_not_waited_for(huw, monkeypatch):
    monkeypatch.setattr(reporting, "TRAIL_AT_ONCE", 1)
    response = huw.post(reverse("report_new"), ASKED)
    page = huw.get(response.url)
    assert page["Refresh"] == "5"
    assert "Preparing the report" in page.content.decode() and "Waiting for its turn" in page.content.decode()


def test_whoever_waits_is_told_when_no_worker_is_there(huw, cast):
    address = page_of(make_audit_report(cast.huw, made=False))
    cache.delete(readiness.WORKER_SEEN)
    assert "has not been running for some minutes" in huw.get(address).content.decode()
    readiness.note_worker()
    assert "has not been running" not in huw.get(address).content.decode()


@pytest.mark.parametrize("left_out", ["period", "sections", "staff", "languages", "formats", "reason", "last_day_day"])
def test_what_is_missing_is_said_and_nothing_is_made(left_out, huw):
    response = huw.post(reverse("report_new"), {name: value for name, value in ASKED.items() if name != left_out})
    assert response.context["form"].errors and "<title>Error:" in response.content.decode()
    assert AuditReport.objects.count() == 0


def test_the_last_day_is_not_before_the_first_and_no_day_lies_ahead(huw):
    for wrong in ({"last_day_year": "2024"}, {"last_day_year": str(clock.today().year + 1)}):
        assert "last_day" in huw.post(reverse("report_new"), ASKED | wrong).context["form"].errors
    assert AuditReport.objects.count() == 0


def test_a_change_of_language_keeps_what_was_typed_and_makes_nothing(huw):
    page = huw.post(reverse("report_new"), ASKED | {"language": "cy"}).content.decode()
    assert "For the governors" in page and 'lang="cy"' in page and "Error:" not in page
    assert AuditReport.objects.count() == 0


@pytest.mark.parametrize("name", ["report_new", "report", "report_file"])
def test_whoever_sits_there_shows_who_they_are_first(name, huw, cast):
    report = make_audit_report(cast.huw)
    session = huw.session
    session[fresh.PROVED_AT] = 0
    session.save()
    address = {"report_new": reverse("report_new"), "report": page_of(report), "report_file": address_of(report)}[name]
    response = huw.get(address)
    assert response.status_code == 302 and response.url.startswith(reverse("account_reauthenticate"))
    assert count(events.REPORT_DOWNLOADED) == 0


def test_the_terms_of_the_school_can_be_chosen_by_name(huw, cast):
    today = clock.today()
    for start, end in ((today - timedelta(200), today - timedelta(100)), (today - timedelta(50), today + timedelta(9))):
        Term.objects.create(school=cast.afon, name="Term", starts_on=start, ends_on=end)
    assert "This term: " in huw.get(reverse("report_new")).content.decode()
    huw.post(reverse("report_new"), ASKED | {"period": "LAST_TERM"})
    report = AuditReport.objects.defer("reason").get()
    assert (report.first_day, report.last_day) == (today - timedelta(200), today - timedelta(100))


# --- waiting


def test_a_report_that_failed_says_so(huw, cast):
    report = make_audit_report(cast.huw, made=False)
    AuditReport.objects.filter(pk=report.pk).update(state=ReportState.FAILED)
    page = huw.get(page_of(report))
    assert "could not be prepared" in page.content.decode() and "Refresh" not in page


def test_a_report_whose_making_stopped_says_so_after_a_quarter_of_an_hour(huw, cast):
    report = make_audit_report(cast.huw, made=False)
    AuditReport.objects.filter(pk=report.pk).update(state=ReportState.MAKING)
    assert "Preparing the report" in huw.get(page_of(report)).content.decode()
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        huw.force_login(cast.huw)
        assert "could not be prepared" in huw.get(page_of(report)).content.decode()


# --- fetching


def test_a_file_is_fetched_as_it_was_made_and_each_time_is_recorded(huw, cast):
    report = make_audit_report(cast.huw, languages=["cy", "en"])
    for number, file in enumerate(report.files.defer("content_text"), 1):
        response = huw.get(address_of(report, file.name))
        assert hashlib.sha256(response.content).hexdigest() == file.sha256
        assert response["Content-Disposition"] == f'attachment; filename="{file.name}"'
        assert "no-store" in response["Cache-Control"] and response["X-Content-Type-Options"] == "nosniff"
        assert count(events.REPORT_DOWNLOADED) == number
    assert number == report.files.count() == 7


def test_names_of_files_tell_nothing(cast):
    report = make_audit_report(cast.huw)
    names = set(report.files.values_list("name", flat=True))
    ours = {f"{report.number}{ending}" for ending in (".zip", "-en.csv", "-trail.jsonl", "-manifest.json")}
    assert names == ours | {"README.txt", "verify_export.py"}


def test_the_sheet_in_the_archive_is_in_both_languages_and_does_not_give_the_fingerprint_away(cast):
    report = make_audit_report(cast.huw)
    sheet = report.files.select_related("report__key").get(kind=FileKind.README).content.decode()
    assert sheet.count(f"python verify_export.py {report.number}.zip --fingerprint") == 2
    assert fingerprint_of(report) not in sheet
    assert not any(mark in sheet for mark in ("{", "&", "<"))  # a plain text, nothing left of its template


def test_after_seven_days_nothing_can_be_fetched_and_the_hashes_stay(huw, cast):
    report = make_audit_report(cast.huw)
    sha256 = report.files.get(kind=FileKind.BUNDLE).sha256
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        huw.force_login(cast.huw)
        assert huw.get(address_of(report)).status_code == 302
        page = huw.get(page_of(report)).content.decode()
        assert address_of(report) not in page and sha256[:4] in page
        assert "Files removed" in huw.get(reverse("reports")).content.decode()
        assert "Matches" in huw.post(reverse("verify"), {"asked": sha256}).content.decode()
    assert count(events.REPORT_DOWNLOADED) == 0


def test_the_list_shows_the_school_its_own_reports(huw, signed_in, cast):
    report, other = make_audit_report(cast.mair, made=False), make_audit_report(cast.rhys, made=False)
    page = huw.get(reverse("reports")).content.decode()
    assert page_of(report) in page and page_of(other) not in page
    page = signed_in("rhys").get(reverse("reports")).content.decode()
    assert page_of(other) in page and page_of(report) not in page


def test_the_list_costs_the_same_for_many_reports(huw, cast):
    def cost() -> int:
        with queries() as found:
            huw.get(reverse("reports"))
        return len(found)

    make_audit_report(cast.huw, made=False)
    cost()
    one = cost()
    for _ in range(4):
        make_audit_report(cast.mair, made=False)
    assert cost() == one


# --- checking


def answer(client, asked: str) -> str:
    return client.post(reverse("verify"), {"asked": asked}).content.decode()


def test_the_hash_of_every_file_is_known_and_another_is_not(huw, cast):
    report = make_audit_report(cast.huw)
    for file in report.files.exclude(kind=FileKind.CHECKER).defer("content_text"):
        page = answer(huw, file.sha256.upper())
        assert "Matches" in page and file.name in page and report.number in page and "Huw Bevan" in page
        changed = file.sha256[:-1] + ("0" if file.sha256[-1] != "0" else "1")
        assert "Does not match" in answer(huw, changed)


def test_the_program_that_checks_is_no_proof_of_a_report(huw, cast):
    report = make_audit_report(cast.huw)
    page = answer(huw, report.files.get(kind=FileKind.CHECKER).sha256)
    assert "It is not a report" in page and "Matches" not in page and report.number not in page


def test_a_report_of_another_school_is_unknown(huw, cast):
    other = make_audit_report(cast.rhys)
    assert "Does not match" in answer(huw, other.files.get(kind=FileKind.BUNDLE).sha256)
    assert "There is no report with this number" in answer(huw, other.number)


def test_a_number_alone_is_said_to_prove_nothing(huw, cast):
    report = make_audit_report(cast.huw)
    page = answer(huw, f" {report.number.lower()} ")
    assert "proves nothing yet" in page and report.files.get(kind=FileKind.BUNDLE).sha256[:4] in page


def test_what_is_neither_is_refused_in_words(huw):
    for asked in ("", "AR-26-1", "f" * 63, "g" * 64):
        assert "There is a problem" in answer(huw, asked)


def test_the_page_sends_no_file(huw):
    page = huw.get(reverse("verify")).content.decode()
    assert 'type="file"' not in page and "multipart" not in page


def test_nothing_about_a_child_by_name_is_on_any_page(huw, cast):
    make_incident(cast.nia, [cast.amy])
    report = make_audit_report(cast.huw, staff_by_name=True)
    for address in (reverse("reports"), page_of(report), reverse("verify")):
        assert "Amy" not in huw.get(address).content.decode()
