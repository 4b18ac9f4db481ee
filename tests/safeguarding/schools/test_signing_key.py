"""The key that signs a school's reports: bound to the trail from the first entry, never changed, not taken on trust."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from django.db import DatabaseError, connection

from incidents.models import FileKind, TrailCheck
from incidents.selectors.reports import fingerprint_of
from incidents.services import inspecting, verifying
from safeguarding.audit import events, verify_export
from safeguarding.audit.models import AuditEvent
from safeguarding.audit.verification import verify
from safeguarding.schools.models import School
from tests.makers import make_audit_report

SAYS = "is not the one it was set up with"


def _public_key() -> str:
    key = Ed25519PrivateKey.generate().public_key()
    return base64.b64encode(key.public_bytes_raw()).decode()


@pytest.fixture
def altered(cast, underneath):
    """Somebody with the file puts a key of their own into the open column."""
    underneath.commit()
    connection.close()
    cursor = underneath.cursor()
    if connection.vendor == "sqlite":
        cursor.execute("DROP TRIGGER schools_school_frozen")
    else:
        cursor.execute("ALTER TABLE schools_school DISABLE TRIGGER USER")
    marker = "?" if connection.vendor == "sqlite" else "%s"
    cursor.execute(f"UPDATE schools_school SET signing_public_key = {marker} WHERE code = 'afon'", [_public_key()])
    underneath.commit()
    return School.objects.select_related("key").get(code="afon")


def test_its_fingerprint_stands_in_the_trail_from_the_beginning(cast):
    for school in (cast.afon, cast.riverside):
        body = json.loads(AuditEvent.objects.get(event=events.SCHOOL_SET_UP, subject_id=school.pk).body)
        assert body["details"]["fingerprint"] == school.fingerprint.replace(" ", "")
    assert cast.afon.fingerprint != cast.riverside.fingerprint


@pytest.mark.parametrize("column", ["code", "key_id", "signing_key", "signing_public_key"])
def test_its_columns_are_never_changed_by_whoever_serves(column, cast):
    other = {"code": "'x'", "key_id": "id", "signing_key": "NULL", "signing_public_key": "'x'"}[column]
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE schools_school SET {column} = {other}")


def test_the_rest_of_a_school_may_change_and_saving_it_whole_changes_no_key(cast):
    school = School.objects.get(pk=cast.afon.pk)
    before = school.fingerprint
    school.name = "Ysgol Afon Newydd"
    school.save()
    assert School.objects.get(pk=cast.afon.pk).fingerprint == before


def test_whole_keys_raise_nothing(cast):
    assert verify(keys=School.objects.fingerprints()).is_whole
    assert [len(found) for found in School.objects.fingerprints().values()] == [1, 1]


def test_another_key_in_the_open_column_is_named(altered, capsys):
    fault = verify(keys=School.objects.fingerprints()).fault
    assert SAYS in fault.what
    assert AuditEvent.objects.get(chain_id=fault.chain, seq=fault.seq).event == events.SCHOOL_SET_UP
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1 and SAYS in capsys.readouterr().err


def test_another_key_in_both_columns_is_named(cast):
    """As by somebody who holds the master key too."""
    other = verify_export.fingerprint(Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex())
    assert SAYS in verify(keys={cast.afon.pk: {other}}).fault.what
    assert verify(keys={cast.afon.pk: {cast.afon.fingerprint}}).is_whole


def test_a_key_that_cannot_be_opened_is_named_and_no_crash(cast):
    school = School.objects.get(pk=cast.afon.pk)
    school.signing_key = "not a key"
    assert len(school.fingerprints()) == 2


def test_the_heads_check_of_the_trail_names_it(altered, cast):
    check, _by_worker = inspecting.ask_for_check(actor=cast.huw, school=cast.afon)
    verifying.check_trail(check.pk)
    seq = AuditEvent.objects.get(event=events.SCHOOL_SET_UP, subject_id=cast.afon.pk).seq
    assert TrailCheck.objects.get(pk=check.pk).fault_seq == seq


def test_what_a_report_prints_is_the_key_that_signs_it_and_the_fault_is_told(altered, cast):
    report = make_audit_report(cast.huw)
    manifest = json.loads(report.files.select_related("report__key").get(kind=FileKind.MANIFEST).content)
    assert fingerprint_of(report) == verify_export.fingerprint(manifest["public_key"])
    assert report.trail_whole is False and SAYS in manifest["manifest"]["fault"]
