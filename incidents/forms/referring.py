"""A referral and what comes of it: as little as possible is asked of somebody who is on the phone."""

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.deadlines import is_before
from incidents.forms.versioned import MISSING, VersionedForm
from incidents.outcomes import DisagreementStep, Method, ReferralTo, Told, outcomes_for
from safeguarding.fields import MomentField, WordsField
from safeguarding.widgets import LineInput, Radios

POLICE_ONLY = (Method.EMERGENCY, Method.POLICE_101)
NOT_BY_POLICE_NUMBER = {
    ReferralTo.CHILDRENS_SERVICES: _("999 and 101 reach the police. Select how you contacted children’s services."),
    ReferralTo.ADULT_SERVICES: _("999 and 101 reach the police. Select how you contacted adult safeguarding."),
}
AGENCY_HINTS = {
    ReferralTo.CEOP: _(
        "Not needed where the police or children’s services were told. It takes no reports of bullying, or of fake or "
        "hacked accounts."
    ),
}


def _told(label, name):
    return forms.ChoiceField(
        label=label,
        choices=Told.choices,
        required=False,
        widget=Radios(reveals={Told.TOLD: f"{name}_told_what", Told.NOT_TOLD: f"{name}_not_told_why"}),
    )


class _Timed(VersionedForm):
    """A form about a moment that cannot lie before another: `earliest`."""

    moment = ""

    def __init__(self, *args, earliest: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def clean(self) -> dict:
        """Refuses a moment before the earliest, and says which part to look at."""
        cleaned = super().clean()
        at = cleaned.get(self.moment)
        if at and is_before(at, self.earliest):
            parts = self.fields[self.moment].widget.part_names
            too_early = forms.ValidationError(MISSING[self.moment], code="too_early", params={"parts": tuple(parts)})
            self.add_error(self.moment, too_early)
        return cleaned


class _LeftForLater(VersionedForm):
    """What can wait until somebody is off the phone."""

    agency_reference = forms.CharField(
        label=_("Their reference"),
        help_text=_("For the police, the log number. A crime reference can be added when it is known."),
        required=False,
        max_length=80,
        widget=LineInput(width=20),
    )
    agreed = WordsField(
        label=_("What was agreed?"),
        help_text=_("Who does what next, and any advice about devices. Never describe what an image shows."),
        required=False,
        max_length=4000,
        rows=4,
    )
    child_told = _told(_("Has the child been told?"), "child")
    child_told_what = WordsField(label=_("What were they told?"), required=False, max_length=2000, rows=2)
    child_not_told_why = WordsField(label=_("Not told, because"), required=False, max_length=2000, rows=2)
    parents_told = _told(_("Have parents or carers been told?"), "parents")
    parents_told_what = WordsField(label=_("What were they told?"), required=False, max_length=2000, rows=2)
    parents_not_told_why = WordsField(
        label=_("Not told, because"),
        help_text=_("For example, telling them could put the child at risk, or the agency asked us to wait."),
        required=False,
        max_length=2000,
        rows=2,
    )

    def __init__(self, *args, is_18: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_18:
            self.fields["child_told"].label = _("Have they been told?")

    @property
    def left_for_later(self) -> dict:
        """These answers as the service takes them."""
        answers = self.cleaned_data
        return {
            "agency_reference": answers["agency_reference"],
            "agreed": answers["agreed"],
            "child_told": answers["child_told"],
            "child_told_words": answers["child_told_what"] or answers["child_not_told_why"],
            "parents_told": answers["parents_told"],
            "parents_told_words": answers["parents_told_what"] or answers["parents_not_told_why"],
        }


class ReferralForm(_LeftForLater, _Timed):
    """Agency, how, when and who are needed; everything else can be added later: AddToReferralForm."""

    agency = forms.ChoiceField(
        label=_("Who is the referral to?"),
        widget=Radios(reveals={ReferralTo.OTHER: "agency_name"}, hints=AGENCY_HINTS),
        error_messages={"required": _("Select who the referral is to")},
    )
    agency_name = forms.CharField(
        label=_("Name of the agency"),
        max_length=120,
        widget=LineInput(width=20),
        error_messages={"required": _("Enter the name of the agency")},
    )
    method = forms.ChoiceField(
        label=_("How did you contact them?"),
        choices=Method.choices,
        widget=Radios,
        error_messages={"required": _("Select how you contacted them")},
    )
    made_at = MomentField(
        label=_("When?"),
        help_text=_("The time now. Change it if it was earlier."),
        past=True,
        error_messages={"required": _("Enter when you contacted them")},
    )
    spoke_to = forms.CharField(
        label=_("Who did you speak to?"),
        help_text=_("Their name and role. For the police, also which force. For an online form, the team it went to."),
        max_length=200,
        error_messages={"required": _("Enter who you spoke to")},
    )

    says = {
        "consent": _(
            "They have not said that they agree. Record first what they want, or why it is reported all the same. In "
            "an emergency call 999, and ask them afterwards."
        ),
    }
    moment = "made_at"
    field_order = ("agency", "agency_name", "method", "made_at", "spoke_to")

    def __init__(self, *args, agencies: Iterable[ReferralTo] = ReferralTo, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "agency" in self.fields:
            self.fields["agency"].choices = [(agency.value, agency.label) for agency in agencies]

    def clean(self) -> dict:
        """999 and 101 reach the police."""
        cleaned = super().clean()
        if cleaned.get("method") in POLICE_ONLY and cleaned.get("agency") in NOT_BY_POLICE_NUMBER:
            self.add_error("method", NOT_BY_POLICE_NUMBER[cleaned["agency"]])
        return cleaned

    @property
    def referral(self) -> dict:
        """The answers as the service takes them."""
        plain = ("agency", "agency_name", "method", "made_at", "spoke_to")
        return {name: self.cleaned_data[name] for name in plain} | self.left_for_later


class AddToReferralForm(_LeftForLater):
    """What was left open when the referral was recorded; something of it is needed."""

    def clean(self) -> dict:
        """Refuses a form with nothing on it."""
        cleaned = super().clean()
        if not self.errors and not any(self.left_for_later.values()):
            self.add_error("agency_reference", MISSING["something_said"])
        return cleaned


class WrittenForm(_Timed):
    """When and how a referral was confirmed in writing."""

    moment = "sent_at"
    sent_at = MomentField(
        label=_("When was it sent?"),
        help_text=_("The time now. Change it if it was earlier."),
        past=True,
        error_messages={"required": _("Enter when it was sent")},
    )
    how = forms.CharField(
        label=_("How, and to whom?"),
        help_text=_("For example, their form by secure email to the duty team."),
        required=False,
        max_length=400,
    )


class ReplyForm(_Timed):
    """What the agency answered."""

    moment = "replied_at"
    outcome = forms.ChoiceField(
        label=_("What did they decide?"), widget=Radios, error_messages={"required": _("Select what they decided")}
    )
    replied_at = MomentField(
        label=_("When did they answer?"),
        help_text=_("The time now. Change it if it was earlier."),
        past=True,
        error_messages={"required": _("Enter when they answered")},
    )
    from_whom = forms.CharField(
        label=_("Who answered?"),
        help_text=_("Their name and role."),
        max_length=200,
        error_messages={"required": _("Enter who answered")},
    )
    words = WordsField(
        label=_("What did they say?"),
        help_text=_("Their decision and reasons, and what they ask of us."),
        required=False,
        max_length=4000,
        rows=4,
    )

    def __init__(self, *args, agency: str, jurisdiction: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes_for(agency, jurisdiction)


class DisagreementForm(VersionedForm):
    """One step of the way when the school does not agree."""

    step = forms.ChoiceField(
        label=_("What have you done?"),
        choices=DisagreementStep.choices,
        widget=Radios,
        error_messages={"required": _("Select what you have done")},
    )
    with_whom = forms.CharField(label=_("With whom?"), required=False, max_length=200)
    reasons = WordsField(
        label=_("Why do we not agree, and what came of it?"),
        max_length=4000,
        rows=4,
        error_messages={"required": _("Enter why we do not agree")},
    )
