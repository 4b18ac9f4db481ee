"""Is the installation ready to be used: database, migrations, guards, keys, background work."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

from safeguarding import clock
from safeguarding.audit import guards
from safeguarding.schools.models import School
from safeguarding.vault.master import master_key
from safeguarding.vault.models import DataKey
from safeguarding.vault.unopened import SealBroken, WrongMasterKey

WAITING_TOO_LONG = timedelta(minutes=10)
WORKER_SAYS_EVERY = timedelta(seconds=30)
WORKER_MISSING_AFTER = timedelta(minutes=3)
WORKER_SEEN = "worker.seen_at"


class KeysDoNotFit(ImproperlyConfigured):
    """What is sealed in this database could not be opened: the server must not start."""


class DemoIsNotReal(ImproperlyConfigured):
    """The demo school would be served as if it were a real one."""


def refuse_to_serve_unless_safe() -> None:
    """The self-test of a starting server. Raises RowsCanBeAltered, KeysDoNotFit or DemoIsNotReal."""
    guards.refuse_to_serve_when_rows_can_be_altered()
    refuse_keys_that_do_not_fit()
    refuse_a_demo_as_a_real_school()


def refuse_keys_that_do_not_fit() -> None:
    """Opens the installation's own key, as everything else will be opened. Raises KeysDoNotFit, in plain words."""
    try:
        _ = DataKey.objects.of_installation().aead
    except DataKey.DoesNotExist as error:
        raise KeysDoNotFit("The database holds no key of an installation yet. Run `manage.py migrate`.") from error
    except WrongMasterKey as error:
        raise KeysDoNotFit(
            f"MASTER_KEY_FILE names {settings.MASTER_KEY_FILE}, which is the master key of another installation (its "
            f"fingerprint is {master_key().fingerprint}): nothing in this database opens with it. {error} "
            "Put the copy of that key back; nothing in the database is lost."
        ) from error
    except SealBroken as error:
        raise KeysDoNotFit(
            f"{error} It does not open with the key that MASTER_KEY_FILE names ({settings.MASTER_KEY_FILE}). "
            "Restore the database from a backup."
        ) from error


def refuse_a_demo_as_a_real_school() -> None:
    """The demo's people have a password that is printed: their database is never served as a school's."""
    if not settings.DEMO and School.objects.filter(is_demo=True).exists():
        raise DemoIsNotReal(
            "This database holds the demo school, whose password everybody knows. Serve it with DEMO=1, or give the "
            "real school a database and a VAR_DIR of its own."
        )


def faults() -> list[str]:
    """The parts that are not in order, by name; empty when all is well."""
    executor = MigrationExecutor(connection)
    found = []
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        found.append("migrations")
    if guards.expected_triggers() - guards.standing_triggers():
        found.append("audit")
    if _keys_do_not_fit():
        found.append("keys")
    if DBTaskResult.objects.filter(status="READY", enqueued_at__lt=clock.now() - WAITING_TOO_LONG).exists():
        found.append("worker")
    return found


def note_worker() -> None:
    """The worker is there: it says so every half minute, also while it does something long."""
    cache.set(WORKER_SEEN, clock.now().timestamp(), timeout=None)


def worker_is_missing() -> bool:
    """Whether no worker has been seen for some minutes, so that whoever waits for one should be told."""
    seen_at = cache.get(WORKER_SEEN)
    return seen_at is None or clock.now().timestamp() - seen_at > WORKER_MISSING_AFTER.total_seconds()


def _keys_do_not_fit() -> bool:
    try:
        refuse_keys_that_do_not_fit()
    except ImproperlyConfigured:
        return True
    return False
