"""Checks the whole audit trail and names the first fault."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from safeguarding.audit.verification import verify
from safeguarding.schools.models import School


class Command(BaseCommand):
    """`manage.py verify_audit [--school CODE] [--json]`: exit code 0 when whole, 1 otherwise."""

    help = "Checks every entry of the audit trail: every place, every link, every body, every column, the key."

    def add_arguments(self, parser) -> None:
        """What can be said on the command line."""
        parser.add_argument("--school", metavar="CODE", help="only the chains of this school")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *, school: str | None, json: bool, **options) -> None:
        """Prints a count when all is well, else the first fault."""
        ids = dict(School.objects.values_list("code", "pk"))
        if school and school not in ids:
            raise CommandError(f"There is no school with the code {school!r}.")
        verdict = verify(ids[school] if school else None, schools=ids.values(), keys=School.objects.fingerprints())
        if json:
            self.stdout.write(_as_json(verdict))
        elif verdict.is_whole:
            self.stdout.write(f"Whole: {verdict.entries} entries in {verdict.chains} chains.")
        else:
            self.stderr.write(f"Not whole: {verdict.fault}")
        if not verdict.is_whole:
            sys.exit(1)


def _as_json(verdict) -> str:
    fault = verdict.fault and {"chain": verdict.fault.chain, "seq": verdict.fault.seq, "what": verdict.fault.what}
    whole = {"whole": verdict.is_whole, "chains": verdict.chains, "entries": verdict.entries, "fault": fault}
    return json.dumps(whole)
