"""Whichever one guard is missing or switched off, the self-test of a starting server names it and refuses."""

import pytest
from django.db import connection

from safeguarding.audit import guards, triggers
from safeguarding.audit.models import AuditChain, AuditEvent


@pytest.fixture
def owner(underneath):
    """Runs one statement with the owner's rights; the serving connection lets go of its locks first."""
    underneath.commit()

    def run(statement: str) -> None:
        connection.close()
        underneath.cursor().execute(statement)
        underneath.commit()

    return run


def every_trigger() -> list[tuple[str, str, str]]:
    """Table, name and definition of each."""
    tables = {model._meta.db_table for model in [*triggers.append_only_models(), *triggers.frozen_columns()]}
    return [(table, *one) for table, made in triggers.wanted(tables).items() for one in made.items()]


def refusal() -> str:
    try:
        guards.refuse_to_serve_when_rows_can_be_altered()
    except guards.RowsCanBeAltered as error:
        return str(error)
    return ""


def test_each_trigger_that_is_missing_is_named(fresh_database, owner):
    on_postgres, wrong = connection.vendor == "postgresql", []
    assert len(every_trigger()) >= 60
    for table, name, definition in every_trigger():
        owner(f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if on_postgres else ""))
        said = refusal()
        if f": {name}. Run" not in said:
            wrong.append((name, said))
        owner(definition)
        if on_postgres:
            # Made again, but not yet for every session: such a guard does not count as standing.
            wrong += [] if name in refusal() else [(name, "enabled for some only")]
            owner(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"')
    assert wrong == []
    assert refusal() == ""


def test_each_way_of_switching_off_is_seen_on_postgresql(fresh_database, owner):
    """SQLite's triggers cannot be switched off, only dropped; there is nothing to prove there."""
    if connection.vendor == "sqlite":
        return
    for how in ("DISABLE", "ENABLE REPLICA", "ENABLE"):
        owner(f"ALTER TABLE audit_auditevent {how} TRIGGER audit_auditevent_no_truncate")
        assert "audit_auditevent_no_truncate" in refusal(), how
    owner("ALTER TABLE audit_auditevent ENABLE ALWAYS TRIGGER audit_auditevent_no_truncate")
    assert refusal() == ""


def test_the_self_test_leaves_no_row_whether_it_passes_or_refuses(fresh_database, owner):
    def rows() -> tuple[int, int]:
        return AuditChain.objects.count(), AuditEvent.objects.count()

    before = rows()
    assert refusal() == ""
    assert rows() == before
    table, name, _definition = every_trigger()[0]
    owner(f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if connection.vendor == "postgresql" else ""))
    assert refusal() != ""
    assert rows() == before
