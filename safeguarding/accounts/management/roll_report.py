"""What an import says on the command line: counts, problems by row and column, what was left out; no child's name."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeguarding.schools.roll.comparing import Comparison
from safeguarding.schools.roll.findings import Finding
from safeguarding.schools.roll.headings import MEANINGS, Kind
from safeguarding.schools.roll.opening import Roll
from safeguarding.schools.roll.reading import WINDOWS_1252
from safeguarding.schools.roll.staffing import StaffComparison

WIDTH = 34


def report_lines(roll: Roll, comparison: Comparison | StaffComparison, *, mark_left: bool) -> Iterator[str]:
    """The report, line by line."""
    yield _first_line(roll)
    yield ""
    for label, count in _counts(roll.kind, comparison, mark_left):
        yield f"  {label:<{WIDTH}}{count:>6,}"
    yield from _changed_fields(roll, comparison)
    if _looks_like_another_school(comparison):
        yield ""
        yield _("Most people in the record are not in this file. Check that it is the file of this school.")
    yield from _findings(_("Problems (these rows cannot be imported):"), comparison.problems)
    yield from _findings(_("Worth a look (these rows can be imported):"), comparison.notices)
    yield from _left_out(roll)


def _first_line(roll: Roll) -> str:
    encoding = "Windows-1252" if roll.encoding == WINDOWS_1252 else "UTF-8"
    texts = {
        Kind.PUPILS: ngettext(
            "A list of %(count)s pupil, written in %(encoding)s.",
            "A list of %(count)s pupils, written in %(encoding)s.",
            roll.row_count,
        ),
        Kind.STAFF: ngettext(
            "A list of %(count)s member of staff, written in %(encoding)s.",
            "A list of %(count)s members of staff, written in %(encoding)s.",
            roll.row_count,
        ),
    }
    return texts[roll.kind] % {"count": f"{roll.row_count:,}", "encoding": encoding}


def _counts(kind: Kind, comparison, mark_left: bool) -> Iterator[tuple[str, int]]:
    yield _("Unchanged"), len(comparison.unchanged)
    yield _("New"), len(comparison.new)
    if kind == Kind.STAFF:
        yield _("New, without a role (governors)"), len(comparison.without_role)
        yield _("Get the role of staff"), len(comparison.joining)
    yield _("Changed"), len(comparison.changed)
    if kind == Kind.STAFF:
        yield _("Leave"), len(comparison.leaving)
    else:
        yield _("Came back"), len(comparison.returned)
    yield _("Had left before, passed over"), len(comparison.already_left)
    yield _("Problems"), len({problem.row for problem in comparison.problems})
    missing = _("Not in this file, marked as left") if mark_left else _("Not in this file, kept as they are")
    yield missing, len(comparison.missing)


def _changed_fields(roll: Roll, comparison) -> Iterator[str]:
    everybody = comparison.changed + getattr(comparison, "returned", ())
    fields = Counter(change.field for each in everybody for change in each.changes)
    labels = {meaning.field: meaning.label for meaning in MEANINGS[roll.kind]} | {"name": _("Name")}
    if fields:
        yield ""
        yield _("What changes:")
        for field, count in fields.most_common():
            yield f"  {labels[field]!s:<{WIDTH}}{count:>6,}"


def _looks_like_another_school(comparison) -> bool:
    met = len(comparison.unchanged) + len(comparison.changed)
    return len(comparison.missing) > max(20, met)


def _findings(title: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if findings:
        yield ""
        yield title
        for finding in findings:
            place = _("Row %(row)s, column “%(column)s”:") % {"row": finding.row, "column": finding.column}
            yield f"  {place} {finding.message}"


def _left_out(roll: Roll) -> Iterator[str]:
    if roll.columns.unwanted:
        yield ""
        yield _("Left out, because the record does not want it: %(columns)s.") % {
            "columns": ", ".join(roll.columns.unwanted)
        }
    if roll.columns.unknown:
        yield ""
        yield _("Left out, because the record has no use for it: %(columns)s.") % {
            "columns": ", ".join(roll.columns.unknown)
        }
