"""Keeps rows that were written from being altered, on both engines, and refuses to serve when they could be.

Triggers deter, hashes detect. `install` is run by `migrate` after every migration (rebuilding a table on SQLite
drops its triggers), so that no migration can leave a table open. On PostgreSQL the runtime role may also only
SELECT and INSERT there, and owns nothing.
"""

import uuid

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction

from safeguarding import clock
from safeguarding.audit import chain as links
from safeguarding.audit import triggers
from safeguarding.audit.models import AuditChain, AuditEvent
from safeguarding.audit.triggers import FROZEN, REFUSAL, append_only_models, frozen_columns

__all__ = ["FROZEN", "REFUSAL", "append_only_models", "frozen_columns"]


class RowsCanBeAltered(ImproperlyConfigured):
    """A forbidden write would succeed: the server must not start."""


def install() -> int:
    """(Re)creates every trigger; returns how many tables are guarded. Run as the owner of the tables."""
    wanted = triggers.wanted(set(connection.introspection.table_names()))
    on_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgres:
            for name, source in triggers.FUNCTIONS.items():
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body${source}$body$"
                )
        for table, definitions in wanted.items():
            for name, definition in definitions.items():
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"' + (f' ON "{table}"' if on_postgres else ""))
                cursor.execute(definition)
                if on_postgres:
                    cursor.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"')
    return len(wanted)


def expected_triggers() -> set[tuple[str, str]]:
    """The triggers that must stand: name and definition (on PostgreSQL also the functions that refuse)."""
    tables = {model._meta.db_table for model in [*append_only_models(), *frozen_columns()]}
    expected = {pair for definitions in triggers.wanted(tables).values() for pair in definitions.items()}
    return expected | (set(triggers.FUNCTIONS.items()) if connection.vendor == "postgresql" else set())


def standing_triggers() -> set[tuple[str, str]]:
    """The triggers that stand, as the engine itself gives them back."""
    return set(triggers.standing().items())


def refuse_to_serve_when_rows_can_be_altered() -> None:
    """The self-test of a starting server.

    Every trigger must stand, word for word, and the server must not own its tables; then a probe event is inserted
    (an empty table would refuse nothing), each forbidden write is tried on it in a savepoint, and all of it is
    rolled back. Raises RowsCanBeAltered.
    """
    missing = sorted(name for name, _definition in expected_triggers() - standing_triggers())
    if missing:
        raise RowsCanBeAltered(f"These guards are missing or altered: {', '.join(missing)}. Run `manage.py migrate`.")
    if _owns_its_tables():
        raise RowsCanBeAltered(
            "The server signs in to PostgreSQL as the owner of the audit trail, who can switch its guards off. "
            "DATABASE_URL must name a role that owns nothing, and DATABASE_OWNER_URL the owner."
        )
    with transaction.atomic():
        probe = _probe()
        for name, statement in _forbidden(probe).items():
            if _succeeds(statement):
                raise RowsCanBeAltered(f"The audit trail can be altered by {name}. The server does not start.")
        transaction.set_rollback(True)


def _owns_its_tables() -> bool:
    """Whether it is the owner, or could become the owner: also by SET ROLE, without inheriting their rights."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class WHERE oid = %s::regclass",
            [AuditEvent._meta.db_table],
        )
        return cursor.fetchone()[0]


def _probe() -> AuditEvent:
    chain = AuditChain(kind="SCHOOL", school_id=uuid.uuid4())
    chain.save()
    event = AuditEvent(
        chain=chain,
        seq=1,
        body="{}",
        body_hash=links.NOTHING_BEFORE,
        prev_hash=links.NOTHING_BEFORE,
        entry_hash=links.NOTHING_BEFORE,
        at=clock.now(),
        event="probe",
        outcome="ok",
    )
    event.save()
    return event


def _forbidden(probe: AuditEvent) -> dict[str, str]:
    table, row = AuditEvent._meta.db_table, f"id = {int(probe.pk)}"
    columns = ", ".join(f'"{field.column}"' for field in AuditEvent._meta.local_concrete_fields)
    copied = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {row}"
    statements = {
        "UPDATE": f"UPDATE {table} SET outcome = 'x' WHERE {row}",
        "DELETE": f"DELETE FROM {table} WHERE {row}",
        "an upsert": f"{copied} ON CONFLICT (id) DO UPDATE SET outcome = 'x'",
    }
    if connection.vendor == "sqlite":
        statements["INSERT OR REPLACE"] = copied.replace("INSERT", "INSERT OR REPLACE", 1)
        statements["DROP TRIGGER"] = f"DROP TRIGGER {table}_no_delete"
    else:
        statements["TRUNCATE"] = f"TRUNCATE {table} CASCADE"
    return statements


def _succeeds(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return False
    return True
