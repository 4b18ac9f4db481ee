"""Devices, releases and deletions: what is asked. Nobody is asked what is on a device."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.deadlines import is_before
from incidents.forms.versioned import VersionedForm
from incidents.removing import DeletionState, DeviceKind, DeviceState, Undecided, Where, Whose
from safeguarding.fields import DayField, MomentField, WordsField
from safeguarding.widgets import Checkboxes, LineInput, Radios

NOW = _("The time now. Change it if it was earlier.")


class DeviceForm(VersionedForm):
    """A device that was handed over."""

    kind = forms.ChoiceField(
        label=_("What kind of device is it?"),
        choices=DeviceKind.choices,
        widget=Radios,
        error_messages={"required": _("Select what kind of device it is")},
    )
    whose = forms.ChoiceField(
        label=_("Whose is it?"),
        choices=Whose.choices,
        widget=Radios,
        error_messages={"required": _("Select whose it is, or that this is not known")},
    )
    handed_over_by = forms.CharField(
        label=_("Who handed it over?"),
        help_text=_("Their name and role."),
        max_length=200,
        error_messages={"required": _("Enter who handed it over")},
    )
    handed_over_at = MomentField(
        label=_("When was it handed over?"),
        help_text=NOW,
        past=True,
        error_messages={"required": _("Enter when it was handed over")},
    )
    state = forms.ChoiceField(
        label=_("How was it left?"),
        help_text=_("Ask the police which of these they want. Nobody unlocks it or looks through it."),
        choices=DeviceState.choices,
        widget=Radios,
        error_messages={"required": _("Select how it was left")},
    )
    advice = WordsField(label=_("What did the police advise about it?"), required=False, max_length=2000, rows=3)
    place = forms.CharField(
        label=_("Where is it kept?"),
        help_text=_("A locked place. For example, the safe in the head’s office."),
        max_length=200,
        error_messages={"required": _("Enter where it is kept")},
    )
    seal = forms.CharField(
        label=_("How is it sealed?"),
        help_text=_("For example, the number of a sealed bag."),
        required=False,
        max_length=200,
    )


class _NotBefore(VersionedForm):
    """A form about a moment that cannot lie before another: `earliest`."""

    def __init__(self, *args, earliest: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def clean(self) -> dict:
        """Refuses a moment before the earliest."""
        said = super().clean()
        at = said.get("released_at")
        if at and is_before(at, self.earliest):
            parts = tuple(self.fields["released_at"].widget.part_names)
            too_early = forms.ValidationError(self.says["released_at"], code="too_early", params={"parts": parts})
            self.add_error("released_at", too_early)
        return said


class DeviceReleaseForm(_NotBefore):
    """Who has the device now."""

    says = {
        "released_at": _("This is before it was handed over to us. Check the date and time."),
        "device": _("Somebody has recorded already that it left. What you typed is kept here."),
    }
    released_to = forms.CharField(
        label=_("Who did you give it to?"),
        help_text=_("Their name and role. For a police officer, their number and station."),
        max_length=200,
        error_messages={"required": _("Enter who you gave it to")},
    )
    released_at = MomentField(
        label=_("When did it leave?"),
        help_text=NOW,
        past=True,
        error_messages={"required": _("Enter when it left")},
    )
    receipt = forms.CharField(
        label=_("Receipt"),
        help_text=_("The number of the receipt they gave, or where it is kept."),
        required=False,
        max_length=200,
    )


class AgencyReleaseForm(VersionedForm):
    """That an agency needs nothing kept any longer."""

    says = {
        "agency": _("This agency was not told about this record. Select one that was."),
        "released_at": _("This is before they were told last. Check the date and time."),
    }
    agency = forms.ChoiceField(
        label=_("Which agency said so?"),
        help_text=_("Those that were told are listed."),
        widget=Radios,
        error_messages={"required": _("Select which agency said so")},
    )
    released_at = MomentField(
        label=_("When did the agency say so?"),
        help_text=NOW,
        past=True,
        error_messages={"required": _("Enter when they said so")},
    )
    from_whom = forms.CharField(
        label=_("Who said so?"),
        help_text=_("Their name and role."),
        max_length=200,
        error_messages={"required": _("Enter who said so")},
    )
    agency_reference = forms.CharField(
        label=_("Their reference"), required=False, max_length=80, widget=LineInput(width=20)
    )
    words = WordsField(
        label=_("What exactly did they say?"),
        help_text=_("What may go, and what they still need. Never describe what an image shows."),
        required=False,
        max_length=4000,
        rows=4,
    )

    def __init__(self, *args, agencies: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.told_at = {str(one.agency): one.told_at for one in agencies}
        self.fields["agency"].choices = [(str(one.agency), one.name) for one in agencies]

    def clean(self) -> dict:
        """Refuses a moment before the agency was told last."""
        said = super().clean()
        at, told_at = said.get("released_at"), self.told_at.get(said.get("agency", ""))
        if at and told_at and is_before(at, told_at):
            parts = tuple(self.fields["released_at"].widget.part_names)
            too_early = forms.ValidationError(self.says["released_at"], code="too_early", params={"parts": parts})
            self.add_error("released_at", too_early)
        return said


class DeletionForm(VersionedForm):
    """That the child was asked to delete something, and what came of it. Nobody does it for them or looks on."""

    says = {
        "agency_release": _(
            "Something must be kept: an agency is involved that has not said that it may go. Nobody is asked to delete "
            "anything."
        ),
        **{one.value: one.label for one in Undecided},
    }
    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=DeletionState.choices,
        widget=Radios(reveals={DeletionState.ASKED: "until"}),
        error_messages={"required": _("Select how far it is")},
    )
    until = DayField(
        label=_("By when will they have done it?"), help_text=_("For example, 27 3 2026"), required=False, future=True
    )
    where = forms.MultipleChoiceField(
        label=_("Where does it lie?"),
        help_text=_("As they told you. Do not look."),
        choices=Where.choices,
        required=False,
        widget=Checkboxes,
    )
    parents_know = forms.ChoiceField(
        label=_("Do parents or carers know?"),
        choices=[("YES", pgettext_lazy("parents know", "Yes")), ("NO", pgettext_lazy("parents know", "No"))],
        required=False,
        widget=Radios(inline=True),
    )
    words = WordsField(
        label=_("What else should be on the record?"),
        help_text=_("What was said and agreed. Never describe what an image shows."),
        required=False,
        max_length=4000,
        rows=3,
    )

    @property
    def deletion(self) -> dict:
        """The answers as the service takes them."""
        said = {name: self.cleaned_data[name] for name in ("state", "until", "where", "words")}
        return said | {"parents_know": {"YES": True, "NO": False}.get(self.cleaned_data["parents_know"])}
