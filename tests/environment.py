"""Gives a test run a folder, keys and an engine of its own, before Django reads its settings.

Loaded as a pytest plugin (pyproject.toml), because settings are read before any conftest. Nothing that the developer
has set for the record itself can reach a test: the database of a test run is never the one in DATABASE_URL.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.cluster import OWNER_ROLE, RUNTIME_ROLE

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "template_of_the_record"

# The names of settings that a developer may have set for the record itself.
NOT_OURS = (
    "ALLOWED_HOSTS",
    "DATABASE_OWNER_PASSWORD_FILE",
    "DATABASE_OWNER_URL",
    "DATABASE_PASSWORD_FILE",
    "DATABASE_URL",
    "DEFAULT_LANGUAGE",
    "EMAIL_URL",
    "LOG_LEVEL",
    "MASTER_KEY_FILE",
    "SECRET_KEY_FILE",
    "SITE_URL",
    "TRUSTED_ORIGINS",
    "TRUSTED_PROXY_COUNT",
)


def run_folder() -> Path:
    """The folder of this run, shared by its processes and removed by the one that made it."""
    return Path(os.environ["TEST_RUN_FOLDER"])


def postgres_socket() -> str | None:
    """The socket folder of the throw-away PostgreSQL (tests/cluster.py), or None on SQLite."""
    return os.environ.get("TEST_POSTGRES_SOCKET")


def urls_of(name: str) -> dict[str, str]:
    """The variables that make settings use the database of this name."""
    socket = postgres_socket()
    if socket is None:
        return {"DATABASE_URL": f"sqlite:///{name}"}
    return {
        "DATABASE_URL": f"postgres://{RUNTIME_ROLE}@/{name}?host={socket}",
        "DATABASE_OWNER_URL": f"postgres://{OWNER_ROLE}@/{name}?host={socket}",
    }


def template_name() -> str:
    """The database that is migrated once and then only copied."""
    return TEMPLATE if postgres_socket() else str(run_folder() / "template.sqlite3")


def template_with_cast() -> str:
    """The same database with the cast in it (tests/cast.py)."""
    return f"{TEMPLATE}_with_cast" if postgres_socket() else str(run_folder() / "template-with-cast.sqlite3")


def full() -> bool:
    """Whether this is `script/test --full`: more examples, larger figures."""
    return os.environ.get("SAFEGUARDING_FULL") == "1"


def whole() -> bool:
    """Whether the whole suite was asked for, rather than named tests."""
    return os.environ.get("SAFEGUARDING_WHOLE") == "1"


def _prepare() -> None:
    if "TEST_RUN_FOLDER" in os.environ:
        return  # a worker of a run that is already prepared
    folder = Path(tempfile.mkdtemp(prefix="record-tests-"))
    atexit.register(_remove, folder, os.getpid())
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ.update(
        DEMO="1",
        HTTPS="0",
        TEST_RUN_FOLDER=str(folder),
        VAR_DIR=str(folder / "var"),
        STATIC_ROOT=str(folder / "static"),
        # The browser's driver runs an event loop in the test's thread; the tests' own queries are not asynchronous.
        DJANGO_ALLOW_ASYNC_UNSAFE="1",
    )
    os.environ.update(urls_of(template_name()))
    (folder / "static").mkdir()
    subprocess.run([sys.executable, "manage.py", "make_keys"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:  # not in a child that was forked from it
        shutil.rmtree(folder, ignore_errors=True)


_prepare()
