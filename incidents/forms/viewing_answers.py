"""Exceptional viewing: the answer of somebody else, and the signature of the second person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.viewings import YES, ViewingForm, one_of, words_of
from safeguarding.fields import WordsField
from safeguarding.widgets import Checkboxes


class AnswerForm(ViewingForm):
    """Allows it, or refuses and says why."""

    answer = one_of(
        _("Do you allow it?"),
        [("ALLOW", _("Yes, I allow it")), ("REFUSE", _("No, I do not allow it"))],
        _("Select whether you allow it"),
        reveals={"ALLOW": "comment", "REFUSE": "reasons"},
    )
    comment = WordsField(label=_("Anything to add"), required=False, max_length=2000, rows=3)
    reasons = words_of(_("Why do you not allow it?"), _("Enter why you do not allow it"))

    label_sizes = {"answer": "m"}

    @property
    def is_allowed(self) -> bool:
        """They allow it."""
        return self.cleaned_data["answer"] == "ALLOW"

    @property
    def words(self) -> str:
        """Their reasons, or what they add."""
        return self.cleaned_data["comment"] if self.is_allowed else self.cleaned_data["reasons"]


class SignForm(ViewingForm):
    """The second person says what they sign."""

    present = forms.MultipleChoiceField(
        label=_("What you sign"),
        choices=[
            (YES, _("I was in the room the whole time, and I did not look at the image.")),
            ("COPIES", _("What is recorded above, also about copies, is as it was.")),
        ],
        widget=Checkboxes,
        help_text=_("Sign only if both are so."),
        error_messages={"required": _("Tick both, if both are so")},
    )

    label_sizes = {"present": "m"}

    def clean_present(self) -> list[str]:
        """Both, or it is no signature."""
        if len(self.cleaned_data["present"]) < 2:
            raise forms.ValidationError(self.fields["present"].error_messages["required"], code="required")
        return self.cleaned_data["present"]
