"""The numbers on the first page: how much waits, and no child."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from incidents.models import Concern
from incidents.selectors.agreements import open_requests
from incidents.workflow import State
from safeguarding import policy
from safeguarding.policy import Verb

FEW = 5  # smaller counts could tell who is meant


@dataclass(frozen=True)
class Number:
    """A count with its name; `shown` hides small ones from those who only oversee."""

    name: str
    shown: str


def numbers_for(user) -> list[Number]:
    """For the safeguarding team exact, for those who oversee with small numbers hidden."""
    team = bool(policy.schools(user, Verb.VIEW_QUEUE))
    if not team and not policy.schools(user, Verb.VIEW_NUMBERS):
        return []
    allowed = policy.concerns(user, Verb.VIEW_CONCERN if team else Verb.VIEW_NUMBERS)
    counted = Concern.objects.filter(allowed).aggregate(
        waiting=Count("pk", filter=Q(state=State.SENT)),
        open=Count("pk", filter=~Q(state=State.CLOSED)),
        mine=Count("pk", filter=Q(owner=user) & ~Q(state=State.CLOSED)),
    )
    numbers = [
        Number(_("Not yet taken on"), _shown(counted["waiting"], team)),
        Number(_("Open"), _shown(counted["open"], team)),
    ]
    return [*numbers, Number(_("Open and led by you"), str(counted["mine"]))] if team else numbers


def waiting_for_agreement(user) -> int:
    """How many requests wait for this person's answer."""
    return len(open_requests(user))


def _shown(count: int, exact: bool) -> str:
    if exact or count == 0 or count >= FEW:
        return str(count)
    return _("fewer than 5")
