"""Checks an exported audit report; the same single file that is shipped inside every report does it."""

import sys

from django.core.management.base import BaseCommand

from safeguarding.audit import verify_export


class Command(BaseCommand):
    """`manage.py verify_export FILE... [--fingerprint TEXT] [--public-key KEY]`.

    Exit code 0: whole, and signed with the key named. 1: not whole. 2: whole in itself, but no key was named. 3: only
    some of its files were given.
    """

    help = "Checks an exported audit report: every file, the signature, every link of the audit trail. No database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        """The same as of the single file."""
        verify_export.add_arguments(parser)

    def handle(self, *, files: list[str], fingerprint: str, public_key: str, **options) -> None:
        """Prints what was found."""
        try:
            code, lines = verify_export.check(files, public_key=public_key, fingerprint=fingerprint)
        except (verify_export.Refused, OSError) as error:
            self.stderr.write(f"Not whole: {verify_export.plain(error)}.")
            sys.exit(verify_export.NOT_WHOLE)
        self.stdout.write("\n".join(lines))
        if code:
            sys.exit(code)
