"""What runs out today or has run out: written confirmations, replies, actions and reviews."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from incidents.models import Action, Concern
from incidents.selectors.referral_clocks import running_clocks
from safeguarding import clock, policy
from safeguarding.policy import Verb

MOST = 50


@dataclass(frozen=True)
class Due:
    """One thing that is due: on which record, what, and when."""

    reference: str
    what: str
    on: date
    is_overdue: bool


def due_today(user) -> list[Due]:
    """Everything of this person's schools that is due today or overdue, the oldest first."""
    today = clock.today()
    allowed = policy.concerns(user, Verb.VIEW_QUEUE)
    concerns = Concern.objects.filter(allowed).open()
    found = [
        Due(
            one.reference,
            _("%(what)s, %(agency)s") % {"what": one.name, "agency": one.agency},
            one.due_on,
            one.is_overdue,
        )
        for one in running_clocks(allowed)
        if one.is_due_today
    ]
    actions = Action.objects.filter(concern__in=concerns, done__isnull=True, due_on__lte=today)
    for action in actions.select_related("concern", "owner").defer("what").order_by("due_on")[:MOST]:
        what = _("Action for %(name)s") % {"name": action.owner.name}
        found.append(Due(action.concern.reference, what, action.due_on, action.due_on < today))
    for concern in concerns.filter(review_on__lte=today).order_by("review_on")[:MOST]:
        found.append(Due(concern.reference, _("Review of the plan"), concern.review_on, concern.review_on < today))
    return sorted(found, key=lambda one: one.on)[:MOST]
