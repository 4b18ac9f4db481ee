"""What SQLite is told about rows that would take the place of others: neither too little nor too much."""

import sqlite3
from contextlib import closing

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from safeguarding.audit import triggers

TABLE = "trial_of_keys"


@pytest.fixture
def trial(fresh_database):
    """A table in which one row of a kind may be open, guarded as ours are; SQLite alone needs that guard."""
    if connection.vendor == "sqlite":
        with connection.as_owner(), connection.cursor() as cursor:
            cursor.execute(
                f'CREATE TABLE "{TABLE}" ("id" integer PRIMARY KEY, "kind" text, "closed" text, "place" int)'
            )
            cursor.execute(
                f'CREATE UNIQUE INDEX "one_open_a_kind" ON "{TABLE}" ("kind") WHERE "closed" IS NULL OR "place" = 7'
            )
            for definition in triggers._on_sqlite(TABLE, None).values():
                cursor.execute(definition)


def insert(kind: str, closed: str | None, place: int = 0, how: str = "INSERT") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'{how} INTO "{TABLE}" (kind, closed, place) VALUES (%s, %s, %s)', [kind, closed, place])


def test_a_row_outside_the_condition_of_a_key_is_in_nobodys_way(trial):
    if connection.vendor == "sqlite":
        insert("a", None)
        insert("a", "2026-01-01")  # closed: the key does not hold it
        insert("a", "2026-01-02")
        insert("b", None)


@pytest.mark.parametrize("how", ["INSERT", "INSERT OR REPLACE", "REPLACE"])
def test_a_row_within_it_takes_nobodys_place(trial, how):
    if connection.vendor == "sqlite":
        insert("a", None)
        insert("c", "2026-01-01", 7)
        for kind, closed, place in (("a", None, 0), ("a", "2026-01-01", 7), ("c", None, 0)):
            with pytest.raises(DatabaseError, match=triggers.REFUSAL):
                insert(kind, closed, place, how)
        with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as raw:
            assert raw.execute(f'SELECT count(*) FROM "{TABLE}"').fetchone() == (2,)


def test_every_key_under_a_condition_asks_it_of_the_new_row_too(fresh_database):
    if connection.vendor == "sqlite":
        condition = '"school_id" IS NOT NULL'
        guard = triggers._on_sqlite("audit_auditchain", None)["audit_auditchain_no_replace"]
        assert f"({condition}) AND (NEW.{condition})" in guard
