"""An image was seen by accident: two questions, and support for whoever saw it. Nobody did anything wrong."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from incidents.models import Action, Concern, SeenByAccident
from incidents.selectors.school_days import is_school_day
from incidents.services.committing import committed
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused
from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.policy import Verb

SUPPORT_WITHIN = 1  # working days of the school


@acts.act
def record_seen_by_accident(
    *, actor, reference: str, seen_version: int, who: str, how: str, seen_at: datetime, support: str
) -> SeenByAccident:
    """Records it, and plans for the lead to support the person who saw it.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused("record_seen_by_accident", concern.state)
    seen = SeenByAccident(concern=concern, who=who, how=how, seen_at=seen_at, support=support, by=actor)
    seen.save()
    acts.record(
        events.SEEN_BY_ACCIDENT,
        actor=actor,
        subject=concern,
        seen=seen.pk,
        how=str(how),
        support=str(support),
        commitment=committed(seen, concern),
    )
    _plan_support(concern, actor)
    pass_on(concern)
    return seen


def _plan_support(concern: Concern, actor) -> None:
    """An action of the lead's within a working day, in the school's first language: it is the record's own words."""
    due_on = clock.add_working_days(clock.today(), SUPPORT_WITHIN, is_school_day(concern.school))
    with translation.override(concern.school.language_list[0]):
        what = _("Support for a member of staff who saw an image")
    owner = concern.owner or actor
    action = Action(concern=concern, what=what, owner=owner, due_on=due_on, planned_by=actor)
    action.save()
    said = {"action": action.pk, "owner": owner.pk, "commitment": committed(action, concern)}
    acts.record(events.ACTION_PLANNED, actor=actor, subject=concern, **said)
