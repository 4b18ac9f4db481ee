"""The answer of a second person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.versioned import VersionedForm
from safeguarding.fields import WordsField
from safeguarding.widgets import Radios

AGREE, REFUSE = "AGREE", "REFUSE"


class AnswerForm(VersionedForm):
    """Agrees, or refuses and says why."""

    answer = forms.ChoiceField(
        label=_("Do you agree?"),
        choices=[(AGREE, _("Yes, I agree")), (REFUSE, _("No, I do not agree"))],
        widget=Radios(reveals={AGREE: "comment", REFUSE: "reasons"}),
        error_messages={"required": _("Select whether you agree")},
    )
    comment = WordsField(label=_("Anything to add"), required=False, max_length=2000, rows=3)
    reasons = WordsField(
        label=_("Why do you not agree?"),
        max_length=2000,
        rows=3,
        error_messages={"required": _("Enter why you do not agree")},
    )

    label_sizes = {"answer": "m"}

    @property
    def agreed(self) -> bool:
        """They agree."""
        return self.cleaned_data["answer"] == AGREE

    @property
    def words(self) -> str:
        """Their reasons, or what they add."""
        return self.cleaned_data["comment"] if self.agreed else self.cleaned_data["reasons"]
