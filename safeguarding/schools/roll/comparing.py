"""What an import would change: pupils of the record against pupils of the file. Nobody is ever deleted."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll.columns import Columns
from safeguarding.schools.roll.findings import Finding
from safeguarding.schools.roll.identity import CONFIRMED, Doubt, Likenesses, confirmed, doubt_about, likeness
from safeguarding.schools.roll.reading import WINDOWS_1252
from safeguarding.schools.roll.spelling import one_spelling, only_lost_letters
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
    confirmed: bool = False  # whoever imports has said that it is the same child


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


def compare(
    known: Iterable[KnownPupil],
    checked: Checked,
    columns: Columns,
    encoding: str,
    today: date,
    same_child: frozenset[int] = frozenset(),
) -> Comparison:
    """Finds each row's pupil by UPN, else by school number, and lists what differs.

    A row that may be about another child is a problem, unless it is one of the rows in `same_child`.
    """
    return _Comparing(tuple(known), checked, columns, encoding, today, same_child).comparison()


class _Comparing:
    """One walk through the rows of a file."""

    def __init__(self, known, checked: Checked, columns: Columns, encoding: str, today: date, same_child) -> None:
        self.known, self.checked, self.columns, self.today = known, checked, columns, today
        self.keeps_spelling, self.same_child = encoding == WINDOWS_1252, same_child
        self.by_upn = {pupil.upn: pupil for pupil in known if pupil.upn}
        self.by_number: dict[str, list[KnownPupil]] = defaultdict(list)
        for pupil in known:
            if pupil.school_number:
                self.by_number[one_spelling(pupil.school_number)].append(pupil)
        self.upns_of_file = {row.upn for row in checked.rows if row.upn}
        self.likenesses = Likenesses(known, checked.rows)
        self.unchanged, self.new, self.changed, self.returned, self.already_left = [], [], [], [], []
        self.problems, self.notices = list(checked.problems), list(checked.notices)
        self.met: dict[uuid.UUID, int] = {}

    def comparison(self) -> Comparison:
        for row in self.checked.rows:
            self._place(row)
        for findings in (self.problems, self.notices):
            findings.sort(key=lambda finding: finding.row)
        missing = [pupil for pupil in self.known if not self._has_left(pupil) and not self._is_mentioned(pupil)]
        return Comparison(
            *map(tuple, (self.unchanged, self.new, self.changed, self.returned, self.already_left, missing)),
            problems=tuple(self.problems),
            notices=tuple(self.notices),
        )

    def _place(self, row: PupilRow) -> None:
        named = self.by_upn.get(row.upn) if row.upn else None
        numbered = self._numbered(row, named)
        pupil = named or numbered
        if pupil is None:
            self._place_unknown(row)
        elif numbered and numbered is not pupil:
            self._problem(
                row,
                "school_number",
                "number_of_another",
                _("The record has this school number for another pupil. Correct the school number or the UPN."),
            )
        else:
            self._place_known(pupil, row, self._doubt_about(pupil, row, pupil is named))

    def _numbered(self, row: PupilRow, named: KnownPupil | None) -> KnownPupil | None:
        """The pupil with the row's school number, unless another row names that pupil by UPN: numbers may move.

        Where the record has the number twice, the pupil whom the row names or describes comes first.
        """
        found = self.by_number.get(one_spelling(row.school_number), ()) if row.school_number else ()
        if row.upn:
            found = [pupil for pupil in found if row.upn == pupil.upn or pupil.upn not in self.upns_of_file]
        if named in found:
            return named
        described = [pupil for pupil in found if likeness(pupil) == likeness(row)] if len(found) > 1 else found
        return next(iter(described or found), None)

    def _doubt_about(self, pupil: KnownPupil, row: PupilRow, by_upn: bool) -> Doubt | None:
        doubt = doubt_about(pupil, row, by_upn, self.likenesses)
        return confirmed(doubt) if doubt and doubt.stops and row.row in self.same_child else doubt

    def _place_unknown(self, row: PupilRow) -> None:
        if row.left_on and row.left_on <= self.today:
            self.already_left.append(row)
            return
        self.new.append(row)
        if self.likenesses.known(row):
            text = _(
                "The record has a pupil of this name and date of birth with another number. Check that they are two."
            )
            self._notice(row, "legal_surname", "alike_in_record", text)

    def _place_known(self, pupil: KnownPupil, row: PupilRow, doubt: Doubt | None) -> None:
        if doubt and doubt.stops:
            self._problem(row, doubt.column, doubt.code, doubt.text, **doubt.params)
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
            if doubt:
                self._notice(row, doubt.column, doubt.code, doubt.text)
            self._place_met(pupil, row, bool(doubt) and doubt.code == CONFIRMED)

    def _place_met(self, pupil: KnownPupil, row: PupilRow, is_confirmed: bool) -> None:
        changed = ChangedPupil(pupil, row.row, tuple(self._changes(pupil, row)), is_confirmed)
        if self._has_left(pupil) and not self._has_left(row):
            self.returned.append(changed)
        elif changed.changes:
            self.changed.append(changed)
        else:
            self.unchanged.append(pupil)

    def _changes(self, pupil: KnownPupil, row: PupilRow) -> Iterable[Change]:
        for name in COMPARED:
            old, new = getattr(pupil, name), getattr(row, name)
            if name == "left_on" and name not in self.columns.fields and self._has_left(pupil):
                yield Change(name, old, None)  # a list without leaving dates is a list of those who are here
            elif name not in self.columns.fields or old == new or (name in NEVER_BLANKED and not new):
                continue
            elif name == "school_number" and one_spelling(old) == one_spelling(new):
                continue
            elif not (name in NAMES and self.keeps_spelling and only_lost_letters(old, new)):
                yield Change(name, old, new)

    def _has_left(self, pupil: KnownPupil | PupilRow) -> bool:
        return pupil.left_on is not None and pupil.left_on <= self.today

    def _is_mentioned(self, pupil: KnownPupil) -> bool:
        """Also by a row that has problems: such a pupil is not missing."""
        numbers = {pupil.upn, one_spelling(pupil.school_number)}
        return pupil.pk in self.met or not numbers.isdisjoint(self.checked.mentioned)

    def _problem(self, row: PupilRow, name: str, code: str, text, **params) -> None:
        name = name if name in self.columns.headings else "school_number"
        self.problems.append(Finding(row.row, self.columns.headings[name], code, text, params))

    def _notice(self, row: PupilRow, name: str, code: str, text) -> None:
        self.notices.append(Finding(row.row, self.columns.headings[name], code, text))
