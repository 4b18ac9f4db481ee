"""The initial review: a sitting, and the reasons to refer at once that it found."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.categories import Trigger
from incidents.deadlines import is_before
from incidents.forms.deciding import NONE, WHY_TICKED
from incidents.forms.versioned import VersionedForm
from safeguarding.fields import MomentField, WordsField
from safeguarding.widgets import Checkboxes


class SittingForm(VersionedForm):
    """When the review met, and who was there."""

    met_at = MomentField(
        label=_("When did you meet?"),
        past=True,
        error_messages={"required": _("Enter when you met")},
    )
    people = WordsField(
        label=_("Who was there?"),
        help_text=_("Names and roles, each on a line of its own."),
        max_length=2000,
        rows=4,
        error_messages={"required": _("Enter who was there")},
    )
    words = WordsField(
        label=_("What was said"),
        help_text=_("As far as it belongs on the record. What each part of the review found has its own page."),
        required=False,
        max_length=10_000,
        rows=6,
    )
    label_sizes = {"met_at": "m", "people": "m", "words": "m"}

    def __init__(self, *args, earliest: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def clean_met_at(self) -> datetime:
        """A meeting long before the record was sent is a slip of the pen."""
        at = self.cleaned_data["met_at"]
        if is_before(at, self.earliest):
            parts = {"parts": tuple(self.fields["met_at"].widget.part_names)}
            words = _("This is more than a year before the record was sent. Check the date.")
            raise forms.ValidationError(words, code="too_early", params=parts)
        return at


class TriggersForm(VersionedForm):
    """Which reasons to refer at once apply: some, or none and nothing beside it."""

    triggers = forms.MultipleChoiceField(
        label=_("Does any of these apply?"),
        help_text=_("If any of them does, the guidance is to refer at once. Select all that apply."),
        choices=[*Trigger.choices, (NONE, _("None of these"))],
        widget=Checkboxes(exclusive=NONE, dividers={NONE: _("or")}),
        error_messages={"required": _("Select what applies, or “None of these”")},
    )
    words = WordsField(label=_("What is this based on?"), required=False, max_length=4000, rows=4)
    label_sizes = {"triggers": "m", "words": "m"}

    def __init__(self, *args, pre_ticked=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["triggers"].widget.hints = dict.fromkeys(pre_ticked, WHY_TICKED)

    def clean_triggers(self) -> list[str]:
        """The reasons that apply."""
        chosen = self.cleaned_data["triggers"]
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Select what applies, or “None of these”, and not both"))
        return [code for code in chosen if code != NONE]
