"""Parents and carers: how the child would like it, what is decided, talks, letters, and other formats."""

from datetime import datetime

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.deadlines import is_before
from incidents.families import (
    LETTER_CHANNELS,
    TALK_CHANNELS,
    Format,
    NotTelling,
    Preference,
    Spoken,
    Telling,
    needed_of_telling,
)
from incidents.forms.text_language import TextLanguageField
from incidents.forms.versioned import MISSING, VersionedForm
from safeguarding.fields import DayField, MomentField, WordsField
from safeguarding.widgets import Checkboxes, Radios

NEEDED: dict[str, Promise | str] = {
    "why_not": _("Select why they are not told"),
    "agreed_with": _("Enter who agreed that they are not told"),
    "review_on": _("Enter when you will look at this again"),
    "talked_at": MISSING["made_at"],
    "given_already": _("It is recorded already that this was given. Go back to see what was recorded."),
}
OTHER_WAY = _("This is not how the child would like it. Enter the reasons.")
OTHER_REASON = _("You selected another reason. Enter the reasons.")
NOT_BOTH = _("You selected that they are not told for now. Clear this answer, or select who tells them.")


class FamilyForm(VersionedForm):
    """A form of this duty; what cannot be done is said beside the question it is about."""

    def refused(self, missing: frozenset) -> None:
        """Says in plain sentences why this could not be done."""
        for need in sorted(missing & NEEDED.keys()):
            self.add_error(need if need in self.fields else None, NEEDED[need])
        if missing - NEEDED.keys() or not missing:
            super().refused(missing - NEEDED.keys())


