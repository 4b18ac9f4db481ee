"""Support for a child: what is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.versioned import VersionedForm
from incidents.wellbeing import Happened
from safeguarding.fields import DayField, WordsField
from safeguarding.widgets import Checkboxes, Radios


class SupportPlanForm(VersionedForm):
    """Who is there for the child, and which services they were told of."""

    named_adult = forms.CharField(
        label=_("Which adult is there for them?"),
        help_text=_("Somebody they trust and find easily. Ask them who it should be."),
        max_length=200,
        error_messages={"required": _("Enter which adult is there for them")},
    )
    services = forms.MultipleChoiceField(
        label=_("Which services have you told them about?"),
        required=False,
        widget=Checkboxes(small=True),
    )
    child_says = WordsField(
        label=_("What would they like?"),
        help_text=_("In their own words where you can."),
        required=False,
        max_length=4000,
        rows=3,
    )
    words = WordsField(
        label=_("What else is in place?"),
        help_text=_("For example, a quiet place to go, or somebody to meet them in the morning."),
        required=False,
        max_length=4000,
        rows=4,
    )

    def __init__(self, *args, services: list[dict], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].choices = [(one["id"], one["name"]) for one in services]
        self.fields["services"].widget.hints = {
            one["id"]: ", ".join(filter(None, (one["phone"], one["note"]))) for one in services
        }
        if not services:
            del self.fields["services"]

    @property
    def plan(self) -> dict:
        """The answers as the service takes them."""
        said = {name: self.cleaned_data[name] for name in ("named_adult", "child_says", "words")}
        return said | {"services": self.cleaned_data.get("services", [])}


class CheckInForm(VersionedForm):
    """The day on which somebody speaks with the child again."""

    due_on = DayField(
        label=_("On which day?"),
        help_text=_("For example, 27 3 2026"),
        future=True,
        error_messages={"required": _("Enter on which day")},
    )
    with_whom = forms.CharField(
        label=_("Who speaks with them?"),
        max_length=200,
        error_messages={"required": _("Enter who speaks with them")},
    )


class CheckInDoneForm(VersionedForm):
    """Whether it took place, and how the child is."""

    says = {"check_in": _("Somebody has recorded this check-in meanwhile. What you typed is kept here.")}
    happened = forms.ChoiceField(
        label=_("Did it take place?"),
        choices=Happened.choices,
        widget=Radios,
        error_messages={"required": _("Select whether it took place")},
    )
    words = WordsField(
        label=_("How are they?"),
        help_text=_("What they said and what you saw. If it did not take place, why, and what happens next."),
        required=False,
        max_length=4000,
        rows=4,
    )
