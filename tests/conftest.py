"""The fixtures of every test: databases, a server, a browser.

`django_db` (or `db`)  a transaction that is rolled back, as the runtime role: for most tests
`fresh_database`       a copy of the migrated template for this test alone: real commits, other threads, other processes
`underneath`           the fresh database as somebody reaches it who goes past the application: for tests of tampering
`server`               the address of the record, served from a fresh database; errors of its pages fail the test
`new_page`, `page`     Chromium on that server: `new_page(js=False, viewport={"width": 320, "height": 700})`
`unrecordable`         a function that makes recording impossible from then on, for what must not happen unrecorded
`full`                 whether this run is `--full`: take the large figures
"""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import override_settings
from hypothesis import settings as hypothesis_settings

from safeguarding.audit import acts
from tests import browser as browsers
from tests import databases, environment
from tests.broken_trail import unrecordable  # noqa: F401  (fixture)
from tests.cast import cast, make_cast, signed_in  # noqa: F401  (fixtures)
from tests.clients import client  # noqa: F401  (fixture)

USE_FRESH = (
    "The record is append-only and cannot be flushed. Instead of django_db(transaction=True), transactional_db or "
    "live_server use the fixture `fresh_database` (or `server`): a copy of the database for this test alone."
)
FLUSHING = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
FLUSHING_WORDS = {"transaction", "reset_sequences", "serialized_rollback"}
PASSWORD = "Demo-school-2026"

hypothesis_settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True)
hypothesis_settings.register_profile("full", max_examples=1000, deadline=None)
hypothesis_settings.load_profile("full" if environment.full() else "quick")


def pytest_report_header() -> str:
    """Names the engine at the top of the run."""
    return f"engine: {'PostgreSQL' if environment.postgres_socket() else 'SQLite'}"


WITHOUT_ENGINE = ("tests/architecture/", "tests/safeguarding/screening/", "tests/incidents/test_")
# What a page says. That it opens, for whom, and at how many questions is asked of both engines: see TOO.
PAGES = ("tests/incidents/views/", "tests/statements/", "tests/pack/")
TOO = (
    "tests/incidents/views/test_costs.py",
    "tests/incidents/views/test_removal_costs.py",
    "tests/incidents/views/test_changed_meanwhile.py",
)
ASKS_AN_ENGINE = {"db", "transactional_db", "fresh_database", "cast"}


def pytest_collection_modifyitems(config, items) -> None:
    """Leaves to one engine, in the ordinary run, what says the same on both.

    These are the browser tests, save those that belong to both, the tests of rules and words that ask no database, and
    those of what a page says: its queries are asked on both by the access matrix, the services and the costs.
    """
    if not (environment.whole() and environment.postgres_socket()) or environment.full():
        return
    left_out = [item for item in items if _is_once_enough(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]


def _is_once_enough(item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    if "browser" in asked:
        return not item.get_closest_marker("both_engines")
    if item.nodeid.startswith(PAGES) and not item.nodeid.startswith(TOO):
        return not item.get_closest_marker("both_engines")
    asks_an_engine = asked & ASKS_AN_ENGINE or item.get_closest_marker("django_db")
    return not asks_an_engine and item.nodeid.startswith(WITHOUT_ENGINE)


# --- databases


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Points this process at a copy of the template; takes the place of Django's own making of test databases."""
    with django_db_blocker.unblock():
        databases.make_template()
        name = databases.make_copy()
    with databases.pointed_at(name):
        yield
    databases.drop_copy(name)


@pytest.fixture(scope="session")
def database_of_nobody(django_db_setup):
    """The name of this process's database for tests without the cast."""
    return settings.DATABASES["default"]["NAME"]


@pytest.fixture(scope="session")
def database_with_cast(database_of_nobody, django_db_blocker, password_hash):
    """The name of this process's database for tests with the cast, which alone stays in it."""
    with django_db_blocker.unblock():
        databases.make_template_with_cast(lambda: make_cast(password_hash).keys())
        name = databases.make_copy(with_cast=True)
    yield name
    databases.drop_copy(name)


@pytest.fixture
def _own_database(request, django_db_blocker):
    """Points this process at its database with or without the cast, as the test asks for."""
    kind = "database_with_cast" if "cast" in request.fixturenames else "database_of_nobody"
    name = request.getfixturevalue(kind)
    with django_db_blocker.unblock():
        databases.point_at(name)


@pytest.fixture
def _django_db_helper(request):
    """What `django_db` and `db` give: a rolled-back transaction, or the fresh copy where the test asks for one."""
    marker = request.node.get_closest_marker("django_db")
    if FLUSHING & set(request.fixturenames) or (marker and (marker.args or FLUSHING_WORDS & set(marker.kwargs))):
        pytest.fail(USE_FRESH)
    if "fresh_database" in request.fixturenames:
        request.getfixturevalue("fresh_database")
        yield
        return
    request.getfixturevalue("_own_database")
    request.getfixturevalue("_django_db_helper")  # the library's own, which this one stands in front of
    if connection.vendor == "postgresql":
        # The test's own transaction may lie idle while a paper is drawn; in the record's services none may.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    yield
    acts._known_chains.clear()  # a chain begun in the test goes with its transaction


@pytest.fixture
def fresh_database(request, database_of_nobody, django_db_blocker):
    """The name of a database for this test alone, in use by this process, its threads and its child processes."""
    has_cast = "cast" in request.fixturenames
    if has_cast:
        request.getfixturevalue("database_with_cast")
    with django_db_blocker.unblock(), databases.fresh_copy(with_cast=has_cast) as name:
        yield name


@pytest.fixture
def underneath(fresh_database):
    """A raw connection to the fresh database with the rights of its owner (SQLite: of whoever has the file)."""
    with databases.underneath() as raw:
        yield raw


# --- pages


@pytest.fixture(scope="session", autouse=True)
def _static_files_as_they_lie(django_test_environment):
    """Serves static files from where they lie; that they can be collected is a test of its own."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture
def server_errors():
    """What the server's pages have raised. A test that provokes an error empties this list."""
    return []


@pytest.fixture
def server(fresh_database, server_errors):
    """The address of the record, served from a fresh database."""
    with browsers.running_server(server_errors) as url:
        yield url
    assert server_errors == []


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, one per process."""
    with browsers.running_browser() as running:
        yield running


@pytest.fixture
def new_page(browser, server):
    """Opens pages on the server, each as a visitor of its own: `new_page(js=False)`, `new_page(viewport=...)`."""
    with browsers.pages(browser, server) as opening:
        yield opening


@pytest.fixture
def page(new_page):
    """One page on the server, with JavaScript, on a wide screen."""
    return new_page()


# --- figures and people


@pytest.fixture(scope="session")
def full():
    """Whether to take the large figures."""
    return environment.full()


@pytest.fixture(scope="session")
def password_hash():
    """One hash of `PASSWORD` for everybody invented: the real hashing, done once instead of for each person."""
    return make_password(PASSWORD)
