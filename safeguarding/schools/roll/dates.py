"""The ways in which a school's system writes a date, in English and Welsh."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ion ionawr", "feb february chw chwef chwefror", "mar march maw mawrth",
            "apr april ebr ebrill", "may mai", "jun june meh mehefin", "jul july gor gorff gorffennaf",
            "aug august awst", "sep sept september medi", "oct october hyd hydref",
            "nov november tach tachwedd", "dec december rhag rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
TIME = re.compile(r"[ T]00:00(:00(\.0+)?)?Z?$")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
MONTH_NAMED = re.compile(r"(\d{1,2})[-/. ]([^\W\d_]+)\.?[-/. ](\d{4}|\d{2})")
SERIAL = re.compile(r"\d{5}(\.\d+)?")


def read_date(text: str) -> date:
    """The date that is written, day before month; `ValueError` for anything else and for impossible days."""
    text = TIME.sub("", text.strip())
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := MONTH_NAMED.fullmatch(text):
        day, name, year = found.groups()
        month = MONTHS.get(name.casefold(), 0)
    else:
        raise ValueError("not a date")
    return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def is_serial_number(text: str) -> bool:
    """A day counted from 1900, which a spreadsheet shows when a date column has lost its format."""
    return SERIAL.fullmatch(text.strip()) is not None


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier (28 February for a leap day)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
