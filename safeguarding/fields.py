"""The kinds of answer the pages ask for: words, a day, a time of day, a moment."""

import re
import unicodedata
from datetime import UTC, date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safeguarding import clock
from safeguarding.typed import can_be_kept, number
from safeguarding.widgets import DayInput, LineInput, MomentInput, WordsInput

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ion ionawr",
            "feb february chwe chwef chwefror",
            "mar march maw mawrth",
            "apr april ebr ebrill",
            "may mai",
            "jun june meh mehefin",
            "jul july gor gorff gorffennaf",
            "aug august awst",
            "sep sept september medi",
            "oct october hyd hydref",
            "nov november tach tachwedd",
            "dec december rhag rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}
# A day outside these years is a slip of the finger: no child at school, and no step planned for one, is further off.
YEARS_BACK, YEARS_AHEAD = 30, 2
CLOCK = re.compile(r"(\d{1,2})(?:[:.,h](\d{1,2}))?(am|pm|yb|yp)?", re.ASCII)
CLOCK_RUN_TOGETHER = re.compile(r"(\d{1,2})(\d{2})(am|pm|yb|yp)?", re.ASCII)


def says_something(text: str) -> bool:
    """Whether a text holds a letter, a figure or a sign such as an emoji: a full stop alone is no reason."""
    return any(unicodedata.category(letter)[0] in "LNS" for letter in text)


class WordsField(forms.CharField):
    """Someone's words, kept exactly as typed; only the line endings are made alike.

    Where words are required, a text of full stops and dashes is no answer.
    """

    widget = WordsInput
    default_error_messages = {
        "max_length": _("Your text must be %(limit_value)d characters or fewer"),
        "unkeepable": _("Your text contains a hidden character that cannot be kept. Type that part again."),
    }

    def __init__(self, *, max_length=10_000, rows=5, **kwargs):
        kwargs.setdefault("widget", WordsInput(rows=rows, limit=max_length))
        super().__init__(max_length=max_length, strip=False, **kwargs)

    def to_python(self, value):
        """The text with \\n line endings; a text of blanks only is no answer."""
        text = super().to_python(value)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text if text.strip() else ""

    def validate(self, value):
        """Refuses what no database or page could give back unchanged."""
        super().validate(value)
        if not can_be_kept(value):
            raise ValidationError(self.error_messages["unkeepable"], code="unkeepable")
        if self.required and not says_something(value):
            raise ValidationError(self.error_messages["required"], code="required")


