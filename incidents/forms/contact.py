"""What is known of who made contact: an account, a demand, and what else is known. Nearly all of it may stay open.

None of the questions is one to ask a child, and none asks what an image shows or why a child did something.
"""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.contacting import (
    CURRENCIES,
    AccountKind,
    Around,
    BankTold,
    Deleted,
    DemandKind,
    Medium,
    Origin,
    Paid,
    Shared,
    Surfaced,
)
from incidents.forms.versioned import VersionedForm
from incidents.models import ContactingAccount, Demand, KnownFacts
from incidents.services.contact import Account, Demanded, Facts
from safeguarding.fields import MomentField, WordsField
from safeguarding.widgets import Checkboxes, LineInput, Radios

# Neither corrected by the browser nor begun with a capital: what is typed is a name as it stands somewhere else.
AS_TYPED = {"spellcheck": "false", "autocapitalize": "none", "autocorrect": "off"}
ALREADY = _("This is on the record already. Change something, or go back.")


class _KnownForm(VersionedForm):
    """Says in its own words why nothing was recorded."""

    def refused(self, missing: frozenset) -> None:
        """What is on the record already is not called a decision here."""
        if missing == {"something_new"}:
            self.add_error(None, ALREADY)
        else:
            super().refused(missing)


def _line(label, *, limit: int, hint="", width: int = 30) -> forms.CharField:
    widget = LineInput(AS_TYPED, width=width)
    return forms.CharField(label=label, help_text=hint, required=False, max_length=limit, widget=widget)


class AccountForm(_KnownForm):
    """The account that made contact."""

    mark_optional = False  # none is needed
    platform = forms.ChoiceField(label=_("Where did the contact begin?"), required=False)
    other_platform = _line(_("App, game or site that is not on the list"), limit=120)
    moved_to = forms.ChoiceField(label=_("Which app, game or site was the child asked to move to?"), required=False)
    moved_to_other = _line(_("Move to an app, game or site that is not on the list"), limit=120)
    handle = _line(
        _("Name of the account"),
        hint=_("As it is written there, for example @name. Other records with the same account are found by it."),
        limit=200,
    )
    display_name = _line(_("Name shown beside it"), limit=200)
    profile = _line(
        _("Address of the profile"),
        hint=_("It is kept as text that cannot be opened from here. Never enter the address of an image."),
        limit=500,
    )
    phone_or_email = _line(_("Phone number or e-mail address"), limit=200)
    payment_details = WordsField(
        label=_("Where money was to be paid"),
        help_text=_("For example, a bank account, a wallet, or which gift card."),
        required=False,
        max_length=1000,
        rows=2,
    )
    kind = forms.ChoiceField(
        label=_("Whose account does it seem to be?"),
        help_text=_("It may look like a young person’s, and be nobody’s. Do not look for it or contact it."),
        choices=AccountKind.choices,
        required=False,
        widget=Radios,
    )
    words = WordsField(
        label=_("What else is known of it?"),
        help_text=_("As it was told, and by whom. Never describe an image."),
        required=False,
        max_length=4000,
        rows=4,
    )

    def __init__(self, *args, platforms: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(platform.pk), platform.name) for platform in platforms]
        for name in ("platform", "moved_to"):
            self.fields[name].choices = [("", _("Not known, or not on the list")), *offered]

    def clean(self) -> dict:
        """An app is chosen from the list or typed, and not both."""
        said = super().clean()
        for chosen, typed in (("platform", "other_platform"), ("moved_to", "moved_to_other")):
            if said.get(chosen) and said.get(typed):
                self.add_error(typed, _("Select from the list or enter it here, not both"))
        return said

    @property
    def account(self) -> Account:
        """The answers as the service takes them."""
        said = self.cleaned_data
        chosen = {"platform_id": said["platform"], "moved_to_id": said["moved_to"]}
        lines = ("other_platform", "handle", "display_name", "profile", "phone_or_email", "payment_details")
        return Account(
            **{name: UUID(value) if value else None for name, value in chosen.items()},
            **{name: said[name] for name in (*lines, "moved_to_other", "words")},
            kind=said["kind"] or AccountKind.NOT_KNOWN,
        )


def account_initial(row: ContactingAccount | None) -> dict:
    """The form as it opens: what is to be corrected, or nothing."""
    if row is None:
        return {}
    names = [name for name in AccountForm.base_fields if name not in ("version", "platform", "moved_to")]
    chosen = {"platform": row.platform_id, "moved_to": row.moved_to_id}
    return {name: getattr(row, name) for name in names} | {name: str(pk or "") for name, pk in chosen.items()}


