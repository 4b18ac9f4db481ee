"""What the runtime role of PostgreSQL may do with each table; `migrate` grants exactly this."""

from django.apps import apps
from django.db import connection

from safeguarding.audit.models import AppendOnly

# Rows that come and go by their nature: sessions, the shared cache, background work, sign-in bookkeeping.
HOUSEKEEPING_APPS = {"sessions", "account", "mfa", "django_tasks_database"}
CACHE_TABLE = "shared_cache"


def grant_to(role: str) -> None:
    """Gives the runtime role SELECT and INSERT, UPDATE where rows change, DELETE only for housekeeping."""
    quoted = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT SELECT ON django_migrations TO {quoted}")
        for table, rights in _rights():
            cursor.execute(f'REVOKE ALL ON "{table}" FROM PUBLIC, {quoted}')
            cursor.execute(f'GRANT {rights} ON "{table}" TO {quoted}')


def _rights():
    yield CACHE_TABLE, "SELECT, INSERT, UPDATE, DELETE"
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, AppendOnly):
            rights = "SELECT, INSERT"
        elif model._meta.app_label in HOUSEKEEPING_APPS:
            rights = "SELECT, INSERT, UPDATE, DELETE"
        else:
            rights = "SELECT, INSERT, UPDATE"
        yield model._meta.db_table, rights
