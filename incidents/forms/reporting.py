"""What somebody asks a report for, and what they check."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.sections import Section
from incidents.selectors.reports import NUMBER, SHA256, Period
from safeguarding.fields import DayField, WordsField
from safeguarding.forms import SafeguardingForm
from safeguarding.widgets import Checkboxes, LineInput, Radios

DATES = "DATES"
LANGUAGES = [("cy", "Cymraeg"), ("en", "English"), ("cy,en", _("Both"))]
FORMATS = [("PDF", _("PDF, to read and to print")), ("CSV", _("CSV, for a spreadsheet"))]


class NewReportForm(SafeguardingForm):
    """Period, sections, how staff are shown, language, format, and why. Nobody can ask for the names of children."""

    period = forms.ChoiceField(
        label=_("Which days should it cover?"),
        widget=Radios(reveals={DATES: ("first_day", "last_day")}),
        error_messages={"required": _("Select which days the report should cover")},
    )
    first_day = DayField(
        label=_("First day"),
        help_text=_("For example, 1 9 2026"),
        past=True,
        error_messages={"required": _("Enter the first day")},
    )
    last_day = DayField(label=_("Last day"), past=True, error_messages={"required": _("Enter the last day")})
    sections = forms.MultipleChoiceField(
        label=_("What should it show?"),
        choices=Section.choices,
        widget=Checkboxes(small=True),
        error_messages={"required": _("Select at least one thing that the report should show")},
    )
    staff = forms.ChoiceField(
        label=_("How should staff be shown?"),
        help_text=_("Children are always shown by a reference and their year group, never by name."),
        choices=[("REFERENCES", _("By references only")), ("NAMES", _("By name"))],
        widget=Radios(hints={"REFERENCES": _("The page of the report will tell you whom the references stand for.")}),
        error_messages={"required": _("Select how staff should be shown")},
    )
    languages = forms.ChoiceField(
        label=_("In which language?"),
        choices=LANGUAGES,
        widget=Radios(inline=True),
        error_messages={"required": _("Select a language")},
    )
    formats = forms.MultipleChoiceField(
        label=_("As which kind of file?"),
        choices=FORMATS,
        widget=Checkboxes(),
        error_messages={"required": _("Select at least one kind of file")},
    )
    reason = WordsField(
        label=_("Why do you need this report?"),
        help_text=_("The reason is printed in the report. Do not name a child."),
        max_length=500,
        rows=3,
        error_messages={"required": _("Enter why you need this report")},
    )

    def __init__(self, *args, periods: list[Period], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {period.code: period for period in periods}
        choices = [(period.code, period.words) for period in periods]
        self.fields["period"].choices = [*choices, (DATES, _("Days of my choice"))]

    def clean(self) -> dict:
        """The last day is not before the first."""
        found = super().clean()
        first, last = found.get("first_day"), found.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must be the same as or after the first day"))
        return found

    @property
    def days(self) -> tuple:
        """First and last day."""
        chosen = self.periods.get(self.cleaned_data["period"])
        if chosen:
            return chosen.first_day, chosen.last_day
        return self.cleaned_data["first_day"], self.cleaned_data["last_day"]

    def unjudged(self) -> "NewReportForm":
        """The form with what was typed, before anything is said about it: for a change of language."""
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        return self


class CheckForm(SafeguardingForm):
    """The SHA-256 of a file, or the number of a report."""

    asked = forms.CharField(
        label=_("SHA-256 of the file, or number of the report"),
        help_text=_("For example, AR-2026-014. The SHA-256 of a file has 64 letters and numbers."),
        widget=LineInput(),
        max_length=200,
        error_messages={"required": _("Enter the SHA-256 of a file, or the number of a report")},
    )

    def clean_asked(self) -> str:
        """The hash in small letters without blanks, or the number in capitals."""
        typed = "".join(self.cleaned_data["asked"].split())
        if SHA256.fullmatch(typed.lower()):
            return typed.lower()
        if NUMBER.fullmatch(typed.upper()):
            return typed.upper()
        raise forms.ValidationError(_("Enter the 64 letters and numbers of a SHA-256, or a number such as AR-2026-014"))

    def unjudged(self) -> "CheckForm":
        """The form with what was typed, before anything is said about it: for a change of language."""
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        return self
