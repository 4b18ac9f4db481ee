"""The self-test of a starting server: it serves only when every guard stands, word for word, and refuses for real."""

import os
import subprocess
import sys
import uuid
from contextlib import closing

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection

from safeguarding.audit import guards, triggers
from safeguarding.audit.guards import RowsCanBeAltered, refuse_to_serve_when_rows_can_be_altered
from safeguarding.audit.models import AuditEvent
from tests import environment
from tests.cluster import OWNER_ROLE, RUNTIME_ROLE

TABLE = "audit_auditevent"


@pytest.fixture
def owner(underneath):
    """Runs statements with the rights of the owner, as an attacker or a careless hand would."""

    def run(*statements: str) -> None:
        connection.close()
        cursor = underneath.cursor()
        for statement in statements:
            cursor.execute(statement)
        underneath.commit()

    return run


def _name_of(kind: str) -> str:
    return f"{TABLE}_{kind}"


def _drop(name: str, table: str = TABLE) -> str:
    return f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")


def test_a_guarded_database_is_served_and_the_probe_leaves_nothing(fresh_database):
    before = AuditEvent.objects.count()
    refuse_to_serve_when_rows_can_be_altered()
    assert AuditEvent.objects.count() == before


def test_every_table_that_is_written_once_has_its_triggers(fresh_database):
    assert guards.expected_triggers() <= guards.standing_triggers()
    tables = {model._meta.db_table for model in triggers.append_only_models()}
    assert {"audit_auditevent", "incidents_statement", "incidents_decision", "incidents_reading"} <= tables


@pytest.mark.parametrize("table", ["audit_auditevent", "incidents_statement", "incidents_decision"])
def test_a_missing_trigger_is_named_and_the_server_refuses(table, fresh_database, owner):
    name = f"{table}_no_delete" if connection.vendor == "sqlite" else f"{table}_no_change"
    owner(_drop(name, table))
    with pytest.raises(RowsCanBeAltered, match=name):
        refuse_to_serve_when_rows_can_be_altered()


def test_a_trigger_of_the_same_name_that_refuses_nothing_is_seen(fresh_database, owner):
    if connection.vendor == "sqlite":
        name = _name_of("no_update")
        owner(_drop(name), f'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{TABLE}" BEGIN SELECT 1; END')
    else:
        name = "refuse_alteration"
        owner(
            "CREATE OR REPLACE FUNCTION refuse_alteration() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN IF TG_OP = ''DELETE'' THEN RETURN OLD; END IF; RETURN NEW; END'"
        )
    with pytest.raises(RowsCanBeAltered, match=name):
        refuse_to_serve_when_rows_can_be_altered()


def test_a_trigger_that_is_switched_off_is_seen(fresh_database, owner):
    if connection.vendor == "sqlite":
        owner(_drop(_name_of("no_replace")))
    else:
        owner(f"ALTER TABLE {TABLE} DISABLE TRIGGER {_name_of('no_change')}")
    with pytest.raises(RowsCanBeAltered):
        refuse_to_serve_when_rows_can_be_altered()


def test_a_forbidden_write_that_would_succeed_is_tried_for_real(fresh_database, owner, monkeypatch):
    """Even if the comparison of the triggers were fooled, the probe row is not."""
    monkeypatch.setattr(guards, "expected_triggers", set)
    if connection.vendor == "sqlite":
        owner(_drop(_name_of("no_update")))
    else:
        owner(
            f"ALTER TABLE {TABLE} DISABLE TRIGGER {_name_of('no_change')}", f"GRANT UPDATE ON {TABLE} TO record_runtime"
        )
    with pytest.raises(RowsCanBeAltered, match="altered by UPDATE"):
        refuse_to_serve_when_rows_can_be_altered()


def test_the_server_itself_does_not_start_without_a_guard(fresh_database, owner):
    owner(_drop(_name_of("no_delete" if connection.vendor == "sqlite" else "no_change")))
    script = [sys.executable, "-c", "import safeguarding.wsgi"]
    done = subprocess.run(script, cwd=environment.ROOT, env=os.environ, capture_output=True, text=True)
    assert done.returncode != 0
    assert "RowsCanBeAltered" in done.stderr


def test_the_server_starts_with_its_guards(fresh_database):
    script = [sys.executable, "-c", "import safeguarding.wsgi"]
    done = subprocess.run(script, cwd=environment.ROOT, env=os.environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_on_postgresql_the_owner_of_the_tables_may_not_serve(fresh_database):
    """Who owns a table can switch its triggers off; on SQLite whoever has the file can, and nobody is asked."""
    if connection.vendor == "sqlite":
        assert guards._owns_its_tables() is False
        return
    env = os.environ | {"DATABASE_URL": os.environ["DATABASE_OWNER_URL"]}
    script = [sys.executable, "-c", "import safeguarding.wsgi"]
    done = subprocess.run(script, cwd=environment.ROOT, env=env, capture_output=True, text=True)
    assert done.returncode != 0
    assert "RowsCanBeAltered" in done.stderr


def test_on_postgresql_who_could_become_the_owner_may_not_serve_either(fresh_database):
    """A member without the owner's rights takes them with SET ROLE."""
    if connection.vendor == "sqlite":
        assert guards._owns_its_tables() is False
        return
    assert guards._owns_its_tables() is False
    name = f"member_{uuid.uuid4().hex}"
    with closing(_as_superuser()) as raw, raw.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN NOINHERIT IN ROLE {OWNER_ROLE}")
        cursor.execute(f"GRANT {RUNTIME_ROLE} TO {name}")
    connection.close()
    user = connection.settings_dict["USER"]
    connection.settings_dict["USER"] = name
    try:
        assert guards._owns_its_tables() is True
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {OWNER_ROLE}")  # as easy as that
    finally:
        connection.close()
        connection.settings_dict["USER"] = user
        with closing(_as_superuser()) as raw, raw.cursor() as cursor:
            cursor.execute(f"DROP ROLE {name}")


def _as_superuser():
    raw = psycopg2.connect(host=environment.postgres_socket(), user="postgres", dbname="postgres")
    raw.autocommit = True
    return raw


def test_the_self_test_tries_to_drop_a_guard_of_sqlite(fresh_database):
    """Were the connection not asked any more, the server would not start."""
    if connection.vendor == "sqlite":
        with connection.as_owner(), pytest.raises(RowsCanBeAltered, match="altered by DROP TRIGGER"):
            refuse_to_serve_when_rows_can_be_altered()
    refuse_to_serve_when_rows_can_be_altered()


def test_migrating_puts_a_missing_guard_back(fresh_database, owner):
    owner(_drop(_name_of("no_delete" if connection.vendor == "sqlite" else "no_change")))
    call_command("migrate", "audit", verbosity=0)  # a single app's migration installs them too
    refuse_to_serve_when_rows_can_be_altered()
