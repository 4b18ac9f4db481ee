"""Audit reports: who may ask, what is in them and what is not, how they are made, kept, fetched and forgotten."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.documents.renderer import CannotDraw
from incidents.models import AuditReport, FileKind, ReportFile, ReportState
from incidents.sections import Section
from incidents.services import making, reading, reporting
from incidents.services.making import make_report
from safeguarding import clock
from safeguarding.audit import events, verify_export
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from safeguarding.vault.models import KeyDestroyed
from tests.makers import make_audit_report, make_incident, make_referral

NAMES = ("Jones", "Amy", "Hopkins", "Prosser", "Bevan", "@demo.example")


def contents(report) -> dict[str, bytes]:
    """The files of a report, by name."""
    return {
        file.name: file.content for file in report.files.exclude(kind=FileKind.BUNDLE).select_related("report__key")
    }


def told(event: str) -> dict:
    """The newest entry of this kind: its details."""
    return json.loads(AuditEvent.objects.filter(event=event).latest("pk").body)["details"]


def locks_on_the_school(queries: CaptureQueriesContext) -> list[str]:
    """How the school's row was locked, each time; on SQLite nothing is locked by the row."""
    locks = [query["sql"] for query in queries if " FOR " in query["sql"] and '"schools_school"' in query["sql"]]
    return [sql.rpartition(" FOR ")[2].removesuffix(' OF "schools_school"') for sql in locks]


@pytest.fixture
def story(cast):
    """A record that was sent, read and referred."""
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    reading.open_concern(actor=cast.mair, reference=concern.reference)
    make_referral(concern, cast.mair, agency="POLICE")
    return concern


@pytest.mark.parametrize("who", ["nia", "gwen", "carys", "sam", "rhys"])
def test_nobody_else_can_ask_for_a_report(who, cast):
    with pytest.raises(NotThere):
        make_audit_report(cast.people[who], school=cast.afon, made=False)
    assert AuditReport.objects.count() == 0


def test_reports_are_numbered_by_school_and_year(cast):
    with time_machine.travel(clock.now().replace(year=2027, month=3, day=1)):
        numbers = [make_audit_report(who, made=False).number for who in (cast.huw, cast.mair, cast.rhys)]
    with time_machine.travel(clock.now().replace(year=2028, month=3, day=1)):
        numbers.append(make_audit_report(cast.huw, made=False).number)
    assert numbers == ["AR-2027-001", "AR-2027-002", "AR-2027-001", "AR-2028-001"]


def test_nobody_who_sends_a_record_waits_for_a_report_to_be_asked_for(cast):
    """A new row that points at the school needs its key alone: who asks holds the rest of it (PostgreSQL)."""
    with CaptureQueriesContext(connection) as queries:
        make_audit_report(cast.huw, made=False)
    assert locks_on_the_school(queries) == (["NO KEY UPDATE"] if connection.vendor == "postgresql" else [])


def test_a_report_names_nobody_by_default(story, cast):
    report = make_audit_report(cast.huw, languages=["cy", "en"])
    together = b"".join(content for name, content in contents(report).items() if name != "verify_export.py")
    for name in NAMES:
        assert name.encode() not in together, name
    assert story.reference.encode() in together
    assert b"Year 10" in together and b"Blwyddyn 10" in together


def test_a_report_says_of_which_records_a_childs_file_was_opened(cast):
    closed = make_incident(cast.nia, [cast.amy]).concerns.get()
    reading.open_pupil_file(actor=cast.mair, pupil_id=cast.amy.pk)
    report = make_audit_report(cast.huw, sections=[Section.ACCESS])
    table = contents(report)[f"{report.number}-en.csv"].decode()
    [line] = [line for line in table.splitlines() if "pupil.chronology_opened" in line]
    assert f"Year 10, {closed.reference}" in line


def test_a_report_names_staff_if_asked_and_a_child_never(story, cast):
    report = make_audit_report(cast.huw, staff_by_name=True)
    together = b"".join(content for name, content in contents(report).items() if name != "verify_export.py")
    assert b"Nia Hopkins" in together
    assert b"Amy" not in together and b"Jones" not in together


