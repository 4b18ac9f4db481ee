"""A file as a whole: read, understood and checked, ready to be compared with the record."""

from dataclasses import dataclass
from datetime import date

from safeguarding.schools.roll.columns import Columns, guess_columns, guess_kind
from safeguarding.schools.roll.headings import Kind
from safeguarding.schools.roll.reading import read_table
from safeguarding.schools.roll.values import Checked, check_pupils, check_staff


@dataclass(frozen=True)
class Roll:
    """What a file says about pupils or staff."""

    kind: Kind
    encoding: str
    row_count: int
    columns: Columns
    checked: Checked


def open_roll(content: bytes, *, today: date, kind: Kind | None = None) -> Roll:
    """Reads a file; without `kind` the headings tell whom it lists. Raises `RollRefused` for a spoiled file."""
    table = read_table(content)
    kind = kind or guess_kind(table.headings)
    columns = guess_columns(table.headings, kind)
    check = check_pupils if kind == Kind.PUPILS else check_staff
    return Roll(kind, table.encoding, len(table.rows), columns, check(table, columns, today))
