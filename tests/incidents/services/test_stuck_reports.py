"""Reports that nobody makes any more: seen as such, written down, and not waited for for ever."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import ConnectionHandler
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse

from incidents.models import AuditReport, ReportFile, ReportState
from incidents.services import housekeeping, making, reporting
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.incidents.services.test_reporting import told
from tests.makers import make_audit_report

MINUTES = timedelta(minutes=1)


def later(minutes: int):
    return time_machine.travel(clock.now() + minutes * MINUTES)


def again(report) -> AuditReport:
    return AuditReport.objects.defer("reason").get(pk=report.pk)


@pytest.mark.parametrize("state", [ReportState.WAITING, ReportState.MAKING])
def test_one_that_was_to_be_made_at_once_is_stuck_after_a_quarter_of_an_hour(state, cast):
    report = make_audit_report(cast.huw, made=False)
    AuditReport.objects.filter(pk=report.pk).update(state=state)
    with later(14):
        assert (again(report).is_stuck, making.give_up_stuck_reports()) == (False, 0)
    with later(16):
        assert again(report).is_stuck
        assert (making.give_up_stuck_reports(), making.give_up_stuck_reports()) == (1, 0)
        assert not again(report).is_stuck
    assert again(report).state == ReportState.FAILED
    assert told(events.REPORT_FAILED) == {"number": report.number, "error": "Stuck"}
    assert AuditEvent.objects.filter(event=events.REPORT_FAILED).count() == 1


def test_one_that_waits_for_the_worker_is_made_when_the_worker_comes_back(cast, fresh_database, monkeypatch):
    monkeypatch.setattr(reporting, "AT_ONCE", 1)
    report = make_audit_report(cast.huw, made=False)
    with later(600):
        housekeeping.keep_house()
        assert again(report).state == ReportState.WAITING
        call_command("db_worker", batch=True, reload=False, interval=0.1, startup_delay=False, verbosity=0)
        assert again(report).state == ReportState.READY


def test_one_that_waited_a_day_for_the_worker_is_given_up(cast, monkeypatch):
    monkeypatch.setattr(reporting, "AT_ONCE", 1)
    report = make_audit_report(cast.huw, made=False)
    with later(24 * 60 + 1):
        housekeeping.keep_house()
    assert again(report).state == ReportState.FAILED
    assert making.make_report(report.pk) is False  # the worker comes too late


def test_making_another_report_gives_up_the_stuck_ones(cast):
    stuck = make_audit_report(cast.huw, made=False)
    with later(20):
        make_audit_report(cast.huw)
    assert again(stuck).state == ReportState.FAILED


def test_one_that_was_given_up_is_not_finished_behind_the_readers_back(cast, monkeypatch):
    report = make_audit_report(cast.huw, made=False)

    def slow(*args):
        AuditReport.objects.filter(pk=report.pk).update(state=ReportState.FAILED, moved_at=clock.now())
        return b"{}"

    monkeypatch.setattr(making, "signed_manifest", slow)
    assert making.make_report(report.pk) is False
    assert again(report).state == ReportState.FAILED
    assert not ReportFile.objects.filter(report=report).exists()
    assert not AuditEvent.objects.filter(event__in=[events.REPORT_MADE, events.REPORT_FAILED]).exists()


def test_the_page_of_one_that_stands_still_does_not_keep_a_session_going(cast, signed_in, monkeypatch):
    monkeypatch.setattr(reporting, "AT_ONCE", 1)
    report = make_audit_report(cast.huw, made=False)
    address = reverse("report", kwargs={"report_id": report.pk})
    assert signed_in("huw").get(address)["Refresh"] == "5"
    with later(16):
        page = signed_in("huw").get(address)
        assert "Refresh" not in page and "See how far it is now" in page.content.decode()


def test_the_page_and_the_list_say_that_it_could_not_be_prepared(cast, signed_in):
    report = make_audit_report(cast.huw, made=False)
    with later(16):
        client = signed_in("huw")
        page = client.get(reverse("report", kwargs={"report_id": report.pk}))
        assert "could not be prepared" in page.content.decode() and "Refresh" not in page
        assert "Could not be prepared" in client.get(reverse("reports")).content.decode()


def test_one_that_was_waiting_when_the_service_was_brought_up_to_date_may_wait_for_the_worker(db):
    """Else all that wait for a worker are given up at once. Tried beside the record: nothing there can be undone."""
    apart = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    loader = MigrationLoader(None)
    before = loader.project_state(("incidents", "0005_added_to_referrals"))
    for name in ("school", "key", "asked_by"):
        before.models["incidents", "auditreport"].fields[name].db_constraint = False  # their tables are not there
    old = before.apps.get_model("incidents", "AuditReport")
    with apart.schema_editor() as editor:
        editor.create_model(old)
    columns = {field.column: "1" for field in old._meta.fields if not field.null} | {"state": "WAITING"}
    with apart.cursor() as cursor:
        names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
        cursor.execute(f"INSERT INTO {old._meta.db_table} ({names}) VALUES ({marks})", list(columns.values()))
    with apart.schema_editor() as editor:
        loader.get_migration("incidents", "0006_reach_of_reports").apply(before, editor)
    with apart.cursor() as cursor:
        cursor.execute(f"SELECT state, reach, for_worker FROM {old._meta.db_table}")
        assert cursor.fetchall() == [("WAITING", "SCHOOL", 1)]
    apart.close()
