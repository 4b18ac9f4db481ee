"""How far the removal of images is, whether one was taken under 18, and what an adult wants."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.forms.versioned import VersionedForm
from incidents.removing import Connection, Consent, RemovalState, Taken, state_in_words
from safeguarding.fields import DayField, WordsField
from safeguarding.widgets import LineInput, Radios

CHILD = "CHILD"  # somebody not on the list who is no adult


class RemovalForm(VersionedForm):
    """How far one tool is; for the tool of the apps themselves, at which of them."""

    platform = forms.ChoiceField(
        label=_("Which app, game or site?"),
        widget=Radios(small=True),
        error_messages={"required": _("Select the app, game or site")},
    )
    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=RemovalState.choices,
        widget=Radios,
        error_messages={"required": _("Select how far it is")},
    )
    on = DayField(label=_("When?"), help_text=_("Today. Change it if it was earlier."), past=True, required=False)
    helped_by = forms.CharField(
        label=_("With whose help?"), help_text=_("Name and role."), max_length=200, required=False, widget=LineInput()
    )
    tool_reference = forms.CharField(
        label=_("Their reference"), max_length=200, required=False, widget=LineInput(width=20)
    )
    words = WordsField(
        label=_("What was answered, or why it does not apply?"),
        help_text=_("The reason is needed where it does not apply. Never write what an image shows."),
        max_length=2000,
        rows=3,
        required=False,
    )
    recheck_on = DayField(
        label=_("When do you look again?"), help_text=_("For example, 27 3 2026"), future=True, required=False
    )
    label_sizes = {"platform": "m", "state": "m"}

    def __init__(self, *args, platforms: list | None, is_18: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        states = [(state.value, state_in_words(state, is_18=is_18)) for state in RemovalState]
        self.fields["state"].choices = states
        if platforms is None:
            del self.fields["platform"]
        else:
            self.fields["platform"].choices = [(platform.code, platform.name) for platform in platforms]

    def clean(self) -> dict:
        """What does not apply needs its reason."""
        cleaned = super().clean()
        if cleaned.get("state") == RemovalState.NOT_APPLICABLE and not cleaned.get("words"):
            self.add_error("words", _("Enter why it does not apply"))
        return cleaned

    @property
    def removal(self) -> dict:
        """The answers as the service takes them."""
        plain = ("state", "on", "helped_by", "tool_reference", "words", "recheck_on")
        return {name: self.cleaned_data[name] for name in plain} | {"platform": self.cleaned_data.get("platform", "")}


class AgeForm(VersionedForm):
    """One question, asked only where somebody is 18 or over."""

    heading = "taken_under_18"
    taken_under_18 = forms.ChoiceField(
        label=_("Was the image taken when they were under 18?"),
        help_text=_(
            "The answer decides which help to get images removed applies. You do not need to see any image to answer."
        ),
        choices=Taken.choices,
        widget=Radios,
        error_messages={"required": _("Select whether the image was taken when they were under 18")},
    )


class ConsentForm(VersionedForm):
    """What an adult wants; of somebody who is not on the list also who they are to the school."""

    connection = forms.ChoiceField(
        label=_("What connects them with the school?"),
        choices=[*Connection.choices, (CHILD, _("They are under 18: this is about a child"))],
        widget=Radios(dividers={CHILD: _("or")}),
        error_messages={"required": _("Select what connects them with the school")},
    )
    consent = forms.ChoiceField(
        label=_("Do they agree that it is reported?"),
        help_text=_("Ask them, and say who would be told. It is their choice, and they can change their mind."),
        choices=Consent.choices,
        widget=Radios,
        required=False,
    )
    reported = forms.ChoiceField(
        label=_("Is it reported although they have not agreed?"),
        choices=[
            ("NO", pgettext_lazy("reported all the same", "No")),
            ("YES", pgettext_lazy("reported all the same", "Yes")),
        ],
        widget=Radios(reveals={"YES": "reasons"}),
        required=False,
    )
    reasons = WordsField(
        label=_("Why is it reported without their agreement?"),
        help_text=_(
            "For example: somebody is in danger, a child or another adult may be harmed, or they are not free to "
            "decide."
        ),
        max_length=4000,
        rows=4,
        error_messages={"required": _("Enter why it is reported without their agreement")},
    )
    label_sizes = {"connection": "m", "consent": "m", "reported": "m"}
    mark_optional = False

    def __init__(self, *args, is_pupil: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_pupil:
            del self.fields["connection"]

    def clean(self) -> dict:
        """Whether they agree is asked of every adult; what is said without agreement belongs only there."""
        cleaned = super().clean()
        if cleaned.get("connection") == CHILD:
            cleaned |= {"consent": Consent.NOT_ASKED, "reported": "NO", "reasons": ""}
        elif not cleaned.get("consent"):
            self.add_error("consent", _("Select whether they agree"))
        elif cleaned["consent"] == Consent.GIVEN and cleaned.get("reported") == "YES":
            self.add_error("reported", _("They agree, so it is reported with their agreement. Select “No”."))
        return cleaned

    @property
    def wishes(self) -> dict:
        """The answers as the service takes them."""
        connection = self.cleaned_data.get("connection", "")
        return {
            "connection": "" if connection == CHILD else connection,
            "consent": self.cleaned_data["consent"],
            "is_reported_all_the_same": self.cleaned_data["reported"] == "YES",
            "reasons": self.cleaned_data["reasons"],
        }
