"""What was written is neither altered nor removed by the role that serves the record, on either engine."""

import sqlite3
from contextlib import closing

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from incidents.models import Concern, Decision, Incident, Reading, Referral, StateChange, Statement
from incidents.services import reading
from safeguarding.accounts.models import StaffRole
from safeguarding.audit import guards
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead
from safeguarding.vault.models import DataKey
from tests.makers import make_incident, make_referral

WRITTEN_ONCE = (AuditEvent, AuditChain, Incident, Statement, Decision, Reading, Referral, StateChange)
FROZEN = {
    Concern: ("reference", "'2222-3333'"),
    StaffRole: ("role", "'HEAD'"),
    AuditHead: ("chain_id", "NULL"),
    DataKey: ("purpose", "'DRAFT'"),
}


@pytest.fixture
def story(fresh_database, cast):
    """A record that was sent, read and referred, so that no table of these is empty."""
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    reading.open_concern(actor=cast.mair, reference=concern.reference)
    make_referral(concern, cast.mair, agency="POLICE")
    return concern


def _contents(model) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
        return cursor.fetchall()


def _is_refused(model, statement: str) -> bool:
    before = _contents(model)
    assert before, f"{model.__name__} is empty: nothing would be proved"
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return _contents(model) == before
    return False


def _columns(model) -> tuple[str, str]:
    names = [field.column for field in model._meta.local_concrete_fields]
    return ", ".join(f'"{name}"' for name in names), model._meta.pk.column


def test_rows_written_once_are_never_updated(story):
    for model in WRITTEN_ONCE:
        column = _columns(model)[1]
        assert _is_refused(model, f'UPDATE "{model._meta.db_table}" SET "{column}" = "{column}"'), model


def test_rows_are_never_deleted(story):
    for model in (*WRITTEN_ONCE, *FROZEN):
        assert _is_refused(model, f'DELETE FROM "{model._meta.db_table}"'), model


def test_rows_are_never_put_in_the_place_of_others(story):
    for model in (*WRITTEN_ONCE, *FROZEN):
        columns, pk = _columns(model)
        table = model._meta.db_table
        copied = f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{table}" WHERE true'
        column, value = FROZEN.get(model, (pk, f'excluded."{pk}"'))
        assert _is_refused(model, f'{copied} ON CONFLICT ("{pk}") DO UPDATE SET "{column}" = {value}'), model
        if connection.vendor == "sqlite":
            assert _is_refused(model, copied.replace("INSERT", "INSERT OR REPLACE", 1)), model
            assert _is_refused(model, copied.replace("INSERT", "REPLACE", 1)), model


def test_tables_are_never_emptied(story):
    for model in (*WRITTEN_ONCE, *FROZEN):
        table = model._meta.db_table
        for statement in (f'TRUNCATE "{table}"', f'TRUNCATE "{table}" CASCADE', f'DROP TABLE "{table}"'):
            if connection.vendor == "postgresql":
                assert _is_refused(model, statement), statement


def test_frozen_columns_are_never_changed(story):
    for model, (column, value) in FROZEN.items():
        assert _is_refused(model, f'UPDATE "{model._meta.db_table}" SET "{column}" = {value}'), model


def test_a_replacing_insert_is_refused_on_a_connection_without_the_pragmas_too(story):
    for model in (*WRITTEN_ONCE, *FROZEN):
        if connection.vendor == "sqlite":
            columns, table, before = _columns(model)[0], model._meta.db_table, _contents(model)
            with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as raw:
                assert raw.execute("PRAGMA recursive_triggers").fetchone() == (0,)
                with pytest.raises(sqlite3.DatabaseError, match="never changed or removed"):
                    raw.execute(f'INSERT OR REPLACE INTO "{table}" ({columns}) SELECT {columns} FROM "{table}"')
            assert _contents(model) == before


def test_where_a_concern_stands_may_change(story):
    assert Concern.objects.filter(pk=story.pk).update(version=99) == 1


