"""Notes and planned steps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.text_language import TextLanguageField
from incidents.forms.versioned import VersionedForm
from incidents.references import read_reference
from incidents.selectors.finding_pupils import is_enough
from safeguarding.fields import DayField, WordsField
from safeguarding.widgets import Radios


class NoteForm(VersionedForm):
    """A note on the record."""

    heading = "words"
    words = WordsField(
        label=_("Add a note"),
        help_text=_("What was said or done, by whom and when. Facts first, and whose opinion an opinion is."),
        max_length=10_000,
        rows=8,
        error_messages={"required": _("Enter the note")},
    )
    text_language = TextLanguageField()
    hints_shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def shows_hints(self) -> None:
        """The wording suggestions stand on the page: they are shown once, and the next press adds the note as it is."""
        self.data = self.data.copy()
        self.data["hints_shown"] = "yes"


class ActionForm(VersionedForm):
    """A step, who does it and by when."""

    what = WordsField(
        label=_("What is to be done?"),
        max_length=2000,
        rows=3,
        error_messages={"required": _("Enter what is to be done")},
    )
    owner = forms.ChoiceField(
        label=_("Who does it?"), widget=Radios, error_messages={"required": _("Select who does it")}
    )
    due_on = DayField(
        label=_("By when?"),
        help_text=_("For example, 27 3 2026"),
        future=True,
        error_messages={"required": _("Enter by when it is to be done")},
    )

    def __init__(self, *args, people: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(str(person.pk), person.name) for person in people]


class ActionDoneForm(VersionedForm):
    """That a step was done, or is not needed any more."""

    was_needed = forms.ChoiceField(
        label=_("Is it done?"),
        choices=[("YES", _("Yes, it is done")), ("NO", _("It is not needed any more"))],
        widget=Radios,
        error_messages={"required": _("Select whether it is done")},
    )
    note = WordsField(label=_("What came of it?"), required=False, max_length=4000, rows=4)

    def done_meanwhile(self, name: str) -> None:
        """Says that somebody else was there first; what was typed stays on the page."""
        words = _(
            "%(name)s has completed this action meanwhile. What you typed is kept here: you can copy it to a note."
        )
        self.add_error(None, words % {"name": name})


class PupilSearchForm(VersionedForm):
    """A name, to find a child's records by, or the reference of a record."""

    mark_optional = False
    sought = forms.CharField(
        label=_("Type a first name or surname, or the reference of a record"),
        help_text=_("At least 2 letters of a name, or a whole reference, for example 7F3K-92QD."),
        max_length=80,
        error_messages={"required": _("Type at least 2 letters of a name")},
    )

    def clean_sought(self) -> str:
        """One letter would list half the school."""
        if not is_enough(self.cleaned_data["sought"]) and not read_reference(self.cleaned_data["sought"]):
            raise forms.ValidationError(self.fields["sought"].error_messages["required"], code="required")
        return self.cleaned_data["sought"]
