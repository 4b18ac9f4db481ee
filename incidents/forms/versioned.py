"""The base of forms that act on a concern: they know which version of it the person saw."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguarding.forms import SafeguardingForm

CHANGED_MEANWHILE = _(
    "This record has changed since you opened this page: somebody has added to it, or the button was pressed twice. "
    "What you typed is kept here. Look at the record before you press the button again."
)

NOT_FROM_HERE = _("This is not possible from where the record stands now. Go back to the record to see what is.")
MISSING = {
    "outcome": _("Select the outcome"),
    "reasons": _("Enter the reasons"),
    "child_view": _("Enter what the child said, or select why we do not have the child’s view"),
    "no_open_action": _("This record has an action that is not done. Complete it, or record that it is not needed."),
    "no_immediate_worry": _(
        "There is an immediate worry that they might hurt themselves. Ask again and record what you find: until then "
        "this record cannot be ended or closed."
    ),
    "child_was_asked": _(
        "Nobody has recorded yet whether they might hurt themselves. Ask, and record it, before this record is ended "
        "or closed."
    ),
    "no_device_kept": _(
        "A device is still in the school’s keeping. Record to whom it went before you close the record."
    ),
    "left_open": _("Enter why the record can be closed although this is still open"),
    "second_signature": _("A second person has to agree before this record can be closed."),
    "referral_or_exception": _(
        "This is sextortion: it can be planned or closed once the police or children’s services were told, or once a "
        "second person has agreed that neither is. Record a referral, or decide whether to refer."
    ),
    "why_gone": _("Enter why it is not a sign after all"),
    "something_new": _("This is what is recorded already. Change something, or go back to the record."),
    "something_said": _("Enter something to add"),
    "made_at": _("This is more than a year before the record was sent. Check the date."),
    "sent_at": _("This is before the referral was made. Check the date and time."),
    "replied_at": _("This is before the referral was made. Check the date and time."),
}


class VersionedForm(SafeguardingForm):
    """Carries the version of the concern as it was when the page was opened."""

    # What a form says of a thing that is missing, where it says it in its own way.
    says: dict = {}
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen_version(self) -> int:
        """What the person saw; a page that does not say has seen nothing."""
        return self.cleaned_data["version"] or 0

    @property
    def answers(self) -> dict:
        """Everything that was answered, as a service takes it."""
        return {name: answer for name, answer in self.cleaned_data.items() if name != "version"}

    def changed_meanwhile(self, version: int) -> None:
        """Says that somebody else was there first; what was typed stays, and can be sent again."""
        self.data = self.data.copy()
        self.data["version"] = version
        self.add_error(None, CHANGED_MEANWHILE)

    def refused(self, missing: frozenset) -> None:
        """Says in plain sentences why this could not be done."""
        for need in sorted(missing):
            words = self.says.get(need) or MISSING.get(need, NOT_FROM_HERE)
            self.add_error(need if need in self.fields else None, words)
        if not missing:
            self.add_error(None, NOT_FROM_HERE)

    def unjudged(self) -> "VersionedForm":
        """The form with what was typed, before anything is said about it: for a change of language."""
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        return self
