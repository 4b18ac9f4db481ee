"""Databases for tests: one template, migrated once a run by the owner, and copies of it.

The record is append-only, so nothing can be flushed between tests. A test that commits gets a copy of its own
(a file on SQLite, `CREATE DATABASE ... TEMPLATE` on PostgreSQL) with every trigger and grant in force.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connections

from tests import environment
from tests.cluster import OWNER_ROLE


class CannotMigrate(RuntimeError):
    """The template could not be made: no test that needs a database can run."""


def make_template() -> None:
    """Migrates the template if no other process of this run has; the others wait for the one that does."""
    done = environment.run_folder() / "template.done"
    with open(environment.run_folder() / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            _migrate()
            done.touch()


def make_copy() -> str:
    """The name of a new copy of the template. Names are never used twice in a run."""
    if environment.postgres_socket():
        name = f"copy_{uuid.uuid4().hex}"
        _as_owner(f"CREATE DATABASE {name} TEMPLATE {environment.template_name()}")
        return name
    name = str(environment.run_folder() / f"copy-{uuid.uuid4().hex}.sqlite3")
    shutil.copyfile(environment.template_name(), name)
    return name


def drop_copy(name: str) -> None:
    """Removes a copy, whoever still holds it open."""
    if environment.postgres_socket():
        _as_owner(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        return
    for ending in ("", "-wal", "-shm"):
        Path(name + ending).unlink(missing_ok=True)


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Lets this process, its later threads and its child processes use the database of this name; then as before."""
    before = settings.DATABASES["default"]["NAME"]
    _point_at(name)
    try:
        yield
    finally:
        _point_at(before)


@contextmanager
def fresh_copy() -> Iterator[str]:
    """A copy of its own for one test, in use until the end of the block."""
    name = make_copy()
    try:
        with pointed_at(name):
            yield name
    finally:
        drop_copy(name)


@contextmanager
def underneath() -> Iterator[sqlite3.Connection]:
    """The present copy as somebody with the file, or the owner's rights, reaches it: past the application.

    For tests of tampering. What such a person can switch off, they may switch off here; the copy is thrown away.
    """
    name = settings.DATABASES["default"]["NAME"]
    connection = _owner_connection(name) if environment.postgres_socket() else sqlite3.connect(name)
    try:
        yield connection
    finally:
        connection.close()


def _point_at(name: str) -> None:
    connections.close_all()
    # Django's connections share these two descriptions, the ones of later threads included.
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    if settings.DATABASE_OWNER:
        settings.DATABASE_OWNER["NAME"] = name
    os.environ.update(environment.urls_of(name))


def _migrate() -> None:
    template = environment.template_name()
    if environment.postgres_socket():
        _as_owner(f"DROP DATABASE IF EXISTS {template} WITH (FORCE)")
        _as_owner(f"CREATE DATABASE {template}")
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=environment.ROOT,
        env={**os.environ, **environment.urls_of(template)},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise CannotMigrate(f"migrate failed:\n{done.stdout}{done.stderr}")
    wal = Path(f"{template}-wal")
    if wal.exists() and wal.stat().st_size:
        raise CannotMigrate("migrate left a write-ahead log: a copy of the file alone would not be whole.")


def _as_owner(statement: str) -> None:
    connection = _owner_connection("postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


def _owner_connection(name: str):
    return psycopg2.connect(host=environment.postgres_socket(), user=OWNER_ROLE, dbname=name)
