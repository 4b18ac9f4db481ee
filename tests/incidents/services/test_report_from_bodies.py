"""A report is drawn from the bodies of the trail, which are hashed and linked; the columns beside them prove nought."""

import csv
import io
import json

import pytest
from django.db import connection

from incidents.models import FileKind
from incidents.selectors.subjects import id_reference
from incidents.services import reading
from incidents.services.making import archive_of
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.audit.verify_export import PERSON, ROLE, check
from tests.makers import make_audit_report, make_incident
from tests.safeguarding.audit.trail import Underneath


@pytest.fixture
def opened(cast, underneath) -> Underneath:
    """Mair opened a record; somebody underneath will say otherwise."""
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    reading.open_concern(actor=cast.mair, reference=concern.reference)
    event = AuditEvent.objects.get(event=events.CONCERN_OPENED)
    hand = Underneath(underneath, event.chain)
    hand.here = event.seq
    return hand


def uuid_of(person) -> str:
    return person.pk.hex if connection.vendor == "sqlite" else str(person.pk)


def rows_of(report) -> dict[int, list[str]]:
    table = report.files.select_related("report__key").get(kind=FileKind.CSV).content.decode("utf-8-sig")
    return {int(row[0]): row for row in list(csv.reader(io.StringIO(table, newline="")))[1:]}


def lines_of(report) -> list[dict]:
    trail = report.files.select_related("report__key").get(kind=FileKind.TRAIL).content.decode()
    return [json.loads(line) for line in trail.splitlines()]


def ending(report, tmp_path) -> tuple[int, list[str]]:
    (tmp_path / "r.zip").write_bytes(archive_of(report))
    return check([str(tmp_path / "r.zip")], fingerprint=report.school.fingerprint)


@pytest.mark.parametrize("by_name", [True, False])
def test_another_actor_beside_the_body_is_not_believed(by_name, opened, cast, tmp_path):
    where = " WHERE chain_id = CHAIN AND seq = PLACE"
    opened.run("UPDATE EVENTS SET actor_id = ?, role = 'STAFF', outcome = 'denied'" + where, uuid_of(cast.nia))
    report = make_audit_report(cast.huw, staff_by_name=by_name)
    row = rows_of(report)[opened.here]
    assert row[7] == ("Mair Prosser" if by_name else id_reference(cast.mair.pk))
    assert (row[PERSON], row[ROLE], row[6]) == (id_reference(cast.mair.pk), "LEAD", "ok")
    assert report.trail_whole is False
    code, said = ending(report, tmp_path)
    assert code == 1 and said[0].startswith("Not whole: report ")
    assert not any("Whole" in line for line in said)


def test_an_entry_is_not_hidden_by_another_event_or_role_beside_its_body(opened, cast):
    opened.run("UPDATE EVENTS SET event = 'session.signed_in', role = 'HEAD' WHERE chain_id = CHAIN AND seq = PLACE")
    row = rows_of(make_audit_report(cast.huw))[opened.here]
    assert row[5] == events.CONCERN_OPENED
    assert rows_of(make_audit_report(cast.mair))[opened.here][5] == events.CONCERN_OPENED


@pytest.mark.parametrize("body", ["{}", "", '{"seq": 1}', "null"])
def test_a_body_that_was_altered_is_not_shown_and_the_report_is_made_all_the_same(body, opened, cast, tmp_path):
    opened.run("UPDATE EVENTS SET body = ? WHERE chain_id = CHAIN AND seq = PLACE", body)
    report = make_audit_report(cast.huw)
    assert opened.here not in rows_of(report)
    assert [line["withheld"] for line in lines_of(report) if line["seq"] == opened.here] == ["altered"]
    assert ending(report, tmp_path)[0] == 1


def test_a_body_rewritten_in_good_form_is_not_shown_either(opened, cast):
    opened.rewrite(opened.here, then_link=False, actor=str(cast.nia.pk))
    assert opened.here not in rows_of(make_audit_report(cast.huw))
