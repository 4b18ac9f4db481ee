"""Whether a row that bears the number of a known pupil is about that pupil: told by name and date of birth.

A number can be typed wrongly, given again or exchanged. Followed blindly it would make what is on record about one
child be about another, and nobody would notice.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll.spelling import bare_name

LEGAL_NAMES = ("legal_surname", "legal_forename")
# By these a child is known. What changes of them is kept, and stands in the audit trail.
IDENTITY = (*LEGAL_NAMES, "preferred_surname", "preferred_forename", "born_on", "upn", "school_number")


@dataclass(frozen=True)
class Doubt:
    """Why a row may be about another child; it stops the row unless somebody says that it is the same child."""

    code: str
    column: str
    text: Promise
    stops: bool = True
    params: dict = field(default_factory=dict)


UPN_OF_ANOTHER = Doubt(
    "upn_of_another",
    "upn",
    _(
        "In the record this UPN belongs to a child with another name and another date of birth. Correct the UPN or, "
        "if it is the same child, confirm this row."
    ),
)
NUMBER_OF_ANOTHER = Doubt(
    "number_of_another_child",
    "school_number",
    _(
        "In the record this school number belongs to another child. Correct the school number or the UPN or, if it is "
        "the same child, confirm this row."
    ),
)
CHILD_OF_ANOTHER_NUMBER = Doubt(
    "child_of_another_number",
    "legal_surname",
    _(
        "The record has a child of this name and date of birth with another number. Correct the UPN or the school "
        "number or, if it is the same child, confirm this row."
    ),
)
TOLD_IN_ANOTHER_ROW = Doubt(
    "told_in_another_row",
    "legal_surname",
    _(
        "Row %(other)s has the name and date of birth that the record holds for this number. Correct the UPN or the "
        "school number or, if it is the same child, confirm this row."
    ),
)
# Problems that whoever imports can answer: yes, it is the same child.
CAN_BE_CONFIRMED = frozenset(
    doubt.code for doubt in (UPN_OF_ANOTHER, NUMBER_OF_ANOTHER, CHILD_OF_ANOTHER_NUMBER, TOLD_IN_ANOTHER_ROW)
)
BOTH_NAMES = _("The surname and the forename change. Check that it is the same child.")
ONE_NAME = _("The name changes. Check that it is the same child.")
BIRTHDAY = _("The date of birth changes. Check that it is the same child.")
SAME_CHILD = _("You confirmed that this row is about the same child.")


CONFIRMED = "confirmed"  # the code of a doubt that whoever imports has answered


def likeness(person) -> tuple[str, str, date]:
    """What two rows about one child have in common, however the name is spelled."""
    return *(bare_name(getattr(person, name)) for name in LEGAL_NAMES), person.born_on


class Likenesses:
    """Who in the record, and which row of the file, has a certain name and date of birth."""

    def __init__(self, known: Iterable, rows: Iterable) -> None:
        self._known = Counter(likeness(pupil) for pupil in known)
        self._rows = {likeness(row): row.row for row in rows}

    def known(self, row) -> bool:
        """Whether the record has a pupil of the row's name and date of birth."""
        return likeness(row) in self._known

    def row_of(self, pupil) -> int | None:
        """The row that has the name and date of birth which the record holds for this pupil, and for nobody else."""
        return self._rows.get(likeness(pupil)) if self._known[likeness(pupil)] == 1 else None


def doubt_about(pupil, row, by_upn: bool, likenesses: Likenesses) -> Doubt | None:
    """What speaks against this row being about the pupil whose UPN, or else whose school number, it bears.

    A name that changes by marriage, adoption or deed poll, and a date of birth that is corrected, are ordinary: under
    the same UPN they are worth a look, one at a time.
    """
    names = [name for name in LEGAL_NAMES if bare_name(getattr(pupil, name)) != bare_name(getattr(row, name))]
    other_birthday = pupil.born_on != row.born_on
    if not names and not other_birthday:
        return None
    if by_upn and names and other_birthday:
        return UPN_OF_ANOTHER
    if not by_upn and (other_birthday or (pupil.upn and row.upn)):
        return NUMBER_OF_ANOTHER
    if likenesses.known(row):
        return CHILD_OF_ANOTHER_NUMBER
    if other := likenesses.row_of(pupil):
        return replace(TOLD_IN_ANOTHER_ROW, params={"other": other})
    if other_birthday:
        return Doubt("another_birthday", "born_on", BIRTHDAY, stops=False)
    if len(names) > 1:
        return Doubt("both_names", "legal_surname", BOTH_NAMES, stops=False)
    return Doubt("another_name", names[0], ONE_NAME, stops=False)


def confirmed(doubt: Doubt) -> Doubt:
    """The same doubt, answered by whoever imports: worth a look still."""
    return Doubt(CONFIRMED, doubt.column, SAME_CHILD, stops=False)
