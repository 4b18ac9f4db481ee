"""Whether a child might hurt themselves: what is asked. What was seen, never what it is called."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.versioned import VersionedForm
from incidents.wellbeing import AtRisk, Observed, SelfHarm, latest_recheck
from safeguarding import clock
from safeguarding.fields import DayField, WordsField
from safeguarding.widgets import Checkboxes, Radios

IN_TWO_WEEKS = _("Enter a day within the next 14 days")
# Where the child is asked again, by what was found.
DAYS = {
    SelfHarm.NOT_ASKED: "ask_on",
    SelfHarm.NONE: "again_on",
    SelfHarm.POSSIBLE: "possible_on",
    SelfHarm.IMMEDIATE: "immediate_on",
}


def _day(label, *, needed: bool = False) -> DayField:
    missing = _("Enter when they are asked again")
    hint = _("For example, 27 3 2026")
    return DayField(label=label, help_text=hint, required=needed, future=True, error_messages={"required": missing})


class SafetyCheckForm(VersionedForm):
    """What was found by asking or watching, what was put in place, and when the child is asked again."""

    says = {
        "self_harm": _("They have been asked before. Select what was found this time."),
        "recheck_on": _("Enter when they are asked again. For an immediate worry that is today or tomorrow."),
        "not_left_alone": _("Enter who stays with them, where and until when"),
    }
    self_harm = forms.ChoiceField(
        label=_("Might they hurt themselves?"),
        choices=SelfHarm.choices,
        widget=Radios(
            hints={
                SelfHarm.NOT_ASKED: _("The question stays open until somebody has asked."),
                SelfHarm.IMMEDIATE: _("If they are in danger now, call 999 first. The head is told at once."),
            },
            reveals=DAYS | {SelfHarm.IMMEDIATE: ("not_left_alone", DAYS[SelfHarm.IMMEDIATE])},
        ),
        error_messages={"required": _("Select whether they might hurt themselves, or that nobody has asked yet")},
    )
    not_left_alone = WordsField(
        label=_("Who stays with them, where and until when?"),
        help_text=_("They are not left alone, not even for a moment."),
        max_length=2000,
        rows=3,
        error_messages={"required": says["not_left_alone"]},
    )
    ask_on = _day(_("When will somebody ask?"))
    again_on = _day(_("If they are asked again, when?"))
    possible_on = _day(_("When are they asked again?"), needed=True)
    immediate_on = _day(_("When are they asked again, today or tomorrow?"), needed=True)
    observed = forms.MultipleChoiceField(
        label=_("Which changes have you or others observed?"),
        choices=Observed.choices,
        required=False,
        widget=Checkboxes(exclusive=Observed.NONE, small=True),
    )
    observed_words = WordsField(
        label=_("What was seen or heard?"),
        help_text=_(
            "What you saw, not what it is called. Only trained professionals diagnose: if one has, write who said it "
            "and in which words."
        ),
        required=False,
        max_length=4000,
        rows=4,
    )
    others_at_risk = forms.ChoiceField(
        label=_("Is anybody else at risk now?"),
        choices=AtRisk.choices,
        required=False,
        widget=Radios(inline=True),
    )
    put_in_place = WordsField(
        label=_("What have you put in place?"),
        help_text=_("Who does what, and who was told. For example, parents, a doctor, the crisis team."),
        required=False,
        max_length=4000,
        rows=4,
    )

    def __init__(self, *args, was_asked: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if was_asked:
            kept = [choice for choice in SelfHarm.choices if choice[0] != SelfHarm.NOT_ASKED]
            self.fields["self_harm"].choices = kept

    def clean_observed(self) -> list[str]:
        """ "No change" beside a change is no answer to keep."""
        observed = self.cleaned_data["observed"]
        if Observed.NONE in observed and len(observed) > 1:
            raise forms.ValidationError(_("Select the changes that were observed, or that there was none"))
        return observed

    def clean_immediate_on(self) -> date | None:
        """An immediate worry is looked at again by tomorrow."""
        return self._soon_enough(SelfHarm.IMMEDIATE, self.says["recheck_on"])

    def clean_possible_on(self) -> date | None:
        """A possible worry is looked at again within two weeks."""
        return self._soon_enough(SelfHarm.POSSIBLE, IN_TWO_WEEKS)

    def clean_ask_on(self) -> date | None:
        """So is a child whom nobody has asked yet."""
        return self._soon_enough(SelfHarm.NOT_ASKED, IN_TWO_WEEKS)

    def _soon_enough(self, self_harm: SelfHarm, too_late: str) -> date | None:
        name = DAYS[self_harm]
        day = self.cleaned_data[name]
        if day and day > latest_recheck(self_harm, clock.today()):
            parts = tuple(self.fields[name].widget.part_names)
            raise forms.ValidationError(too_late, code="too_late", params={"parts": parts})
        return day

    @property
    def check(self) -> dict:
        """The answers as the service takes them."""
        plain = ("self_harm", "observed", "observed_words", "others_at_risk", "not_left_alone", "put_in_place")
        said = {name: self.cleaned_data[name] for name in plain}
        return said | {"recheck_on": self.cleaned_data[DAYS[said["self_harm"]]]}
