"""What an import of staff would change. It gives and ends the role of staff, and touches no other role."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll.columns import Columns
from safeguarding.schools.roll.comparing import Change
from safeguarding.schools.roll.findings import Finding
from safeguarding.schools.roll.reading import WINDOWS_1252
from safeguarding.schools.roll.spelling import only_lost_letters
from safeguarding.schools.roll.values import Checked, StaffRow

GOVERNOR = re.compile(r"\bgovernors?\b|\bllywodraethw(y|yr|r|raig)\b", re.IGNORECASE)


@dataclass(frozen=True)
class KnownStaff:
    """A person as the record holds them, with what they hold at this school today."""

    pk: uuid.UUID
    email: str
    name: str
    staff_code: str
    is_staff: bool  # holds the role of staff here
    leaves_on: date | None  # when that role ends, where it has an end
    holds_other: bool  # holds another role here, or is to: lead, head, governor ...
    is_elsewhere: bool  # holds or held a role at another school
    is_active: bool
    begins_later: bool = False  # is to hold the role of staff here from a later day


@dataclass(frozen=True)
class ChangedStaff:
    """A person whom the file describes differently."""

    known: KnownStaff
    row: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class StaffComparison:
    """The difference between a file of staff and the record."""

    unchanged: tuple[KnownStaff, ...]
    new: tuple[StaffRow, ...]  # an account and the role of staff
    without_role: tuple[StaffRow, ...]  # an account and no role: governors do not record
    joining: tuple[tuple[KnownStaff, StaffRow], ...]  # the account is there, the role of staff is not
    changed: tuple[ChangedStaff, ...]
    leaving: tuple[tuple[KnownStaff, StaffRow], ...]
    already_left: tuple[StaffRow, ...]
    missing: tuple[KnownStaff, ...]
    problems: tuple[Finding, ...]
    notices: tuple[Finding, ...]


def compare_staff(
    known: Iterable[KnownStaff], checked: Checked, columns: Columns, encoding: str, today: date
) -> StaffComparison:
    """Finds each row's person by their address and lists what differs."""
    return _Comparing(tuple(known), checked, columns, encoding, today).comparison()


def name_of(row: StaffRow) -> str:
    """The name others see."""
    return f"{row.preferred_forename or row.legal_forename} {row.preferred_surname or row.legal_surname}"


def _kept_as_they_are(person: KnownStaff) -> tuple[str, Promise] | None:
    """Why an import leaves the name and staff code of a person alone: by these they are told from a second account."""
    if person.is_elsewhere:
        return "elsewhere", _(
            "This person also works at another school, so their name and staff code are not changed here."
        )
    if person.holds_other:
        return "keeps_name", _(
            "This person holds another role than member of staff, so an import does not change their name or staff "
            "code. Tell the head what differs."
        )
    return None


class _Comparing:
    """One walk through the rows of a file."""

    def __init__(self, known, checked: Checked, columns: Columns, encoding: str, today: date) -> None:
        self.known, self.checked, self.columns, self.today = known, checked, columns, today
        self.keeps_spelling = encoding == WINDOWS_1252
        self.by_email = {person.email.casefold(): person for person in known}
        self.unchanged, self.new, self.without_role, self.joining = [], [], [], []
        self.changed, self.leaving, self.already_left = [], [], []
        self.notices = list(checked.notices)

    def comparison(self) -> StaffComparison:
        for row in self.checked.rows:
            person = self.by_email.get(row.email)
            if person is None:
                self._place_unknown(row)
            else:
                self._place_known(person, row)
        missing = [
            person
            for person in self.known
            if person.is_staff and person.leaves_on is None and person.email.casefold() not in self.checked.mentioned
        ]
        lists = (self.unchanged, self.new, self.without_role, self.joining, self.changed, self.leaving)
        return StaffComparison(
            *map(tuple, (*lists, self.already_left, missing)),
            problems=self.checked.problems,
            notices=tuple(self.notices),
        )

    def _place_unknown(self, row: StaffRow) -> None:
        if self._has_left(row):
            self.already_left.append(row)
        elif GOVERNOR.search(row.post):
            self.without_role.append(row)
            self._notice(row, "post", "governor", _(
                "This person is listed as a governor. They get an account without a role; the head gives the role."
            ))  # fmt: skip
        else:
            self.new.append(row)

    def _place_known(self, person: KnownStaff, row: StaffRow) -> None:
        changes = tuple(self._changes(person, row))
        if changes and (reason := _kept_as_they_are(person)):
            self._notice(row, "email", *reason)
            changes = ()
        if changes:
            self.changed.append(ChangedStaff(person, row.row, changes))
        if not self._move(person, row) and not changes:
            self.unchanged.append(person)

    def _move(self, person: KnownStaff, row: StaffRow) -> bool:
        """Whether the person takes up or gives up the role of staff."""
        if row.left_on and person.is_staff and row.left_on != person.leaves_on:
            self.leaving.append((person, row))
            if person.holds_other:
                self._notice(row, "left_on", "holds_other", _(
                    "This person has a leaving date and holds another role. Only the head can end that role."
                ))  # fmt: skip
            return True
        has_place = person.is_staff or person.begins_later or person.holds_other
        if self._has_left(row) or has_place or GOVERNOR.search(row.post):
            return False
        self.joining.append((person, row))
        if not person.is_active:
            self._notice(row, "email", "closed", _(
                "The account of this person is closed. They get the role, but somebody must open the account again."
            ))  # fmt: skip
        return True

    def _changes(self, person: KnownStaff, row: StaffRow) -> Iterable[Change]:
        name = name_of(row)
        if name != person.name and not (self.keeps_spelling and only_lost_letters(person.name, name)):
            yield Change("name", person.name, name)
        if row.staff_code and row.staff_code != person.staff_code:  # an empty cell takes no code away
            yield Change("staff_code", person.staff_code, row.staff_code)

    def _has_left(self, row: StaffRow) -> bool:
        return row.left_on is not None and row.left_on <= self.today

    def _notice(self, row: StaffRow, field: str, code: str, text) -> None:
        self.notices.append(Finding(row.row, self.columns.headings[field], code, text))
