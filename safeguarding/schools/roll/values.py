"""From rows to people: pupils and staff as the file gives them, and what is wrong with the other rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll.cells import Unfit, cleaned
from safeguarding.schools.roll.columns import Columns
from safeguarding.schools.roll.findings import Finding
from safeguarding.schools.roll.headings import MEANINGS
from safeguarding.schools.roll.reading import Table
from safeguarding.schools.roll.spelling import one_spelling


@dataclass(frozen=True)
class PupilRow:
    """A pupil as the file gives them. A field without a column stays at its default and is not compared."""

    row: int
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
class StaffRow:
    """A member of staff as the file gives them."""

    row: int
    email: str
    legal_surname: str
    legal_forename: str
    preferred_surname: str = ""
    preferred_forename: str = ""
    staff_code: str = ""
    post: str = ""
    left_on: date | None = None


@dataclass(frozen=True)
class Checked:
    """The rows that can be used, what is wrong with the others, and every identifier the file mentions."""

    rows: tuple[PupilRow | StaffRow, ...]
    problems: tuple[Finding, ...]
    notices: tuple[Finding, ...]
    mentioned: frozenset[str] = field(default=frozenset())


def check_pupils(table: Table, columns: Columns, today: date) -> Checked:
    """Every row as a pupil, or as problems."""
    return _Checking(table, columns, today, PupilRow, ("upn", "school_number")).checked()


def check_staff(table: Table, columns: Columns, today: date) -> Checked:
    """Every row as a member of staff, or as problems."""
    return _Checking(table, columns, today, StaffRow, ("email",)).checked()


def _bare(name: str, value: str) -> str:
    """An identifier in its one spelling."""
    return one_spelling(value) if name == "school_number" else value


def _known_by_another_name(person: dict) -> dict:
    """SIMS repeats the legal name as the preferred one: that is no preferred name."""
    for part in ("surname", "forename"):
        if person.get(f"preferred_{part}") and person[f"preferred_{part}"] == person.get(f"legal_{part}"):
            person[f"preferred_{part}"] = ""
    return person


class _Checking:
    """One walk through a table."""

    def __init__(self, table: Table, columns: Columns, today: date, make: Callable, identifiers: Iterable[str]) -> None:
        self.table, self.columns, self.today, self.make = table, columns, today, make
        self.identifiers = [name for name in identifiers if name in columns.fields]
        self.required = [each.field for each in MEANINGS[columns.kind] if each.required]
        self.problems: list[Finding] = []
        self.seen: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in self.identifiers}

    def checked(self) -> Checked:
        people = [self._person(row) for row in self.table.rows]
        self._note_repeated_identifiers()
        spoiled = {problem.row for problem in self.problems}
        rows = tuple(self.make(**person) for person in people if person["row"] not in spoiled)
        return Checked(
            rows=rows,
            problems=tuple(sorted(self.problems, key=lambda problem: problem.row)),
            notices=tuple(self._alike(rows)),
            mentioned=frozenset(value for values in self.seen.values() for value in values),
        )

    def _person(self, row) -> dict:
        person: dict = {"row": row.number}
        refused = set()
        for name, raw in self.columns.cells(row).items():
            try:
                person[name] = cleaned(name, raw, self.today)
            except Unfit as unfit:
                refused.add(name)
                self._problem(row.number, name, unfit.code, unfit.text, **unfit.params)
        for name in self.identifiers:
            if person.get(name):
                self.seen[name][_bare(name, person[name])].append(row.number)
        self._note_missing_values(person, refused)
        return _known_by_another_name(person)

    def _note_missing_values(self, person: dict, refused: set[str]) -> None:
        for name in self.required:
            if name not in refused and person.get(name) in (None, ""):
                self._problem(
                    person["row"],
                    name,
                    "missing",
                    _("This cell is empty, but it is needed. Fill it in and import again."),
                )
        if not refused.intersection(self.identifiers) and not any(person.get(name) for name in self.identifiers):
            self._problem(
                person["row"],
                self.identifiers[0],
                "no_identifier",
                _(
                    "The row has neither a UPN nor a school number. One of them is needed to tell the "
                    "person from others."
                ),
            )

    def _note_repeated_identifiers(self) -> None:
        for name, values in self.seen.items():
            for rows in values.values():
                for number in rows if len(rows) > 1 else ():
                    others = ", ".join(str(other) for other in rows if other != number)
                    self._problem(
                        number,
                        name,
                        "repeated",
                        _("The same value stands in row %(others)s. Each may stand once only. Correct or remove one."),
                        others=others,
                    )

    def _alike(self, rows: Iterable) -> Iterable[Finding]:
        """The same name and birthday with another number: perhaps one child twice, perhaps two children."""
        if self.make is not PupilRow:
            return
        first: dict[tuple, int] = {}
        for row in rows:
            key = (row.legal_surname.casefold(), row.legal_forename.casefold(), row.born_on)
            if key in first:
                yield Finding(
                    row.row,
                    self.columns.headings["legal_surname"],
                    "alike",
                    _(
                        "Row %(other)s has the same name and date of birth with another number. Check "
                        "that they are two."
                    ),
                    {"other": first[key]},
                )
            first.setdefault(key, row.row)

    def _problem(self, row: int, name: str, code: str, text, **params) -> None:
        self.problems.append(Finding(row, self.columns.headings[name], code, text, params))
