"""One cell at a time: cleans it, or says what is wrong with it."""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll import upn as numbers
from safeguarding.schools.roll.dates import is_serial_number, read_date, years_before
from safeguarding.schools.roll.year_groups import read_year_group

LONGEST = {"form": 20, "school_number": 20, "staff_code": 20, "email": 254}
LONGEST_NAME = 100
OLDEST, YOUNGEST = 25, 2

FORMULA_STARTS = ("=", "+", "-", "@", "\t")
NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./_-]*")
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*/?^_`{|}~+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
SIGNS_IN_NAMES = frozenset(" '’‘ʼ`´-‐‑–.,()/·")


class Unfit(ValueError):
    """A cell that cannot be used: a code and a sentence that says what to do."""

    def __init__(self, code: str, text, **params) -> None:
        super().__init__(code)
        self.code, self.text, self.params = code, text, params


def cleaned(field: str, raw: str, today: date):
    """The value of a cell, or `Unfit`. An empty cell is an empty text, and nothing for a date or a year."""
    _refuse_formula(raw)
    text = " ".join(unicodedata.normalize("NFC", raw).split())
    if any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Cs") for char in text):
        raise Unfit(
            "control",
            _("The cell holds characters that cannot be seen. Type it again in the school's system."),
        )
    longest = LONGEST.get(field, LONGEST_NAME)
    if len(text) > longest:
        raise Unfit(
            "too_long",
            _("The cell is longer than %(limit)s characters. Shorten it, or check the column."),
            limit=longest,
        )
    return READERS.get(field, _name)(text, today)


def _refuse_formula(raw: str) -> None:
    if raw.startswith(FORMULA_STARTS) or raw.lstrip().startswith(FORMULA_STARTS):
        raise Unfit(
            "formula",
            _("The cell begins with a sign that a spreadsheet takes for a formula (=, +, - or @). "
              "Correct it in the school's system and export again."),
        )  # fmt: skip


def _name(text: str, today: date) -> str:
    if "?" in text or "\ufffd" in text or _was_read_wrongly(text):
        raise Unfit(
            "lost_letters",
            _("The name has lost letters such as ŵ, ŷ or é. Export the list again as CSV UTF-8."),
        )
    if any(unicodedata.category(char)[0] not in "LM" and char not in SIGNS_IN_NAMES for char in text):
        raise Unfit(
            "not_a_name",
            _("The name holds figures or signs that names do not have. Check the column, or correct the name."),
        )
    if text and not any(unicodedata.category(char)[0] == "L" for char in text):
        raise Unfit("not_a_name", _("The name has no letters. Correct it in the school's system."))
    return text


def _was_read_wrongly(text: str) -> bool:
    """UTF-8 that a spreadsheet opened as Windows-1252 and saved: “SiÃ´n”."""
    try:
        return not text.isascii() and text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False


def _number(text: str, today: date) -> str:
    if text and not NUMBER.fullmatch(text):
        raise Unfit("not_a_code", _("Only letters, figures, spaces, full stops, strokes and hyphens can stand here."))
    return text


def _form(text: str, today: date) -> str:
    if any(unicodedata.category(char)[0] not in "LMN" and char not in " '’&./-_()" for char in text):
        raise Unfit("not_a_code", _("The form holds signs that cannot be used. Correct it in the school's system."))
    return text


def _upn(text: str, today: date) -> str:
    text = text.replace(" ", "").upper()
    if text and not numbers.is_well_formed(text):
        raise Unfit(
            "upn_form",
            _("A UPN is a letter and 12 figures, such as B801200005001; a temporary one ends with a letter."),
        )
    if text and not numbers.is_valid(text):
        raise Unfit(
            "upn_letter",
            _("The first letter of the UPN does not fit its figures, so one of them is wrong. Correct the UPN."),
        )
    return text


def _date(text: str) -> date:
    try:
        return read_date(text)
    except ValueError:
        pass
    if is_serial_number(text):
        raise Unfit(
            "serial_date",
            _(
                "A spreadsheet has turned the date into a number. Format the column as a date, or export "
                "the list again."
            ),
        )
    raise Unfit("date", _("This is not a date. Write the day, the month and the year, such as 27/03/2013."))


def _born_on(text: str, today: date) -> date | None:
    if not text:
        return None
    born_on = _date(text)
    if born_on > today:
        raise Unfit("born_in_future", _("The date of birth is in the future. Correct it in the school's system."))
    if not years_before(today, OLDEST) <= born_on <= years_before(today, YOUNGEST):
        raise Unfit(
            "age",
            _("The date of birth makes the pupil younger than %(youngest)s or older than %(oldest)s. Correct it."),
            youngest=YOUNGEST,
            oldest=OLDEST,
        )
    return born_on


def _left_on(text: str, today: date) -> date | None:
    return _date(text) if text else None


def _year_group(text: str, today: date) -> int | None:
    try:
        return read_year_group(text) if text else None
    except ValueError:
        raise Unfit(
            "year_group",
            _("This is not a year group. Write Nursery, Reception or a year from 1 to 13, such as Year 10."),
        ) from None


def _email(text: str, today: date) -> str:
    text = text.casefold()
    if text and not EMAIL.fullmatch(text):
        raise Unfit("email", _("This is not an e-mail address. Write it such as name@school.example."))
    return text


def _free(text: str, today: date) -> str:
    return text


READERS = {
    "upn": _upn,
    "school_number": _number,
    "born_on": _born_on,
    "left_on": _left_on,
    "year_group": _year_group,
    "form": _form,
    "email": _email,
    "staff_code": _number,
    "post": _free,
}
