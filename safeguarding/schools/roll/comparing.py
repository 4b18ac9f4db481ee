"""What an import would change: pupils of the record against pupils of the file. Nobody is ever deleted."""

import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll.columns import Columns
from safeguarding.schools.roll.findings import Finding
from safeguarding.schools.roll.reading import WINDOWS_1252
from safeguarding.schools.roll.values import Checked, PupilRow

COMPARED = (
    "upn", "school_number", "legal_surname", "legal_forename", "preferred_surname", "preferred_forename",
    "born_on", "year_group", "form", "left_on",
)  # fmt: skip
NEVER_BLANKED = ("upn", "school_number")
NAMES = ("legal_surname", "legal_forename", "preferred_surname", "preferred_forename")


@dataclass(frozen=True)
class KnownPupil:
    """A pupil as the record holds them."""

    pk: uuid.UUID
    legal_surname: str
    legal_forename: str
    born_on: date
    year_group: int
    upn: str = ""
    school_number: str = ""
    preferred_surname: str = ""
    preferred_forename: str = ""
    form: str = ""
    left_on: date | None = None


@dataclass(frozen=True)
class Change:
    """One field: what the record holds and what the file says."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class ChangedPupil:
    """A pupil whom the file describes differently."""

    known: KnownPupil
    row: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """The difference between a file and the record."""

    unchanged: tuple[KnownPupil, ...]
    new: tuple[PupilRow, ...]
    changed: tuple[ChangedPupil, ...]
    returned: tuple[ChangedPupil, ...]
    already_left: tuple[PupilRow, ...]
    missing: tuple[KnownPupil, ...]
    problems: tuple[Finding, ...]
    notices: tuple[Finding, ...]


def compare(known: Iterable[KnownPupil], checked: Checked, columns: Columns, encoding: str, today: date) -> Comparison:
    """Finds each row's pupil by UPN, else by school number, and lists what differs."""
    return _Comparing(tuple(known), checked, columns, encoding, today).comparison()


class _Comparing:
    """One walk through the rows of a file."""

    def __init__(self, known, checked: Checked, columns: Columns, encoding: str, today: date) -> None:
        self.known, self.checked, self.columns, self.today = known, checked, columns, today
        self.keeps_spelling = encoding == WINDOWS_1252
        self.by_upn = {pupil.upn: pupil for pupil in known if pupil.upn}
        self.by_number = {pupil.school_number: pupil for pupil in known if pupil.school_number}
        self.upns_of_file = {row.upn for row in checked.rows if row.upn}
        self.alike = {_likeness(pupil): pupil for pupil in known}
        self.unchanged, self.new, self.changed, self.returned, self.already_left = [], [], [], [], []
        self.problems, self.notices = list(checked.problems), list(checked.notices)
        self.met: dict[uuid.UUID, int] = {}

    def comparison(self) -> Comparison:
        for row in self.checked.rows:
            self._place(row)
        self.problems.sort(key=lambda problem: problem.row)
        missing = [pupil for pupil in self.known if not self._has_left(pupil) and not self._is_mentioned(pupil)]
        return Comparison(
            *map(tuple, (self.unchanged, self.new, self.changed, self.returned, self.already_left, missing)),
            problems=tuple(self.problems),
            notices=tuple(self.notices),
        )

    def _place(self, row: PupilRow) -> None:
        pupil = self.by_upn.get(row.upn) if row.upn else None
        other = self._by_number(row)
        if other and other is not pupil and not self._may_be(other, row, pupil):
            return
        pupil = pupil or other
        if pupil is None:
            self._place_unknown(row)
        elif pupil.pk in self.met:
            self._problem(
                row,
                "upn",
                "same_pupil",
                _("Row %(other)s is about the same pupil. Each pupil may stand once only. Correct or remove one."),
                other=self.met[pupil.pk],
            )
        else:
            self.met[pupil.pk] = row.row
            self._place_known(pupil, row)

    def _by_number(self, row: PupilRow) -> KnownPupil | None:
        """The pupil with the row's school number, unless another row names that pupil by UPN: numbers may move."""
        other = self.by_number.get(row.school_number) if row.school_number else None
        if other and row.upn and row.upn != other.upn and other.upn in self.upns_of_file:
            return None
        return other

    def _may_be(self, other: KnownPupil, row: PupilRow, pupil: KnownPupil | None) -> bool:
        """A school number may lead to a pupil whose UPN is new; never to another child."""
        if pupil is None and (not row.upn or not other.upn or other.born_on == row.born_on):
            return True
        self._problem(
            row,
            "school_number",
            "number_of_another",
            _("The record has this school number for another pupil. Correct the school number or the UPN."),
        )
        return False

    def _place_unknown(self, row: PupilRow) -> None:
        if row.left_on and row.left_on <= self.today:
            self.already_left.append(row)
            return
        self.new.append(row)
        if _likeness(row) in self.alike:
            self.notices.append(
                Finding(
                    row.row,
                    self.columns.headings["legal_surname"],
                    "alike_in_record",
                    _(
                        "The record has a pupil of this name and date of birth with another number. Check "
                        "that they are two."
                    ),
                )
            )

    def _place_known(self, pupil: KnownPupil, row: PupilRow) -> None:
        changes = tuple(self._changes(pupil, row))
        if self._has_left(pupil) and not self._has_left(row):
            self.returned.append(ChangedPupil(pupil, row.row, changes))
        elif changes:
            self.changed.append(ChangedPupil(pupil, row.row, changes))
        else:
            self.unchanged.append(pupil)

    def _changes(self, pupil: KnownPupil, row: PupilRow) -> Iterable[Change]:
        for name in COMPARED:
            old, new = getattr(pupil, name), getattr(row, name)
            if name == "left_on" and name not in self.columns.fields and self._has_left(pupil):
                yield Change(name, old, None)  # a list without leaving dates is a list of those who are here
            elif name not in self.columns.fields or old == new or (name in NEVER_BLANKED and not new):
                continue
            elif not (name in NAMES and self.keeps_spelling and only_lost_letters(old, new)):
                yield Change(name, old, new)

    def _has_left(self, pupil: KnownPupil | PupilRow) -> bool:
        return pupil.left_on is not None and pupil.left_on <= self.today

    def _is_mentioned(self, pupil: KnownPupil) -> bool:
        """Also by a row that has problems: such a pupil is not missing."""
        return pupil.pk in self.met or not {pupil.upn, pupil.school_number}.isdisjoint(self.checked.mentioned)

    def _problem(self, row: PupilRow, name: str, code: str, text, **params) -> None:
        name = name if name in self.columns.headings else "school_number"
        self.problems.append(Finding(row.row, self.columns.headings[name], code, text, params))


def _likeness(pupil: KnownPupil | PupilRow) -> tuple:
    return pupil.legal_surname.casefold(), pupil.legal_forename.casefold(), pupil.born_on


def only_lost_letters(old: str, new: str) -> bool:
    """Windows-1252 has no ŷ: there “Llŷr” comes out as “Llyr”. That is no reason to spell the name worse."""
    try:
        old.encode("cp1252")
    except UnicodeEncodeError:
        return without_marks(old) == without_marks(new)
    return False


UNMARKED = str.maketrans("ŁłĐđØøıßÆæŒœ", "LlDdOoisAaOo")


def without_marks(text: str) -> str:
    """A name in plain letters."""
    return "".join(
        char for char in unicodedata.normalize("NFD", text.translate(UNMARKED)) if not unicodedata.combining(char)
    )
