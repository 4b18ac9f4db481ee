"""Whom the head names for viewings."""

from django.utils.translation import gettext_lazy as _

from incidents.forms.viewings import CHOOSE, ViewingForm, a_person, one_of
from incidents.viewings import Delegated
from safeguarding.fields import DayField


class NamingForm(ViewingForm):
    """Whom the head names, for what and how long."""

    may = one_of(_("What may they do?"), Delegated.choices, _("Select what they may do"))
    person = a_person(
        _("Whom do you name?"),
        _("Select whom you name"),
        help_text=_(
            "A deputy, a safeguarding lead, another headteacher or the chair of governors can be named to allow. Only "
            "a deputy can be named to ask. Whoever asks or views cannot allow it too."
        ),
    )
    starts_on = DayField(
        label=_("From which day?"), future=True, error_messages={"required": _("Enter from which day")}
    )
    ends_on = DayField(
        label=_("Until which day?"),
        help_text=_("A year at most"),
        future=True,
        error_messages={"required": _("Enter until which day")},
    )

    missing = {
        "person": _("Select a deputy safeguarding lead: nobody else can be named to ask"),
        "themselves": _("You cannot name yourself"),
        "ends_on": _("This must be after the first day, and within a year of it"),
    }

    def __init__(self, *args, people: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [CHOOSE, *((str(person.pk), person.name) for person in people)]
