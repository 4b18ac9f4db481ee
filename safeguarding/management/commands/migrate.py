"""Migrates as the owner of the tables, then guards the rows that are never changed and grants what may be done."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, connections

from safeguarding.audit import grants, guards
from safeguarding.audit.setting_up import make_installation


class Command(Migrate):
    """Django's `migrate`, with the guards, the shared cache and the installation's own chain and key."""

    def handle(self, *args, **options):
        """On PostgreSQL the work is done by the role of DATABASE_OWNER_URL when that is set."""
        runtime = dict(connections.databases["default"])
        self._become(settings.DATABASE_OWNER)
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

    def _become(self, config: dict | None) -> None:
        if config is not None:
            connections["default"].close()
            connections["default"].settings_dict.update(
                {key: config[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT") if key in config}
            )
