"""Is the installation ready to be used: database, migrations, guards, background work."""

from datetime import timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

from safeguarding import clock
from safeguarding.audit import guards

WAITING_TOO_LONG = timedelta(minutes=10)


def faults() -> list[str]:
    """The parts that are not in order, by name; empty when all is well."""
    executor = MigrationExecutor(connection)
    found = []
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        found.append("migrations")
    if guards.expected_triggers() - guards.standing_triggers():
        found.append("audit")
    if DBTaskResult.objects.filter(status="READY", enqueued_at__lt=clock.now() - WAITING_TOO_LONG).exists():
        found.append("worker")
    return found