def test_a_second_chain_does_not_take_the_place_of_the_installations(story):
    """The uniqueness that holds only under a condition is guarded as well."""
    if connection.vendor != "sqlite":
        with pytest.raises(DatabaseError):
            AuditChain.objects.create(kind="INSTALLATION")
        return
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as raw:
        with pytest.raises(sqlite3.DatabaseError, match="never changed or removed"):
            raw.execute(
                "INSERT OR REPLACE INTO audit_auditchain (id, kind, school_id, made_at) "
                "VALUES ('00000000000000000000000000000001', 'INSTALLATION', NULL, '2026-01-01')"
            )


def test_the_runtime_role_cannot_switch_a_guard_off(story):
    statements = {
        "sqlite": [
            "PRAGMA writable_schema = 1",
            "PRAGMA writable_schema = ON",
            "PRAGMA recursive_triggers = OFF",
            "PRAGMA trusted_schema = ON",
            "PRAGMA ignore_check_constraints = ON",
            "UPDATE sqlite_master SET sql = '' WHERE name = 'audit_auditevent_no_delete'",
            "DELETE FROM sqlite_master WHERE name = 'audit_auditevent_no_delete'",
            "DROP TRIGGER audit_auditevent_no_delete",
            "DROP TRIGGER main.audit_auditevent_no_delete",
            "DROP TABLE audit_auditevent",
            "DROP INDEX one_event_a_place",
            "DROP INDEX audit_by_time",
            "ALTER TABLE audit_auditevent RENAME TO other",
            "ALTER TABLE audit_auditevent ADD COLUMN other",
            "ALTER TABLE audit_auditevent RENAME COLUMN body TO other",
            "ALTER TABLE audit_auditevent DROP COLUMN role",
            "CREATE TABLE other (x)",
            "CREATE TEMP TABLE audit_auditevent (x)",
            "CREATE TEMP VIEW audit_auditevent AS SELECT 1",
            "CREATE TRIGGER other BEFORE INSERT ON audit_auditevent BEGIN SELECT RAISE(IGNORE); END",
            "CREATE TEMP TRIGGER other BEFORE DELETE ON audit_auditevent BEGIN SELECT RAISE(IGNORE); END",
            "CREATE UNIQUE INDEX other ON audit_auditevent (chain_id)",
            "ATTACH ':memory:' AS other",
        ],
        "postgresql": [
            "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
            "DROP TRIGGER audit_auditevent_no_change ON audit_auditevent",
            "SET session_replication_role = replica",
            "CREATE OR REPLACE FUNCTION refuse_alteration() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
            "DROP TABLE audit_auditevent",
        ],
    }
    before, fallen = guards.standing_triggers(), []
    for statement in statements[connection.vendor]:
        fallen += [] if _is_refused(AuditEvent, statement) and guards.standing_triggers() == before else [statement]
    assert fallen == []


def test_the_serving_connection_does_what_the_record_needs(story):
    """Savepoints, a look at the tables, foreign keys: nothing of Django's is refused with the rest."""
    with transaction.atomic(), transaction.atomic():
        assert Concern.objects.filter(pk=story.pk).update(version=98) == 1
    assert AuditEvent._meta.db_table in connection.introspection.table_names()
    with connection.cursor() as cursor:
        connection.introspection.get_constraints(cursor, AuditEvent._meta.db_table)
    with connection.constraint_checks_disabled():
        connection.check_constraints()


def test_a_connection_made_anew_is_guarded_as_well(story):
    connection.close()
    assert _is_refused(AuditEvent, "DROP TABLE audit_auditevent")


def test_who_migrates_may_change_the_tables_and_nobody_after_them(story):
    """On PostgreSQL that is another role; here it is the same connection."""
    if connection.vendor == "sqlite":
        with connection.as_owner(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE other (x)")
            connection.close()
            with connection.cursor() as again:
                again.execute("DROP TABLE other")
    assert _is_refused(AuditEvent, "CREATE TABLE other (x int)")


def test_our_own_code_cannot_save_a_row_twice(story):
    statement = Statement.objects.first()
    with pytest.raises(DatabaseError):
        statement.save()
    with pytest.raises(TypeError):
        statement.delete()
