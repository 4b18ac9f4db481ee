"""Linked records: which belong together, each child's part, what is done about all of them, and telling an agency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.referring import ReferralForm
from incidents.forms.versioned import VersionedForm
from incidents.outcomes import ReferralTo
from incidents.patterns import TOLD_TOGETHER, PartInPattern, PatternStepState
from incidents.references import read_reference
from safeguarding.fields import DayField, WordsField
from safeguarding.widgets import Checkboxes, LineInput, Radios

NEW_SET = "new"
PART_NEEDED = {
    "part_here": _("Select this child’s part, or that it is not known"),
    "part_there": _("Select the part of the child of the other record, or that it is not known"),
}
MISSING = {
    "another_child": _("That is another record of the same child. It stands on the page of this record already."),
    "one_set": _(
        "Both records are linked with others already, in two different sets. A record can be in one set at a time: "
        "unlink one of the two first."
    ),
}
ONLY_CHILDREN = _("Nothing is recorded on the record of somebody of 18 or over: tell adult safeguarding there.")


class _AboutLinks(VersionedForm):
    """A form that says in its own words why two records could not be linked."""

    def refused(self, missing: frozenset) -> None:
        """Says why this could not be done."""
        for need in sorted(missing & MISSING.keys()):
            self.add_error(None, MISSING[need])
        if not missing & MISSING.keys():
            super().refused(missing)


class FindLinkForm(_AboutLinks):
    """The reference of a record that nobody proposed."""

    sought = forms.CharField(
        label=_("Reference of the other record"),
        help_text=_("For example, 7F3K-92QD"),
        max_length=40,
        widget=LineInput(width=10),
        error_messages={"required": _("Enter the reference of the other record")},
    )

    def clean_sought(self) -> str:
        """A reference in the way it is written."""
        reference = read_reference(self.cleaned_data["sought"])
        if not reference:
            raise forms.ValidationError(_("Enter a reference of 8 letters and numbers, for example 7F3K-92QD"))
        return reference

    def not_found(self) -> None:
        """Says that there is none, the same for one that this person may not open."""
        self.add_error("sought", _("You have no other record with this reference. Check it and try again."))


class LinkForm(_AboutLinks):
    """In which set the two are linked, and what each child's part is: of those that are in none yet."""

    def __init__(self, *args, sets: list[tuple[str, str]], joining: dict[str, str], **kwargs) -> None:
        """`sets` to choose from, if any; `joining`: of each record that joins, its field and what it is called."""
        super().__init__(*args, **kwargs)
        if sets:
            self.fields["pattern"] = forms.ChoiceField(
                label=_("Which linked records do they belong to?"),
                choices=[(NEW_SET, _("A new set of linked records")), *sets],
                widget=Radios,
                error_messages={"required": _("Select a new set, or linked records that are there already")},
            )
        for name, called in joining.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=called,
                help_text=_("Select all that apply. It never stands on the record of another child."),
                choices=PartInPattern.choices,
                widget=Checkboxes(exclusive=PartInPattern.NOT_KNOWN),
                error_messages={"required": PART_NEEDED[name]},
            )
        self.joining = list(joining)

    def clean(self) -> dict:
        """Something that is known and "not known" do not go together."""
        cleaned = super().clean()
        for name in self.joining:
            chosen = cleaned.get(name) or []
            if PartInPattern.NOT_KNOWN in chosen and len(chosen) > 1:
                self.add_error(name, _("Select what is known of the child’s part, or only that it is not known"))
        return cleaned

    @property
    def pattern(self) -> str:
        """The reference of the set that was chosen; nothing for a new one."""
        chosen = self.cleaned_data.get("pattern", "")
        return "" if chosen == NEW_SET else chosen


class UnlinkForm(VersionedForm):
    """Why a record does not belong to the others."""

    reasons = WordsField(
        label=_("Why does this record not belong to the others?"),
        help_text=_("It is kept with the linked records, and not on this child’s record. Use references, not names."),
        max_length=4000,
        rows=4,
        error_messages={"required": _("Enter why this record does not belong to the others")},
    )


class PatternStepForm(VersionedForm):
    """How far a step about all of them is."""

    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=PatternStepState.choices,
        widget=Radios(reveals={PatternStepState.DONE: "on"}),
        error_messages={"required": _("Select how far it is")},
    )
    on = DayField(
        label=_("When was it done?"),
        help_text=_("For example, 27 3 2026"),
        past=True,
        error_messages={"required": _("Enter when it was done")},
    )
    words = WordsField(
        label=_("What was done or decided?"),
        help_text=_("It is kept with the linked records. Use references, not names of children."),
        required=False,
        max_length=4000,
        rows=4,
    )


class PatternReferralForm(ReferralForm):
    """Telling an agency about all of them in one go: what is asked on a referral, without what is each child's own."""

    says = {
        "agency": _(
            "None of these records is about somebody under 18. Tell adult safeguarding on each record by itself."
        )
    }
    agency = forms.ChoiceField(
        label=_("Who is the referral to?"),
        widget=Radios(hints={ReferralTo.CHILDRENS_SERVICES: ONLY_CHILDREN}),
        error_messages={"required": _("Select who the referral is to")},
    )
    agency_name = None
    child_told = None
    child_told_what = None
    child_not_told_why = None
    parents_told = None
    parents_told_what = None
    parents_not_told_why = None
    agreed = WordsField(
        label=_("What was agreed?"),
        help_text=_(
            "Who does what next, and any advice about devices. Never describe what an image shows. It is kept with "
            "the linked records and stands on no child’s record. Use references, not names."
        ),
        required=False,
        max_length=4000,
        rows=4,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, agencies=TOLD_TOGETHER, **kwargs)

    @property
    def referral(self) -> dict:
        """The answers as the service takes them."""
        names = ("agency", "method", "made_at", "spoke_to", "agency_reference", "agreed")
        return {name: self.cleaned_data[name] for name in names}
