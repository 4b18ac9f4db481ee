"""Planning, ending without action, closing and reopening: what is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.categories import PlanKind
from incidents.forms.versioned import VersionedForm
from incidents.outcomes import ClosingOutcome, NoChildView
from safeguarding.fields import DayField, WordsField
from safeguarding.widgets import Radios

SAID, NO_VIEW = "SAID", "NO_VIEW"


class PlanForm(VersionedForm):
    """What is planned, and when it is looked at again."""

    kind = forms.ChoiceField(
        label=_("What is planned?"),
        choices=PlanKind.choices,
        widget=Radios(
            hints={
                PlanKind.ACTION_PLAN: _("Steps with an owner and a date"),
                PlanKind.EARLY_HELP: _("Help for the child and family before things get worse"),
                PlanKind.MONITORING: _("Watching how things go, with a date to look again"),
            }
        ),
        error_messages={"required": _("Select what is planned")},
    )
    review_on = DayField(
        label=_("When will you look at it again?"),
        help_text=_("For example, 27 3 2026"),
        future=True,
        error_messages={"required": _("Enter when you will look at it again")},
    )
    words = WordsField(label=_("The plan in a few words"), required=False, max_length=4000, rows=4)


class NoFurtherActionForm(VersionedForm):
    """Why nothing further is done."""

    reasons = WordsField(
        label=_("Why is nothing further needed?"),
        help_text=_("What was looked into, and what was considered and not done."),
        max_length=4000,
        rows=5,
        error_messages={"required": _("Enter why nothing further is needed")},
    )


class AskToCloseForm(VersionedForm):
    """Why a concern may be closed without a referral, for the second person."""

    reasons = WordsField(
        label=_("Why can it be closed without a referral?"),
        help_text=_("Do not name a child here: the second person sees your reasons and not who the child is."),
        max_length=4000,
        rows=5,
        error_messages={"required": _("Enter why it can be closed without a referral")},
    )


class CloseForm(VersionedForm):
    """How it ended, why it is closed, and what the child says."""

    outcome = forms.ChoiceField(
        label=_("How did it end for the child?"),
        choices=ClosingOutcome.choices,
        widget=Radios,
        error_messages={"required": _("Select how it ended for the child")},
    )
    reasons = WordsField(
        label=_("Why is it closed?"),
        max_length=4000,
        rows=4,
        error_messages={"required": _("Enter why it is closed")},
    )
    view = forms.ChoiceField(
        label=_("What does the child think about how it ended?"),
        choices=[(SAID, _("The child has told us")), (NO_VIEW, _("We do not have the child’s view"))],
        widget=Radios(reveals={SAID: "child_view", NO_VIEW: "no_child_view"}),
        error_messages={"required": _("Select whether the child has told us what they think")},
    )
    child_view = WordsField(
        label=_("What did they say? Use their own words where you can"),
        max_length=4000,
        rows=3,
        error_messages={"required": _("Enter what the child said")},
    )
    no_child_view = forms.ChoiceField(
        label=_("Why not?"),
        choices=NoChildView.choices,
        widget=Radios(small=True),
        error_messages={"required": _("Select why we do not have the child’s view")},
    )
    left_open = WordsField(
        label=_("Why can it be closed although this is still open?"),
        help_text=_("Who looks after it from now on, or why it is not needed any more."),
        max_length=4000,
        rows=3,
        error_messages={"required": _("Enter why the record can be closed although this is still open")},
    )

    def __init__(self, *args, asks_why: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["left_open"]


class ReopenForm(VersionedForm):
    """Why a closed concern is taken up again."""

    reasons = WordsField(
        label=_("Why is it opened again?"),
        max_length=4000,
        rows=4,
        error_messages={"required": _("Enter why it is opened again")},
    )
