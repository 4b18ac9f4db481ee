"""An image was seen by accident: two questions, and support. There is no place for words."""

from django.utils.translation import gettext_lazy as _

from incidents.forms.viewings import CHOOSE, ViewingForm, a_person, one_of
from incidents.viewings import HowSeen, Support
from safeguarding.fields import MomentField

NOT_LISTED = "NOT_LISTED"


class SeenForm(ViewingForm):
    """An image was seen by accident: who, when and how; and support."""

    who = a_person(
        _("Who saw it?"),
        _("Select who saw it"),
        help_text=_("Nobody has done anything wrong. We ask so that they can be supported."),
    )
    seen_at = MomentField(
        label=_("When did they see it?"), past=True, error_messages={"required": _("Enter when they saw it")}
    )
    how = one_of(_("How did they come to see it?"), HowSeen.choices, _("Select how they came to see it"))
    support = one_of(_("Has support been offered?"), Support.choices, _("Select whether support has been offered"))

    def __init__(self, *args, staff: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), person.name) for person in staff]
        not_listed = (NOT_LISTED, _("Somebody who is not on the list of staff"))
        self.fields["who"].choices = [CHOOSE, *people, not_listed]

    @property
    def name(self) -> str:
        """The name of the person."""
        return str(dict(self.fields["who"].choices)[self.cleaned_data["who"]])