class PreferenceForm(FamilyForm):
    """How the child would like parents or carers to be told, in their words."""

    preference = forms.ChoiceField(
        label=_("How would the child like parents or carers to be told?"),
        choices=Preference.choices,
        widget=Radios(dividers={Preference.NOT_ASKED: _("or")}),
        error_messages={"required": _("Select how the child would like it")},
    )
    words = WordsField(
        label=_("What did the child say, in their own words?"),
        help_text=_("Also what worries them about it, and who they would like to be with them."),
        required=False,
        max_length=4000,
        rows=4,
    )
    text_language = TextLanguageField()
    asked_on = DayField(
        label=_("When did they say so?"),
        help_text=_("Today’s date. Change it if it was earlier."),
        past=True,
        required=False,
        error_messages={"required": _("Enter when the child was asked")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].asked = True  # but where nobody has asked: see `clean`

    def clean(self) -> dict:
        """Who was asked was asked on some day; who was not asked has no day."""
        cleaned = super().clean()
        if cleaned.get("preference") == Preference.NOT_ASKED:
            cleaned["asked_on"] = None
        elif "asked_on" not in self.errors and not cleaned.get("asked_on"):
            self.add_error("asked_on", self.fields["asked_on"].error_messages["required"])
        return cleaned


class TellingForm(FamilyForm):
    """What is decided about telling. `preference` is what the child would like, as far as that is known."""

    telling = forms.ChoiceField(
        label=_("What is decided about telling parents or carers?"),
        choices=Telling.choices,
        widget=Radios(
            reveals={Telling.NOT_NOW: ("why_not", "agreed_with", "review_on")},
            dividers={Telling.NOT_NOW: _("or")},
        ),
        error_messages={"required": _("Select what is decided")},
    )
    why_not = forms.ChoiceField(
        label=_("Why are they not told?"),
        choices=NotTelling.choices,
        widget=Radios(small=True),
        error_messages={"required": NEEDED["why_not"]},
    )
    agreed_with = forms.CharField(
        label=_("Who agreed to this?"),
        help_text=_("For example, the police officer or the social worker, or the head. Their name and role."),
        max_length=200,
        error_messages={"required": NEEDED["agreed_with"]},
    )
    review_on = DayField(
        label=_("When will you look at this again?"),
        help_text=_("For example, 27 3 2026"),
        future=True,
        error_messages={"required": NEEDED["review_on"]},
    )
    reasons = WordsField(
        label=_("Reasons"),
        help_text=_("Needed where this is not how the child would like it, and for another reason not to tell them."),
        required=False,
        max_length=4000,
        rows=4,
    )
    who_tells = forms.CharField(
        label=_("Who tells them?"),
        help_text=_("If they are told, and if it is known already."),
        required=False,
        max_length=200,
    )
    tell_on = DayField(label=_("On which day?"), help_text=_("For example, 27 3 2026"), required=False)

    def __init__(self, *args, preference: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.preference = preference

    def clean(self) -> dict:
        """Asks for reasons where they are needed, and refuses who tells where nobody does."""
        cleaned = super().clean()
        telling, why_not = cleaned.get("telling"), cleaned.get("why_not") or ""
        if not telling:
            return cleaned
        wanted = "reasons" in needed_of_telling(self.preference, telling, why_not)
        if wanted and not cleaned.get("reasons") and "reasons" not in self.errors:
            self.fields["reasons"].asked = True  # the question does not call itself optional any more
            self.add_error("reasons", OTHER_REASON if why_not == NotTelling.OTHER else OTHER_WAY)
        if telling == Telling.NOT_NOW:
            for name in ("who_tells", "tell_on"):
                if cleaned.get(name):
                    self.add_error(name, NOT_BOTH)
        return cleaned

    @property
    def decided(self) -> dict:
        """The answers as the service takes them."""
        names = ("telling", "why_not", "reasons", "agreed_with", "who_tells", "tell_on", "review_on")
        return {name: self.cleaned_data[name] for name in names}


class ContactForm(FamilyForm):
    """A talk with a parent or carer."""

    with_whom = forms.CharField(
        label=_("Who did you talk with?"),
        help_text=_("Their name, and who they are to the child."),
        max_length=200,
        error_messages={"required": _("Enter who you talked with")},
    )
    talked_at = MomentField(
        label=_("When?"),
        help_text=_("The time now. Change it if it was earlier."),
        past=True,
        error_messages={"required": _("Enter when you talked with them")},
    )
    channel = forms.ChoiceField(
        label=_("How?"),
        choices=[(one.value, one.label) for one in TALK_CHANNELS],
        widget=Radios,
        error_messages={"required": _("Select how you talked with them")},
    )
    spoken = forms.ChoiceField(
        label=_("In which language?"),
        choices=Spoken.choices,
        widget=Radios(inline=True, small=True),
        error_messages={"required": _("Select in which language you talked")},
    )
    said = WordsField(
        label=_("What did you say?"),
        help_text=_("Never describe what an image shows, and name no other child."),
        max_length=4000,
        rows=4,
        error_messages={"required": _("Enter what you said")},
    )
    they_said = WordsField(
        label=_("What did they say?"),
        help_text=_("In their own words, as far as you remember them."),
        required=False,
        max_length=4000,
        rows=4,
    )
    agreed = WordsField(
        label=_("What was agreed?"),
        help_text=_("Who does what next, and when you talk again."),
        required=False,
        max_length=4000,
        rows=3,
    )

    def __init__(self, *args, earliest: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def clean_talked_at(self) -> datetime:
        """Refuses a year that cannot be meant."""
        at = self.cleaned_data["talked_at"]
        if at and is_before(at, self.earliest):
            parts = tuple(self.fields["talked_at"].widget.part_names)
            raise forms.ValidationError(MISSING["made_at"], code="too_early", params={"parts": parts})
        return at


class LetterForm(FamilyForm):
    """That a parent or carer was given the letter."""

    languages = forms.MultipleChoiceField(
        label=_("In which language was the letter?"),
        help_text=_("Select all that were given."),
        widget=Checkboxes,
        error_messages={"required": _("Select in which language the letter was")},
    )
    to_whom = forms.CharField(
        label=_("Who was it given to?"),
        help_text=_("Their name, and who they are to the child."),
        max_length=200,
        error_messages={"required": _("Enter who it was given to")},
    )
    channel = forms.ChoiceField(
        label=_("How?"),
        choices=[(one.value, one.label) for one in LETTER_CHANNELS],
        widget=Radios,
        error_messages={"required": _("Select how it was given")},
    )
    given_on = DayField(
        label=_("On which day?"),
        help_text=_("Today’s date. Change it if it was earlier."),
        past=True,
        error_messages={"required": _("Enter when it was given")},
    )

    def __init__(self, *args, languages: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = languages


class FormatForm(FamilyForm):
    """That somebody needs a document in another format."""

    format = forms.ChoiceField(
        label=_("Which format do they need?"),
        choices=Format.choices,
        widget=Radios,
        error_messages={"required": _("Select which format they need")},
    )
    for_whom = forms.CharField(
        label=_("Who needs it?"),
        max_length=200,
        error_messages={"required": _("Enter who needs it")},
    )
    words = WordsField(
        label=_("Which document, and what else do we need to know?"),
        help_text=_("For example, the letter to parents and carers, in Polish."),
        required=False,
        max_length=2000,
        rows=3,
    )
    needed_by = DayField(
        label=_("By when do they need it?"),
        help_text=_("It should take no longer for them than for anybody else. For example, 27 3 2026"),
        future=True,
        error_messages={"required": _("Enter by when they need it")},
    )


class FormatGivenForm(FamilyForm):
    """That the document was given in that format."""

    given_on = DayField(
        label=_("When was it given?"),
        help_text=_("Today’s date. Change it if it was earlier."),
        past=True,
        error_messages={"required": _("Enter when it was given")},
    )
    words = WordsField(label=_("What came of it?"), required=False, max_length=2000, rows=3)
