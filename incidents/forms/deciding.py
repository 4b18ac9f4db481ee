"""Whether to refer: what is asked of the person who decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.categories import Trigger
from incidents.forms.versioned import VersionedForm
from incidents.outcomes import REFERRAL_DECISIONS, Choice
from incidents.services.deciding import Answered
from safeguarding.fields import WordsField
from safeguarding.widgets import Checkboxes, Radios

NONE = "NONE"
WHY_TICKED = _("Ticked because of what was recorded. Untick it if it does not apply.")
REASONS_HINT = _("Do not name a child here: a second person may have to read it.")

# What is asked in place of children’s services where somebody is 18 or over: the question, and what is missing.
OF_AN_ADULT = {
    "services": (_("Refer to adult safeguarding?"), _("Select whether to refer to adult safeguarding")),
    "services_not_yet": (None, _("Enter why adult safeguarding is not asked yet")),
    "services_no": (None, _("Enter why adult safeguarding is not asked")),
}


def _choice(label, name, required):
    return forms.ChoiceField(
        label=label,
        choices=Choice.choices,
        widget=Radios(reveals={Choice.YES: f"{name}_yes", Choice.NOT_YET: f"{name}_not_yet", Choice.NO: f"{name}_no"}),
        error_messages={"required": required},
    )


def _why_yes():
    return WordsField(label=_("Reasons for yes"), required=False, max_length=4000, rows=3, help_text=REASONS_HINT)


def _why(label, required):
    return WordsField(
        label=label, max_length=4000, rows=3, help_text=REASONS_HINT, error_messages={"required": required}
    )


class DecideForm(VersionedForm):
    """Reasons to refer at once, and the two decisions."""

    triggers = forms.MultipleChoiceField(
        label=_("Does any of these apply?"),
        help_text=_("If any of them does, the guidance is to refer at once. Select all that apply."),
        choices=[*Trigger.choices, (NONE, _("None of these"))],
        widget=Checkboxes(exclusive=NONE, dividers={NONE: _("or")}),
        error_messages={"required": _("Select what applies, or “None of these”")},
    )
    police = _choice(_("Refer to the police?"), "police", _("Select whether to refer to the police"))
    police_yes = _why_yes()
    police_not_yet = _why(_("Why not yet?"), _("Enter why the police are not asked yet"))
    police_no = _why(_("Why not?"), _("Enter why the police are not asked"))
    services = _choice(
        _("Refer to children’s services?"), "services", _("Select whether to refer to children’s services")
    )
    services_yes = _why_yes()
    services_not_yet = _why(_("Why not yet?"), _("Enter why children’s services are not asked yet"))
    services_no = _why(_("Why not?"), _("Enter why children’s services are not asked"))

    label_sizes = {"triggers": "m", "police": "m", "services": "m"}

    def __init__(self, *args, pre_ticked=(), is_18: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, required) in OF_AN_ADULT.items() if is_18 else ():
            self.fields[name].label = label or self.fields[name].label
            self.fields[name].error_messages["required"] = required
        self.fields["triggers"].widget.hints = {trigger: WHY_TICKED for trigger in pre_ticked}

    def clean_triggers(self) -> list[str]:
        """The reasons that apply: some, or none and nothing beside it."""
        chosen = self.cleaned_data["triggers"]
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Select what applies, or “None of these”, and not both"))
        return [code for code in chosen if code != NONE]

    def answered(self, about: str) -> Answered:
        """What was decided about `police` or `services`, with its reasons."""
        choice = self.cleaned_data[about]
        return Answered(choice, self.cleaned_data[f"{about}_{choice.lower()}"])


def initial_of(standing: dict, triggers: list[str]) -> dict:
    """The form as it opens: what was decided last, or nothing but the reasons that stand ticked."""
    decided = any(about in standing for about in REFERRAL_DECISIONS)
    initial = {"triggers": triggers or ([NONE] if decided else [])}
    for about, name in (("POLICE", "police"), ("CHILDRENS_SERVICES", "services")):
        if about in standing:
            decision = standing[about]
            initial |= {name: decision.choice, f"{name}_{decision.choice.lower()}": decision.reasons}
    return initial
