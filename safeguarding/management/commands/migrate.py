"""Migrates as the owner of the tables, then guards the rows that are never changed and grants what may be done."""

from contextlib import nullcontext

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, connections

from safeguarding import readiness
from safeguarding.audit import grants, guards
from safeguarding.audit.setting_up import make_installation


class Command(Migrate):
    """Django's `migrate`, with the guards, the shared cache and the installation's own chain and key."""

    def handle(self, *args, **options):
        """On PostgreSQL the work is done by the role of DATABASE_OWNER_URL when that is set."""
        runtime = dict(connections.databases["default"])
        self._become(settings.DATABASE_OWNER)
        # On SQLite the same connection is asked before it changes a table, except here.
        with connection.as_owner() if connection.vendor == "sqlite" else nullcontext():
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                tables = guards.install()  # after a single app's migration too: it may have rebuilt a guarded table
            if not (options["plan"] or options["check_unapplied"] or options["app_label"]):
                call_command("createcachetable", verbosity=0)
                if connection.vendor == "postgresql" and settings.DATABASE_OWNER:
                    grants.grant_to(runtime["USER"])
                make_installation()
                if options["verbosity"]:
                    self.stdout.write(f"Guarded against alteration: {tables} tables.")
        self._become(runtime)
        if not (options["plan"] or options["check_unapplied"] or options["app_label"]):
            self._try_the_keys()

    def _try_the_keys(self) -> None:
        """Says at once, before anything is served, when the master key is not the one of this database."""
        try:
            readiness.refuse_keys_that_do_not_fit()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error

    def _become(self, config: dict | None) -> None:
        if config is not None:
            connections["default"].close()
            connections["default"].settings_dict.update(
                {key: config[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT") if key in config}
            )
