"""Keeps rows that were written from being altered, on both engines, and refuses to serve when they could be.

Triggers deter, hashes detect. `install` is run by `migrate` after every migration (rebuilding a table on SQLite
drops its triggers), so that no migration can leave a table open. On PostgreSQL the runtime role may also only
SELECT and INSERT there.
"""

import uuid

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, models, transaction

from safeguarding import clock
from safeguarding.audit import chain as links
from safeguarding.audit.models import AppendOnly, AuditChain, AuditEvent

REFUSAL = "rows of this table are never changed or removed"
FROZEN = "this column is never changed"


class RowsCanBeAltered(ImproperlyConfigured):
    """A forbidden write would succeed: the server must not start."""


def append_only_models() -> list[type[models.Model]]:
    """Every model whose rows are written once."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def frozen_columns() -> dict[type[models.Model], list[str]]:
    """Of models that do change, the columns that carry what somebody said and never change."""
    found = {}
    for model in apps.get_models():
        names = getattr(model, "never_changed", ())
        if names:
            found[model] = [model._meta.get_field(name).column for name in names]
    return found


def install() -> int:
    """(Re)creates every trigger; returns how many tables are guarded. Run as the owner of the tables."""
    make = {"sqlite": _on_sqlite, "postgresql": _on_postgres}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in make():
            cursor.execute(statement)
    return len(append_only_models()) + len(frozen_columns())


def _on_sqlite():
    for model in append_only_models():
        table = model._meta.db_table
        same_row = " OR ".join(
            "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")" for columns in _keys(model)
        )
        for name, moment, when in (
            ("update", "BEFORE UPDATE", ""),
            ("delete", "BEFORE DELETE", ""),
            # INSERT OR REPLACE would slip past the other two on a connection without recursive_triggers.
            ("replace", "BEFORE INSERT", f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same_row})'),
        ):
            yield f'DROP TRIGGER IF EXISTS "{table}_no_{name}"'
            yield (
                f'CREATE TRIGGER "{table}_no_{name}" {moment} ON "{table}" {when} '
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    for model, columns in frozen_columns().items():
        table = model._meta.db_table
        differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
        yield f'DROP TRIGGER IF EXISTS "{table}_frozen"'
        yield (
            f'CREATE TRIGGER "{table}_frozen" BEFORE UPDATE ON "{table}" WHEN {differs} '
            f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
        )
        yield f'DROP TRIGGER IF EXISTS "{table}_no_delete"'
        yield (
            f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        same_row = f'"{model._meta.pk.column}" = NEW."{model._meta.pk.column}"'
        yield f'DROP TRIGGER IF EXISTS "{table}_no_replace"'
        yield (
            f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" '
            f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same_row}) '
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _keys(model) -> list[list[str]]:
    keys = [[model._meta.pk.column]]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields and not constraint.condition:
            keys.append([model._meta.get_field(name).column for name in constraint.fields])
    keys += [[field.column] for field in model._meta.local_fields if field.unique and not field.primary_key]
    return keys


def _on_postgres():
    yield f"""
        CREATE OR REPLACE FUNCTION refuse_alteration() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'restrict_violation'; END $$"""
    for model in append_only_models():
        table = model._meta.db_table
        yield from _postgres_trigger(table, "no_change", "BEFORE UPDATE OR DELETE", "FOR EACH ROW", "refuse_alteration")
        yield from _postgres_trigger(table, "no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "refuse_alteration")
    for model, columns in frozen_columns().items():
        table = model._meta.db_table
        differs = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)
        when = f"FOR EACH ROW WHEN ({differs})"
        yield from _postgres_trigger(table, "frozen", "BEFORE UPDATE", when, "refuse_frozen")
        yield from _postgres_trigger(table, "no_change", "BEFORE DELETE", "FOR EACH ROW", "refuse_alteration")
        yield from _postgres_trigger(table, "no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "refuse_alteration")


def _postgres_trigger(table: str, name: str, moment: str, scope: str, function: str):
    yield f'DROP TRIGGER IF EXISTS "{table}_{name}" ON "{table}"'
    yield f'CREATE TRIGGER "{table}_{name}" {moment} ON "{table}" {scope} EXECUTE FUNCTION {function}()'
    yield f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{table}_{name}"'


def expected_triggers() -> set[str]:
    """The names of the triggers that must stand."""
    if connection.vendor == "sqlite":
        guarded, frozen = ("no_update", "no_delete", "no_replace"), ("frozen", "no_delete", "no_replace")
    else:
        guarded, frozen = ("no_change", "no_truncate"), ("frozen", "no_change", "no_truncate")
    names = {f"{model._meta.db_table}_{name}" for model in append_only_models() for name in guarded}
    return names | {f"{model._meta.db_table}_{name}" for model in frozen_columns() for name in frozen}


def standing_triggers() -> set[str]:
    """The names of the triggers that stand (on PostgreSQL: and are always enabled)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'")
        return {row[0] for row in cursor.fetchall()}


def refuse_to_serve_when_rows_can_be_altered() -> None:
    """The self-test of a starting server.

    Every trigger must stand; then a probe event is inserted (an empty table would refuse nothing), each forbidden
    write is tried on it in a savepoint, and all of it is rolled back. Raises RowsCanBeAltered.
    """
    missing = expected_triggers() - standing_triggers()
    if missing:
        raise RowsCanBeAltered(f"These guards are missing: {', '.join(sorted(missing))}. Run `manage.py migrate`.")
    with transaction.atomic():
        probe = _probe()
        for name, statement in _forbidden(probe).items():
            if _succeeds(statement):
                transaction.set_rollback(True)
                raise RowsCanBeAltered(f"The audit trail can be altered by {name}. The server does not start.")
        transaction.set_rollback(True)


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
    copied = f"SELECT {columns} FROM {table} WHERE {row}"
    statements = {
        "UPDATE": f"UPDATE {table} SET outcome = 'x' WHERE {row}",
        "DELETE": f"DELETE FROM {table} WHERE {row}",
        "an upsert": (
            f"INSERT INTO {table} ({columns}) {copied} ON CONFLICT (id) DO UPDATE SET outcome = 'x'"
            if connection.vendor == "postgresql"
            else f"INSERT INTO {table} ({columns}) {copied} AND true ON CONFLICT (id) DO UPDATE SET outcome = 'x'"
        ),
    }
    if connection.vendor == "sqlite":
        statements["INSERT OR REPLACE"] = f"INSERT OR REPLACE INTO {table} ({columns}) {copied}"
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
