"""From bytes to rows: the encoding, the separator, the headings and the cells of a CSV file."""

import csv
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll.files import MAX_BYTES, refuse_what_is_not_text
from safeguarding.schools.roll.findings import RollRefused

MAX_ROWS = 10_000
UTF_8, WINDOWS_1252 = "utf-8", "windows-1252"
SEPARATORS = (",", ";", "\t")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LOOKS_LIKE_DATA = re.compile(r"[A-Z]\d{11}[0-9A-Z]|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\S+@\S+\.\S+")


@dataclass(frozen=True)
class Row:
    """One row of the file: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A file that could be read: its headings, its rows, and how it was written."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str


def read_table(content: bytes, *, max_bytes: int = MAX_BYTES, max_rows: int = MAX_ROWS) -> Table:
    """Reads a CSV file in UTF-8 or Windows-1252, or raises `RollRefused` with what to do about it."""
    refuse_what_is_not_text(content, max_bytes)
    text, encoding = _decoded(content)
    text, separator = _separated(text)
    records = _records(text, separator)
    heading_row, headings = next(records, (1, ()))
    headings = _checked_headings(headings)
    rows = []
    for number, cells in records:
        if len(cells) != len(headings):
            raise _wrong_length(number, len(cells), len(headings))
        if len(rows) == max_rows:
            raise RollRefused(
                "too_many_rows",
                _("The file has more than %(limit)s rows. Export only the pupils or staff of one school."),
                limit=max_rows,
            )
        rows.append(Row(number, tuple(cells)))
    if not rows:
        raise RollRefused("no_rows", _("The file has headings but no rows below them. Export the list again."))
    return Table(headings, tuple(rows), encoding, separator)


def _decoded(content: bytes) -> tuple[str, str]:
    try:
        return content.decode("utf-8").removeprefix("\ufeff"), UTF_8
    except UnicodeDecodeError as error:
        broken_at = error.start
    try:
        if content.startswith(b"\xef\xbb\xbf"):
            raise UnicodeError
        return content.decode("cp1252"), WINDOWS_1252
    except UnicodeError:
        raise RollRefused(
            "encoding",
            _("The letters of the file cannot be read, first in line %(line)s. Export or save it again as CSV UTF-8."),
            line=content[:broken_at].count(b"\n") + 1,
        ) from None


def _separated(text: str) -> tuple[str, str]:
    """The text and its separator; a first line `sep=;`, which some exports write for Excel, is taken off."""
    first, _line_end, rest = text.partition("\n")
    told = re.fullmatch(r'"?sep=([,;\t])"?\s*', first, re.IGNORECASE)
    if told:
        return rest, told[1]
    heading_line = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    outside_quotes = re.sub(r'"[^"]*"', "", heading_line)
    counts = {separator: outside_quotes.count(separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=counts.get)
    if not counts[best]:
        raise RollRefused(
            "one_column",
            _("The first row holds only one column. Headings and cells must be separated by commas or semicolons."),
        )
    return text, best


def _records(text: str, separator: str):
    """The rows that hold anything, numbered from 1 as a spreadsheet numbers them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable(number, str(error)) from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def _unreadable(number: int, reason: str) -> RollRefused:
    if "field larger" in reason:
        return RollRefused(
            "cell_too_large",
            _("A cell in row %(row)s is far too long. Leave photos out of the export and export it again."),
            row=number,
        )
    return RollRefused(
        "quotes",
        _("Row %(row)s cannot be read: a quotation mark is opened and not closed as it should be. Export it again."),
        row=number,
    )


def _wrong_length(number: int, found: int, expected: int) -> RollRefused:
    return RollRefused(
        "row_length",
        _(
            "Row %(row)s has %(found)s cells, but there are %(expected)s headings. A comma or semicolon may be "
            "missing or not in quotation marks. Correct that row, or export the list again."
        ),
        row=number,
        found=found,
        expected=expected,
    )


def _checked_headings(cells: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    headings = tuple(" ".join(cell.split()) for cell in cells)
    if any(LOOKS_LIKE_DATA.fullmatch(heading) for heading in headings):
        raise RollRefused(
            "no_headings",
            _("The first row holds a person, not headings. Export the list again with the headings in the first row."),
        )
    if any(CONTROL.search(heading) or len(heading) > 100 for heading in headings):
        raise RollRefused(
            "bad_heading",
            _("The headings in the first row cannot be read. Export the list again as CSV UTF-8."),
        )
    seen = set()
    for heading in filter(None, headings):
        if heading.casefold() in seen:
            raise RollRefused(
                "repeated_heading",
                _("Two columns have the heading “%(heading)s”. Remove one of them and import the file again."),
                heading=heading,
            )
        seen.add(heading.casefold())
    return headings
