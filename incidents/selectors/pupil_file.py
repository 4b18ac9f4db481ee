"""What the school holds about one child: who they are, their records, and the chronology over all of them."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.models import Concern
from incidents.selectors.chronology import chronology
from incidents.selectors.concern_page import STATE_COLOURS
from incidents.selectors.identity import child_facts
from safeguarding import policy
from safeguarding.dates import day
from safeguarding.policy import Verb
from safeguarding.schools.models import Pupil


def pupil_file(pupil: Pupil, viewer, added: dict[UUID, datetime]) -> dict:
    """The child's page. `added`: what was added to since the team last looked, as the opening found it."""
    rows = Concern.objects.filter(policy.concerns(viewer, Verb.VIEW_CONCERN), pupil=pupil).with_keys()
    concerns = list(rows.order_by("-recorded_at"))
    left = [_("Left on %(day)s") % {"day": day(pupil.left_on)}] if pupil.left_on else []
    return {
        "child": pupil.full_name,
        "facts": child_facts(pupil) + left,
        "records": [
            {
                "reference": concern.reference,
                "recorded_at": concern.recorded_at,
                "state": concern.get_state_display(),
                "colour": STATE_COLOURS[concern.state],
                "owner": concern.owner.name if concern.owner else "",
                "added_at": added.get(concern.pk),
            }
            for concern in concerns
        ],
        "entries": [
            replace(entry, url=reverse("concern", args=[entry.reference]), link=entry.reference)
            for entry in chronology(concerns)
        ],
    }
