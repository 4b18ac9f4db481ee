"""Asking for a report, waiting for it, and checking a file: with scripts and without, and no file is ever sent."""

import hashlib

import pytest
from django.core.management import call_command
from django.urls import reverse

from incidents.models import FileKind, TrailCheck
from incidents.services import reporting
from incidents.services.making import archive_of
from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import MAIN_BUTTON, answer, open_as, typed_day
from tests.makers import make_audit_report, make_incident

ANSWER = ".govuk-notification-banner"


@pytest.fixture
def archive(cast, tmp_path):
    """The archive of a report, as somebody has it on their computer."""
    make_incident(cast.nia, [cast.amy])
    path = tmp_path / "report.zip"
    path.write_bytes(archive_of(make_audit_report(cast.huw)))
    return path


def choose(page, path) -> None:
    """Chooses a file; the browser works out its hash and asks about that."""
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Choose a file").click()
    with page.expect_navigation():
        choosing.value.set_files(path)


def test_a_file_is_compared_in_the_browser_and_never_sent(new_page, cast, archive):
    page, sent = open_as(new_page, cast.huw, reverse("verify")), []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    choose(page, archive)
    assert "unchanged" in page.inner_text(ANSWER)
    assert "unbroken from entry 1 to" in page.inner_text(ANSWER)

    changed = bytearray(archive.read_bytes())
    changed[len(changed) // 2] ^= 1
    archive.write_bytes(changed)
    choose(page, archive)
    assert "has been changed, or was not made here" in page.inner_text(ANSWER)

    assert max(map(len, sent)) < 1000 < len(changed)
    assert hashlib.sha256(changed).hexdigest().encode() in b"".join(sent)
    assert page.locator("input[type=file]").count() == 0
    assert faults(page) == []


def test_without_scripts_the_hash_or_the_number_is_typed(new_page, cast, archive):
    page = open_as(new_page, cast.huw, reverse("verify"), js=False)
    assert not page.get_by_role("button", name="Choose a file").is_visible()
    for asked, said in (
        (hashlib.sha256(archive.read_bytes()).hexdigest().upper(), "unchanged"),
        ("f" * 64, "has been changed, or was not made here"),
        ("AR-2026-999", "There is no report with this number"),
    ):
        page.fill("[name=asked]", asked)
        press(page, MAIN_BUTTON)
        assert said in page.inner_text(ANSWER)


@pytest.mark.both_engines
@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_a_long_report_is_waited_for_and_then_fetched(new_page, cast, monkeypatch, js):
    monkeypatch.setattr(reporting, "AT_ONCE", 2)
    make_incident(cast.nia, [cast.amy])
    page = open_as(new_page, cast.huw, reverse("report_new"), js=js, viewport=NARROW)
    page.uncheck("[name=formats][value=PDF]")
    days = typed_day("first_day", clock.today()) | typed_day("last_day", clock.today())
    answer(page, [("period", "DATES"), ("languages", "en")], reason="For the meeting of the governors", **days)
    assert page.inner_text("h1") == "Preparing the report"
    if js:
        assert faults(page) == []
    call_command("db_worker", batch=True, reload=False, interval=0.1, verbosity=0)
    page.wait_for_selector("h1:has-text('Audit report')")  # the page asks again by itself
    with page.expect_download() as fetching:
        page.locator("a[download]").first.click()
    assert fetching.value.suggested_filename.endswith(".zip")
    content = open(fetching.value.path(), "rb").read()
    known = reporting.ReportFile.objects.get(kind=FileKind.BUNDLE)
    assert hashlib.sha256(content).hexdigest() == known.sha256


@pytest.mark.parametrize("code", ["en", "cy"])
def test_who_heads_two_schools_can_use_the_pages_that_ask_which(new_page, cast, code):
    User.objects.filter(pk=cast.huw.pk).update(language=code)
    roles.grant_role(actor=None, user=cast.huw, school=cast.riverside, role=Role.HEAD, starts_on=clock.today())
    TrailCheck.objects.create(school=cast.afon, asked_by=cast.huw, size=50_000)
    page = open_as(new_page, cast.huw, reverse("audit"), viewport=NARROW)
    found = faults(page)
    press(page, "main a[href='?school=afon']")
    found += faults(page)
    page.goto(reverse("audit_check") + "?school=afon")
    assert page.inner_text("main").find("Ysgol Afon") >= 0
    assert found + faults(page) == []