class DemandForm(_KnownForm):
    """What was demanded, and whether anything was paid."""

    kind = forms.ChoiceField(
        label=_("What was demanded?"),
        choices=DemandKind.choices,
        widget=Radios,
        error_messages={"required": _("Select what was demanded")},
    )
    amount = _line(_("How much?"), hint=_("As it was said, for example 200 or two gift cards."), limit=120, width=20)
    currency = forms.ChoiceField(
        label=_("In which currency?"), choices=CURRENCIES, required=False, widget=Radios(inline=True, small=True)
    )
    deadline = MomentField(
        label=_("By when?"), help_text=_("As the other person set it. For example, 27 3 2026 at 18:00."), required=False
    )
    paid = forms.ChoiceField(
        label=_("Was anything paid?"),
        help_text=_("Whatever the answer, the child is not at fault."),
        choices=Paid.choices,
        required=False,
        widget=Radios(reveals={Paid.YES: ("paid_how", "bank_told")}),
    )
    paid_how = WordsField(label=_("How much, how and when?"), required=False, max_length=1000, rows=2)
    bank_told = forms.ChoiceField(
        label=_("Has the bank, or whoever sold the card, been told?"),
        choices=BankTold.choices,
        required=False,
        widget=Radios(small=True),
    )
    words = WordsField(
        label=_("What else is known of it?"),
        help_text=_("As it was told, and by whom. Never describe an image."),
        required=False,
        max_length=4000,
        rows=4,
    )

    @property
    def demanded(self) -> Demanded:
        """The answers as the service takes them."""
        return Demanded(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


def demand_initial(row: Demand | None) -> dict:
    """The form as it opens: what is to be corrected, or nothing."""
    names = [name for name in DemandForm.base_fields if name != "version"]
    return {name: getattr(row, name) for name in names} if row else {}


class FactsForm(_KnownForm):
    """What else is known."""

    mark_optional = False  # none is needed
    surfaced = forms.ChoiceField(
        label=_("How did it come to notice?"), choices=Surfaced.choices, required=False, widget=Radios
    )
    first_contact_at = MomentField(
        label=_("When was the first contact?"),
        help_text=_("As far as it is known. For example, 27 3 2026 at 18:00."),
        past=True,
        required=False,
    )
    threatened_at = MomentField(label=_("When was the threat made?"), past=True, required=False)
    origins = forms.MultipleChoiceField(
        label=_("How did an image come about?"),
        help_text=_(
            "Only what the child said without being asked, or what an agency told us. We help in the same way whatever "
            "the answer is."
        ),
        choices=Origin.choices,
        required=False,
        widget=Checkboxes(exclusive=Origin.NOT_KNOWN, dividers={Origin.NOT_KNOWN: _("or")}),
    )
    media = forms.MultipleChoiceField(
        label=_("In what form?"),
        choices=Medium.choices,
        required=False,
        widget=Checkboxes(exclusive=Medium.NOT_KNOWN, dividers={Medium.NOT_KNOWN: _("or")}),
    )
    shared = forms.ChoiceField(
        label=_("Was anything shared with others?"),
        choices=Shared.choices,
        required=False,
        widget=Radios(reveals={Shared.YES: "shared_where"}),
    )
    shared_where = WordsField(
        label=_("Where, and with whom, as far as is known?"),
        help_text=_("Never enter the address of an image."),
        required=False,
        max_length=2000,
        rows=3,
    )
    deleted = forms.ChoiceField(
        label=_("Is anything gone from a device or an account?"),
        help_text=_("This accuses nobody. Do not look, and do not ask the child to look."),
        choices=Deleted.choices,
        required=False,
        widget=Radios(reveals={Deleted.SOME: "deleted_words"}),
    )
    deleted_words = WordsField(label=_("What is gone, and since when?"), required=False, max_length=2000, rows=3)
    around = forms.MultipleChoiceField(
        label=_("What was going on around it?"),
        help_text=_("Only if it is known. It is for the safeguarding team alone, and never a reason for blame."),
        choices=Around.choices,
        required=False,
        widget=Checkboxes,
    )
    impact = WordsField(
        label=_("How is the child affected?"),
        help_text=_("What was seen or said, and by whom. What it is called is for health professionals to say."),
        required=False,
        max_length=4000,
        rows=4,
    )

    def clean_origins(self) -> list[str]:
        """“Not known” stands alone, and no known image goes with a claimed one only."""
        chosen = self.cleaned_data["origins"]
        alone = {Origin.NOT_KNOWN: set(), Origin.NONE_KNOWN: {Origin.CLAIMED}}
        for code, beside in alone.items():
            if code in chosen and set(chosen) - {code} - beside:
                words = _("“%(answer)s” does not go with the other answers")
                raise forms.ValidationError(words, params={"answer": code.label})
        return chosen

    def clean_media(self) -> list[str]:
        """“Not known” stands alone."""
        chosen = self.cleaned_data["media"]
        if Medium.NOT_KNOWN in chosen and len(chosen) > 1:
            words = _("“%(answer)s” does not go with the other answers")
            raise forms.ValidationError(words, params={"answer": Medium.NOT_KNOWN.label})
        return chosen

    def clean(self) -> dict:
        """The threat does not come before the first contact; one of several answers is needed to save at all."""
        said = super().clean()
        first, threat = said.get("first_contact_at"), said.get("threatened_at")
        if first and threat and threat < first:
            parts = {"parts": tuple(self.fields["threatened_at"].widget.part_names)}
            words = _("The threat cannot lie before the first contact. Check both.")
            self.add_error("threatened_at", forms.ValidationError(words, code="too_early", params=parts))
        return said

    @property
    def facts(self) -> Facts:
        """The answers as the service takes them."""
        several = {name: ",".join(self.cleaned_data[name]) for name in ("origins", "media", "around")}
        plain = {name: value for name, value in self.cleaned_data.items() if name not in ("version", *several)}
        return Facts(**plain, **several)


def facts_initial(row: KnownFacts | None) -> dict:
    """The form as it opens: what was recorded last, or nothing."""
    if row is None:
        return {}
    several = {"origins": row.origin_list, "media": row.medium_list, "around": row.around_list}
    names = [name for name in FactsForm.base_fields if name != "version" and name not in several]
    chosen = {name: [str(code) for code in codes] for name, codes in several.items()}
    return {name: getattr(row, name) for name in names} | chosen
