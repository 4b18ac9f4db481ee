"""What somebody looks for in the audit trail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguarding.audit.events import TITLES
from safeguarding.fields import DayField
from safeguarding.forms import SafeguardingForm


class TrailForm(SafeguardingForm):
    """Event, person and period; all may be left open."""

    mark_optional = False
    trail = forms.ChoiceField(
        label=_("Which trail"),
        required=False,
        choices=[("", _("This school")), ("INSTALLATION", _("People who had not signed in, and the system itself"))],
    )
    event = forms.ChoiceField(label=_("What was done"), required=False)
    person = forms.ChoiceField(label=_("By whom"), required=False)
    first_day = DayField(label=_("From"), required=False)
    last_day = DayField(label=_("Until"), required=False)

    def __init__(self, *args, people: list[tuple[str, str]], team_only: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        events = sorted(((name, str(title)) for name, title in TITLES.items()), key=lambda one: one[1])
        self.fields["event"].choices = [("", _("Anything")), *events]
        if team_only:
            del self.fields["trail"]
        self.fields["person"].choices = [("", _("Anybody")), *people]
