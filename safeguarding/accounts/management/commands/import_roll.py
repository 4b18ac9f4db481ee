"""Imports pupils or staff from a CSV export of SIMS, Arbor or Bromcom."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeguarding.accounts.management.roll_report import report_lines
from safeguarding.accounts.services import importing
from safeguarding.schools.models import School
from safeguarding.schools.roll.files import take
from safeguarding.schools.roll.findings import RollRefused
from safeguarding.schools.roll.headings import Kind
from safeguarding.schools.roll.identity import CAN_BE_CONFIRMED
from safeguarding.schools.services.importing import ProblemsFound


class Command(BaseCommand):
    """`manage.py import_roll FILE --school CODE [--preview]`.

    Exit code 0: imported, or a preview of what would be. Exit code 1: nothing was changed, and why.
    """

    help = (
        "Imports pupils or staff from a CSV export of the school's system. All or nothing: a row with a problem "
        "stops the import, unless --skip-problems leaves those rows out. Nobody is ever deleted."
    )

    def add_arguments(self, parser) -> None:
        """What can be said on the command line."""
        parser.add_argument("file", help="the CSV file")
        parser.add_argument("--school", required=True, metavar="CODE", help="the code of the school")
        parser.add_argument("--preview", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--kind", choices=list(Kind), help="pupils or staff; without it the headings tell")
        parser.add_argument("--skip-problems", action="store_true", help="import the rows that have no problem")
        parser.add_argument(
            "--same-child",
            type=int,
            action="append",
            default=[],
            metavar="ROW",
            help="this row is about the child whose number it bears, whatever speaks against it; may be repeated",
        )
        parser.add_argument(
            "--mark-left",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="those who are not in the file left on this day; without it they are only counted",
        )

    def handle(self, *, file: str, school: str, preview: bool, kind: str | None, **options) -> None:
        """Reads the file, imports it or shows what an import would do."""
        place = School.objects.filter(code=school).first()
        if place is None:
            raise CommandError(_("There is no school with the code “%(code)s”.") % {"code": school})
        asked = {"actor": None, "school": place, "content": self._content(file), "kind": Kind(kind) if kind else None}
        asked["same_child"] = frozenset(options["same_child"])
        skip, left_on = options["skip_problems"], options["mark_left"]
        try:
            if not preview:
                roll, done = importing.import_roll(**asked, skip_problems=skip, mark_left_on=left_on)
            else:
                roll, done = importing.preview_roll(**asked)
        except RollRefused as refusal:
            raise CommandError(f"{refusal}\n{_('Nothing was changed.')}") from None
        except ProblemsFound as found:
            roll, done = found.roll, found.comparison
        self._say(roll, done, left_on)
        if done.problems and not skip:
            raise CommandError(_problems_stop(roll, done))
        self.stdout.write(_("This was a preview. Nothing was changed.") if preview else _("Imported."))

    def _content(self, file: str) -> bytes:
        try:
            with open(file, "rb") as stream:
                return take(stream)
        except OSError as error:
            raise CommandError(_("The file cannot be opened: %(reason)s.") % {"reason": error.strerror}) from None
        except RollRefused as refusal:
            raise CommandError(f"{refusal}\n{_('Nothing was changed.')}") from None

    def _say(self, roll, comparison, left_on) -> None:
        for line in report_lines(roll, comparison, mark_left=bool(left_on)):
            self.stdout.write(line)
        self.stdout.write("")


def _problems_stop(roll, comparison) -> str:
    others = roll.row_count - len({problem.row for problem in comparison.problems})
    said = ngettext(
        "Nothing was changed, because of the problems above. Correct those rows, or import the other %(count)s row "
        "with --skip-problems.",
        "Nothing was changed, because of the problems above. Correct those rows, or import the other %(count)s rows "
        "with --skip-problems.",
        others,
    ) % {"count": f"{others:,}"}
    if any(problem.code in CAN_BE_CONFIRMED for problem in comparison.problems):
        said += "\n" + _("To confirm that a row is about the same child, add --same-child and the number of the row.")
    return said