def test_only_the_sections_asked_for_are_shown_and_the_rest_is_there_as_hashes(story, cast):
    report = make_audit_report(cast.huw, sections=[Section.ACCESS])
    lines = [json.loads(line) for line in contents(report)[f"{report.number}-trail.jsonl"].splitlines()]
    shown = [json.loads(line["body"])["event"] for line in lines if "body" in line]
    assert shown == [events.CONCERN_OPENED]
    assert len(lines) == report.last_seq - report.first_seq + 1 > 3
    assert all(set(line) == {"seq", "body_hash", "withheld"} for line in lines if "body" not in line)


def test_an_outsider_can_check_it(story, cast, tmp_path, capsys):
    report = make_audit_report(cast.huw)
    (tmp_path / "report.zip").write_bytes(making.archive_of(report))
    call_command("verify_export", str(tmp_path / "report.zip"), public_key=cast.afon.signing_public_key)
    assert f'Whole: report {report.number} of "Ysgol Afon"' in capsys.readouterr().out


def test_the_archive_is_the_one_that_was_hashed(story, cast):
    report = make_audit_report(cast.huw)
    bundle = report.files.get(kind=FileKind.BUNDLE)
    archive = making.archive_of(report)
    assert verify_export.hashlib.sha256(archive).hexdigest() == bundle.sha256
    assert len(archive) == bundle.size
    assert bundle.content_text is None  # it is put together when asked for


def test_days_without_entries_make_a_report_that_is_whole(cast):
    report = make_audit_report(
        cast.huw, first_day=clock.today() - timedelta(900), last_day=clock.today() - timedelta(800)
    )
    assert report.shown == 0
    assert verify_export.verify(verify_export.unpack(making.archive_of(report)), whole=True)["entries"]["shown"] == 0


def test_a_trail_that_is_not_whole_is_said_in_the_report(story, cast, monkeypatch):
    monkeypatch.setattr(making, "verify_chain", lambda chain: (3, "chain x, entry 3: the body was changed"))
    report = make_audit_report(cast.huw)
    assert report.trail_whole is False
    manifest = json.loads(contents(report)[f"{report.number}-manifest.json"])["manifest"]
    assert (manifest["whole"], manifest["fault"]) == (False, "chain x, entry 3: the body was changed")


def test_that_it_was_asked_for_made_and_fetched_is_in_the_trail(story, cast):
    report = make_audit_report(cast.huw)
    assert told(events.REPORT_REQUESTED)["number"] == report.number
    assert "governors" not in AuditEvent.objects.get(event=events.REPORT_REQUESTED).body  # the reason is no code
    manifest = contents(report)[f"{report.number}-manifest.json"]
    assert told(events.REPORT_MADE)["manifest"] == verify_export.hashlib.sha256(manifest).hexdigest()
    reporting.fetch_file(actor=cast.huw, report_id=report.pk, name=f"{report.number}.zip")
    entry = AuditEvent.objects.get(event=events.REPORT_DOWNLOADED)
    assert (entry.actor_id, entry.subject_id) == (cast.huw.pk, report.pk)
    assert told(events.REPORT_DOWNLOADED)["file"] == "BUNDLE"


def test_the_report_itself_shows_that_it_was_asked_for(cast):
    report = make_audit_report(cast.huw, sections=[Section.EXPORTS])
    bodies = contents(report)[f"{report.number}-trail.jsonl"].decode()
    assert f'\\"number\\":\\"{report.number}\\"' in bodies


@pytest.mark.parametrize("who", ["mair", "dafydd", "nia", "gwen", "carys", "sam", "rhys"])
def test_nobody_else_can_fetch_a_file(who, cast):
    report = make_audit_report(cast.huw)
    with pytest.raises(NotThere):
        reporting.fetch_file(actor=cast.people[who], report_id=report.pk, name=f"{report.number}.zip")


