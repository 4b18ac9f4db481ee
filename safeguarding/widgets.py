"""What a question looks like: the controls of the pages, with their hints, reveals and parts."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LineInput(forms.TextInput):
    """One line of text; `width` is how many characters it looks made for (2, 3, 4, 5, 10, 20 or 30)."""

    def __init__(self, attrs=None, *, width=None, prefix="", suffix=""):
        super().__init__(attrs)
        self.width, self.prefix, self.suffix = width, prefix, suffix


class WordsInput(forms.Textarea):
    """Room for someone's words, with a count of what is left when `limit` is given."""

    def __init__(self, attrs=None, *, rows=5, limit=None):
        super().__init__({"rows": rows, **(attrs or {})})
        self.limit = limit


class Options:
    """What radios and checkboxes share.

    `hints`: text under an option, by its value. `reveals`: name (or names) of the fields that belong to an option
    and are asked for only when it is chosen. `dividers`: a word such as "or", by the value it stands before.
    `small` and `inline` are GOV.UK's variants.
    """

    def __init__(self, attrs=None, choices=(), *, hints=None, reveals=None, dividers=None, small=False, inline=False):
        super().__init__(attrs, choices)
        self.hints, self.dividers = hints or {}, dividers or {}
        self.reveals = {value: _names(names) for value, names in (reveals or {}).items()}
        self.small, self.inline = small, inline


class Radios(Options, forms.RadioSelect):
    """Choose one."""


class Checkboxes(Options, forms.CheckboxSelectMultiple):
    """Choose any; `exclusive` is the value that clears the others ("None of these")."""

    def __init__(self, attrs=None, choices=(), *, exclusive=None, **kwargs):
        super().__init__(attrs, choices, **kwargs)
        self.exclusive = exclusive


class Parts(forms.MultiWidget):
    """Several short inputs that make one answer; `part_names` are the ends of their field names."""

    part_names: tuple[str, ...] = ()
    part_labels: dict = {}
    part_widths: dict = {}
    part_modes: dict = {}

    def __init__(self, attrs=None):
        super().__init__({name: forms.TextInput() for name in self.part_names}, attrs)


class DayInput(Parts):
    """A date, as day, month and year."""

    part_names = ("day", "month", "year")
    part_labels = {"day": _("Day"), "month": _("Month"), "year": _("Year"), "time": _("Time")}
    part_widths = {"day": 2, "month": 2, "year": 4, "time": 5}
    part_modes = {"day": "numeric", "month": "numeric", "year": "numeric"}

    def decompress(self, value):
        """A date as the three texts to show."""
        return [str(value.day), str(value.month), str(value.year)] if value else [None] * 3


class MomentInput(DayInput):
    """A date and a time of day."""

    part_names = ("day", "month", "year", "time")

    def decompress(self, value):
        """A moment, already in the school's own time, as the four texts to show."""
        return [*super().decompress(value), f"{value:%H:%M}"] if value else [None] * 4


def _names(names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
