"""How far a step of the guidance is, and several that were talked about at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.versioned import VersionedForm
from safeguarding.fields import DayField, WordsField
from safeguarding.widgets import Checkboxes, LineInput, Radios


class _Helped(VersionedForm):
    """When it was, with whose help, and anything to add: none of it is needed."""

    on = DayField(label=_("When?"), help_text=_("Today. Change it if it was earlier."), past=True, required=False)
    helped_by = forms.CharField(
        label=_("With whose help?"), help_text=_("Name and role."), max_length=200, required=False, widget=LineInput()
    )
    words = WordsField(
        label=_("Anything to add?"),
        help_text=_("What was said or done. Never what an image shows."),
        max_length=2000,
        rows=3,
        required=False,
    )

    @property
    def help(self) -> dict:
        """These answers as the service takes them."""
        return {name: self.cleaned_data[name] for name in ("on", "helped_by", "words")}


class StepForm(_Helped):
    """How far one step is."""

    state = forms.ChoiceField(
        label=_("How far is it?"), widget=Radios, error_messages={"required": _("Select how far it is")}
    )
    field_order = ("state", "on", "helped_by", "words")
    label_sizes = {"state": "m"}

    def __init__(self, *args, states: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states


class TalkedForm(_Helped):
    """The steps about which the child was talked with: one conversation is recorded in one go."""

    steps = forms.MultipleChoiceField(
        label=_("Which of these did you talk about?"),
        help_text=_("Select all that apply. Open a step above to record that it is done."),
        widget=Checkboxes,
        error_messages={"required": _("Select what you talked about")},
    )
    field_order = ("steps", "on", "helped_by", "words")
    label_sizes = {"steps": "m"}

    def __init__(self, *args, steps: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["steps"].choices = [(step.code, step.name) for step in steps]
