"""Databases for tests: one template, migrated once a run by the owner, one with the cast in it, and copies of them.

The record is append-only, so nothing can be flushed between tests. A test that commits gets a copy of its own
(a file on SQLite, `CREATE DATABASE ... TEMPLATE` on PostgreSQL) with every trigger and grant in force.
"""

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
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


def make_template_with_cast(make: Callable[[], dict]) -> None:
    """Makes a second template, with what `make` commits in it, if no other process of this run has.

    The first template must stand. What `make` returns is what `said_of_the_cast` says from then on.
    """
    with open(environment.run_folder() / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _said_of_the_cast().exists():
            name = environment.template_with_cast()
            _copy(environment.template_name(), name)
            with pointed_at(name):
                said = make()
            _refuse_a_log_beside(name)
            _said_of_the_cast().write_text(json.dumps(said))


def said_of_the_cast() -> dict:
    """What was said of the cast when the template with it was made, in whichever process of this run."""
    return json.loads(_said_of_the_cast().read_text())


def _said_of_the_cast() -> Path:
    return environment.run_folder() / "template-with-cast.json"


def make_copy(*, with_cast: bool = False) -> str:
    """The name of a new copy of a template. Names are never used twice in a run."""
    number = uuid.uuid4().hex
    name = (
        f"copy_{number}" if environment.postgres_socket() else str(environment.run_folder() / f"copy-{number}.sqlite3")
    )
    _copy(environment.template_with_cast() if with_cast else environment.template_name(), name)
    return name


def _copy(template: str, name: str) -> None:
    if environment.postgres_socket():
        _as_owner(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        _as_owner(f"CREATE DATABASE {name} TEMPLATE {template}")
    else:
        shutil.copyfile(template, name)


def drop_copy(name: str) -> None:
    """Removes a copy, whoever still holds it open."""
    if environment.postgres_socket():
        _as_owner(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        return
    for ending in ("", "-wal", "-shm"):
        Path(name + ending).unlink(missing_ok=True)


def point_at(name: str) -> None:
    """Lets this process use the database of this name from now on, if it does not yet."""
    if settings.DATABASES["default"]["NAME"] != name:
        _point_at(name)


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
def fresh_copy(*, with_cast: bool = False) -> Iterator[str]:
    """A copy of its own for one test, in use until the end of the block."""
    name = make_copy(with_cast=with_cast)
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
    _refuse_a_log_beside(template)


def _refuse_a_log_beside(template: str) -> None:
    log = Path(f"{template}-wal")
    if log.exists() and log.stat().st_size:
        raise CannotMigrate("A write-ahead log was left: a copy of the file alone would not be whole.")


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