class TimeField(forms.CharField):
    """A time of day: 10:40, 10.40, 1040, 9:05am, 2pm."""

    widget = LineInput(width=5)
    default_error_messages = {
        "required": _("Enter a time"),
        "not_a_time": _("Enter a time using the 24-hour clock, for example 10:40"),
    }

    def to_python(self, value):
        """The time, or None when nothing was typed."""
        text = super().to_python(value)
        return read_time(text, self.error_messages["not_a_time"]) if text else None

    def prepare_value(self, value):
        """A time as the text to show."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def run_validators(self, value):
        """Text validators do not apply to a time."""

    def has_changed(self, initial, data):
        """Compares as text, as shown."""
        return (self.prepare_value(initial) or "") != (data or "")


class DayField(forms.MultiValueField):
    """A date typed as day, month and year. `past` and `future` say which side of today it may lie on."""

    widget = DayInput
    default_error_messages = {
        "required": _("Enter a date"),
        "no_day": _("Date must include a day"),
        "no_month": _("Date must include a month"),
        "no_year": _("Date must include a year"),
        "no_day_month": _("Date must include a day and month"),
        "no_day_year": _("Date must include a day and year"),
        "no_month_year": _("Date must include a month and year"),
        "short_year": _("Year must include 4 numbers"),
        "not_real": _("Date must be a real date"),
        "far_off": _("Year must be between %(first)d and %(last)d"),
        "not_past": _("Date must be today or in the past"),
        "not_future": _("Date must be today or in the future"),
    }

    def __init__(self, *, past=False, future=False, **kwargs):
        self.past, self.future = past, future
        fields = [forms.CharField(required=False) for _part in self.widget.part_names]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def clean(self, value):
        """The whole answer, or one error that names the parts to mend."""
        parts = self._typed(value)
        if not any(parts):
            if self.required:
                raise self._wrong("required", self.widget.part_names)
            return None
        return self.judge(self.compress(parts))

    def compress(self, data_list):
        """Day, month and year as a date."""
        return self._day(*data_list[:3])

    def judge(self, day):
        """Holds a date to the side of today it may lie on."""
        if self.past and day > clock.today():
            raise self._wrong("not_past", ("day", "month", "year"))
        if self.future and day < clock.today():
            raise self._wrong("not_future", ("day", "month", "year"))
        return day

    def _typed(self, value) -> list[str]:
        given = value if isinstance(value, (list, tuple)) else self.widget.decompress(value)
        return [_plain(part) for part in (list(given) + [""] * 4)[: len(self.widget.part_names)]]

    def _day(self, day, month, year) -> date:
        missing = [name for name, part in (("day", day), ("month", month), ("year", year)) if not part]
        if len(missing) == 3:
            raise self._wrong("required", missing)
        if missing:
            raise self._wrong("no_" + "_".join(missing), missing)
        numbers = _number(day), MONTHS.get(month.casefold().rstrip(".")) or _number(month), _number(year)
        odd = [
            name
            for name, number, top in zip(("day", "month", "year"), numbers, (31, 12, 9999), strict=True)
            if not 1 <= number <= top
        ]
        if odd:
            raise self._wrong("not_real", odd)
        if len(year) != 4:
            raise self._wrong("short_year", ["year"])
        try:
            found = date(numbers[2], numbers[1], numbers[0])
        except ValueError as error:
            raise self._wrong("not_real", ("day", "month", "year")) from error
        first, last = clock.today().year - YEARS_BACK, clock.today().year + YEARS_AHEAD
        if not first <= found.year <= last:
            raise self._wrong("far_off", ["year"], first=first, last=last)
        return found

    def _wrong(self, code, parts, **more):
        return ValidationError(self.error_messages[code], code=code, params={"parts": tuple(parts)} | more)


class MomentField(DayField):
    """A date and a time of day in the school's own time; gives a moment with its zone."""

    widget = MomentInput
    default_error_messages = {
        "required": _("Enter a date and time"),
        "no_time": _("Enter a time using the 24-hour clock, for example 10:40"),
        "not_a_time": _("Enter a time using the 24-hour clock, for example 10:40"),
        "skipped": _("There was no such time on that day, because the clocks went forward"),
        "not_past": _("Date and time must be in the past"),
        "not_future": _("Date and time must be in the future"),
    }

    def prepare_value(self, value):
        """A moment as the school's clocks show it."""
        return clock.local(value) if isinstance(value, datetime) and value.tzinfo else value

    def _typed(self, value):
        return super()._typed(self.prepare_value(value))

    def compress(self, data_list):
        """Date and time as one moment."""
        day = self._day(*data_list[:3])
        if not data_list[3]:
            raise self._wrong("no_time", ["time"])
        try:
            at = read_time(data_list[3], self.error_messages["not_a_time"])
        except ValidationError as error:
            raise self._wrong("not_a_time", ["time"]) from error
        try:
            moment = datetime.combine(day, at, tzinfo=clock.LONDON)
            if clock.local(moment.astimezone(UTC)).replace(tzinfo=None) != moment.replace(tzinfo=None):
                raise self._wrong("skipped", ["time"])
        except OverflowError as error:
            raise self._wrong("not_real", ["year"]) from error
        return moment

    def judge(self, day):
        """Holds a moment to the side of now it may lie on."""
        if self.past and day > clock.now():
            raise self._wrong("not_past", self.widget.part_names)
        if self.future and day < clock.now():
            raise self._wrong("not_future", self.widget.part_names)
        return day


def read_time(text: str, message) -> time:
    """The time of day that was typed, in any of the ways people write it."""
    wanted = text.casefold().replace(" ", "").rstrip(".")
    for half in ("am", "pm", "yb", "yp"):
        wanted = wanted.replace(".".join(half), half)
    found = CLOCK_RUN_TOGETHER.fullmatch(wanted) or CLOCK.fullmatch(wanted)
    if not found or not (found[2] or found[3]):
        raise ValidationError(message, code="not_a_time")
    hour, minute = _number(found[1]), _number(found[2] or "0")
    if found[3] in ("pm", "yp") and hour < 12:
        hour += 12
    elif found[3] in ("am", "yb") and hour == 12:
        hour = 0
    elif found[3] and hour > 12:
        raise ValidationError(message, code="not_a_time")
    if hour > 23 or minute > 59:
        raise ValidationError(message, code="not_a_time")
    return time(hour, minute)


def _plain(part) -> str:
    return str(part).strip() if part is not None else ""


def _number(text: str) -> int:
    found = number(text)
    return -1 if found is None else found
