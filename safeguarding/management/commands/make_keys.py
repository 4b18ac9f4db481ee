"""Makes the master key and Django's secret where they are missing; never overwrites one."""

import base64
import os
import secrets

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """`manage.py make_keys`: two files of mode 0400 outside the database."""

    help = "Makes the master key and the web secret if they do not exist yet. It never overwrites one."
    requires_system_checks: list[str] = []

    def handle(self, **options) -> None:
        """Prints what was made and what was there."""
        settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._make(settings.MASTER_KEY_FILE, base64.urlsafe_b64encode(os.urandom(32)).decode())
        self._make(settings.SECRET_KEY_PATH, secrets.token_urlsafe(48))

    def _make(self, path, text: str) -> None:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        except FileExistsError:
            self.stdout.write(f"{path.name} is there already.")
            return
        with os.fdopen(handle, "w") as file:
            file.write(text + "\n")
        self.stdout.write(f"{path.name} was made. Keep a copy where the school keeps what it must not lose.")
