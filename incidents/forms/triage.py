"""What a lead decides first about a concern, and who a child "not on the list" is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.categories import AbuseCategory, Level, ReviewChoice, Topic
from incidents.forms.versioned import VersionedForm
from safeguarding.fields import WordsField
from safeguarding.terms import ABUSE_CATEGORIES
from safeguarding.widgets import Checkboxes, LineInput, Radios

ADDS_SEXUAL = _("This adds “Sexual abuse” to the categories.")
ADDS_BOTH = _("This adds “Sexual abuse” and “Financial abuse” to the categories.")


class TriageForm(VersionedForm):
    """Six questions; nothing of what the reporter wrote is asked again, and no level is preselected."""

    owner = forms.ChoiceField(label=_("Who leads?"), widget=Radios, error_messages={"required": _("Select who leads")})
    review = forms.ChoiceField(
        label=_("Is an initial review needed?"),
        choices=ReviewChoice.choices,
        widget=Radios(reveals={ReviewChoice.NOT_NEEDED: "reasons"}),
        error_messages={"required": _("Select whether an initial review is needed")},
    )
    reasons = WordsField(
        label=_("Why is no review needed?"),
        max_length=4000,
        rows=3,
        error_messages={"required": _("Enter why no review is needed")},
    )
    main_category = forms.ChoiceField(
        label=_("Main category"), widget=Radios(small=True), error_messages={"required": _("Select the main category")}
    )
    other_categories = forms.MultipleChoiceField(
        label=_("Other categories"), required=False, widget=Checkboxes(small=True)
    )
    topics = forms.MultipleChoiceField(
        label=_("What kind of thing is it?"),
        choices=Topic.choices,
        required=False,
        widget=Checkboxes(small=True),
    )
    level = forms.ChoiceField(
        label=_("Level of need"),
        choices=Level.choices,
        widget=Radios,
        error_messages={"required": _("Select the level of need")},
    )

    def __init__(self, *args, leads: list, jurisdiction: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(str(person.pk), person.name) for person in leads]
        known = [(code, AbuseCategory(code).label) for code in ABUSE_CATEGORIES[jurisdiction]]
        adds = ADDS_BOTH if AbuseCategory.FINANCIAL in ABUSE_CATEGORIES[jurisdiction] else ADDS_SEXUAL
        self.fields["topics"].widget.hints = {Topic.SEXTORTION: adds}
        self.fields["main_category"].choices = known
        self.fields["other_categories"].choices = [choice for choice in known if choice[0] != AbuseCategory.NONE]


class HandOverForm(VersionedForm):
    """Who leads from now on, and what they should know."""

    owner = forms.ChoiceField(
        label=_("Who leads from now on?"), widget=Radios, error_messages={"required": _("Select who leads")}
    )
    reason = WordsField(
        label=_("What should they know?"),
        help_text=_("It stays on the record."),
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args, people: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(str(person.pk), person.name) for person in people]


class MatchForm(VersionedForm):
    """The child is a pupil found on the roll, or does not attend this school."""

    mark_optional = False
    sought = forms.CharField(
        label=_("Look for the child on the roll"),
        help_text=_("At least 2 letters of a name. Then select Search."),
        required=False,
        max_length=80,
        widget=LineInput(width=20),
    )
    pupil = forms.ChoiceField(label=_("Children found"), required=False, widget=Radios(small=True))
    other_name = forms.CharField(label=_("Name of the child, as far as it is known"), required=False, max_length=200)
    no_name = forms.MultipleChoiceField(
        label=_("If you do not have a name"),
        choices=[("UNKNOWN", _("The name is not known"))],
        required=False,
        widget=Checkboxes(small=True),
    )
    other_school = forms.CharField(label=_("Their school, as far as it is known"), required=False, max_length=200)

    def __init__(self, *args, found: list, is_not_ours: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_not_ours = is_not_ours
        if found:
            self.fields["pupil"].choices = [(str(pupil.id), pupil.described) for pupil in found]
        else:
            del self.fields["pupil"]

    def clean(self) -> dict:
        """Who is not one of ours has a name, or it is said that nobody knows it, and a school."""
        said = super().clean()
        if self.is_not_ours and not said.get("other_name") and not said.get("no_name"):
            self.add_error("other_name", _("Enter the name of the child, or select that it is not known"))
        if self.is_not_ours and not said.get("other_school"):
            self.add_error("other_school", _("Enter the school of the child, as far as it is known"))
        return said
