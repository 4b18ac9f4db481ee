"""What runs out today or has run out: written confirmations, replies, actions, reviews, and what the response asks."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from incidents.models import Action, Concern
from incidents.selectors.referral_clocks import WRITTEN, running_clocks
from incidents.selectors.response_clocks import response_due
from incidents.selectors.worklist import who
from safeguarding import clock, policy
from safeguarding.policy import Verb


@dataclass(frozen=True)
class Due:
    """One thing that is due on a record: what, and on which day; a written confirmation at a time of that day."""

    concern_id: UUID
    what: str
    on: date
    is_overdue: bool
    at: datetime | None = None


@dataclass(frozen=True)
class DueRow:
    """One thing that is due, as the queue shows it."""

    reference: str
    child: str
    form: str
    lead: str
    due: Due


def due_today(user) -> list[Due]:
    """Everything of this person's schools that is due today or overdue, the oldest first."""
    today = clock.today()
    allowed = policy.concerns(user, Verb.VIEW_QUEUE)
    concerns = Concern.objects.filter(allowed).open()
    found = [
        Due(
            one.concern_id,
            _("%(what)s: %(agency)s") % {"what": one.name, "agency": one.agency},
            one.due_on,
            one.is_overdue,
            clock.local(one.due_at) if one.kind == WRITTEN else None,
        )
        for one in running_clocks(allowed)
        if one.is_due_today
    ]
    actions = Action.objects.filter(concern__in=concerns, done__isnull=True, due_on__lte=today).select_related("owner")
    for action in actions.defer("what"):
        what = _("Action for %(name)s") % {"name": action.owner.name}
        found.append(Due(action.concern_id, what, action.due_on, action.due_on < today))
    found += [Due(one.concern_id, one.name, one.due_on, one.is_overdue) for one in response_due(allowed)]
    for concern_id, review_on in concerns.filter(review_on__lte=today).values_list("pk", "review_on"):
        found.append(Due(concern_id, _("Review of the plan"), review_on, review_on < today))
    return sorted(found, key=lambda one: (one.on, one.what))


def due_rows(found: list[Due]) -> list[DueRow]:
    """These, each with the record it stands on: one query for any number."""
    concerns = Concern.objects.with_keys().in_bulk({one.concern_id for one in found})
    rows = []
    for one in found:
        concern = concerns[one.concern_id]
        form, lead = concern.pupil.shown_form if concern.pupil else "", concern.owner.name if concern.owner else ""
        rows.append(DueRow(concern.reference, who(concern), form, lead, one))
    return rows