def test_files_lie_sealed(story, cast):
    report = make_audit_report(cast.huw)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content_text FROM incidents_reportfile WHERE content_text IS NOT NULL")
        stored = [bytes(row[0]) for row in cursor.fetchall()]
    assert stored
    for name, content in contents(report).items():
        assert not any(making.base64.b64encode(content)[:60] in sealed for sealed in stored), name


def test_after_seven_days_the_files_are_gone_and_their_hashes_stay(story, cast):
    report = make_audit_report(cast.huw)
    hashes = set(report.files.values_list("sha256", flat=True))
    with time_machine.travel(clock.now() + timedelta(days=6, hours=23)):
        assert making.expire_reports() == 0
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        with pytest.raises(reporting.Gone):  # even before anybody has cleared up
            reporting.fetch_file(actor=cast.huw, report_id=report.pk, name=f"{report.number}.zip")
        assert making.expire_reports() == 1
        assert making.expire_reports() == 0
    assert set(ReportFile.objects.filter(report=report).values_list("sha256", flat=True)) == hashes
    assert not ReportFile.objects.filter(report=report, content_text__isnull=False).exists()
    assert told(events.REPORT_EXPIRED)["number"] == report.number
    with pytest.raises(KeyDestroyed):
        _ = AuditReport.objects.select_related("key").get(pk=report.pk).key.aead


def test_making_another_report_clears_up_the_old_ones(cast):
    old = make_audit_report(cast.huw)
    with time_machine.travel(clock.now() + timedelta(days=8)):
        make_audit_report(cast.huw)
    assert not ReportFile.objects.filter(report=old, content_text__isnull=False).exists()


def test_a_report_is_made_once(cast):
    report = make_audit_report(cast.huw)
    assert make_report(report.pk) is False
    assert AuditEvent.objects.filter(event=events.REPORT_MADE).count() == 1


def test_a_report_that_cannot_be_made_says_so_and_leaves_nothing(cast, monkeypatch):
    def fail(*_):
        raise CannotDraw("the paper took too long")

    monkeypatch.setattr(making, "render_all", fail)
    report = make_audit_report(cast.huw, made=False, formats=["PDF"])
    assert make_report(report.pk) is False
    report.refresh_from_db(fields=["state"])
    assert report.state == ReportState.FAILED
    assert report.files.count() == 0
    assert told(events.REPORT_FAILED) == {"number": report.number, "error": "CannotDraw"}


def test_many_entries_are_left_to_the_worker(cast, fresh_database, monkeypatch):
    monkeypatch.setattr(reporting, "AT_ONCE", 3)
    report = make_audit_report(cast.huw, made=False)
    assert report.state == ReportState.WAITING
    call_command("db_worker", batch=True, reload=False, interval=0.1, verbosity=0)
    report.refresh_from_db(fields=["state", "shown"])
    assert (report.state, report.shown) == (ReportState.READY, report.entries + 1)


def test_few_entries_are_not_left_to_the_worker(cast, fresh_database):
    report = make_audit_report(cast.huw, made=False)
    call_command("db_worker", batch=True, reload=False, interval=0.1, verbosity=0)
    report.refresh_from_db(fields=["state"])
    assert report.state == ReportState.WAITING


def test_a_long_trail_is_left_to_the_worker_even_for_few_entries(cast, monkeypatch):
    monkeypatch.setattr(reporting, "TRAIL_AT_ONCE", 1)
    wish = reporting.Wish(clock.today(), clock.today(), [Section.EXPORTS], ["en"], ["CSV"], "why")
    assert reporting.request_report(actor=cast.huw, school=cast.afon, wish=wish)[1] is True


def test_no_transaction_is_open_while_pages_are_drawn(cast, fresh_database, monkeypatch):
    seen = []
    monkeypatch.setattr(making, "render_all", lambda pages: [seen.append(connection.in_atomic_block) or b"%PDF-1.7"])
    make_audit_report(cast.huw, formats=["PDF"])
    assert seen == [False]
