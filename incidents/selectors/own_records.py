"""What the reporter sees of what they sent: their own words and where it stands, nothing else."""

from dataclasses import dataclass

from django.db.models import Min, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from incidents.models import Concern, Draft, DraftState, Incident, Reading
from incidents.selectors.identity import child_name
from incidents.workflow import State
from safeguarding import policy
from safeguarding.accounts.roles import SAFEGUARDING_TEAM
from safeguarding.templatetags.house import moment


@dataclass(frozen=True)
class SentChild:
    """One child of a record, as its reporter sees it."""

    name: str
    reference: str
    state: str
    colour: str


def unfinished(author) -> list[Draft]:
    """The author's unsent records, oldest first."""
    return list(Draft.objects.filter(policy.own_drafts(author), state=DraftState.UNSENT).order_by("started_at"))


def sent_records(reporter, most: int = 200) -> list[Incident]:
    """The incidents somebody reported, newest first."""
    rows = Incident.objects.filter(policy.own_incidents(reporter)).order_by("-recorded_at")
    return list(rows.prefetch_related("concerns")[:most])


def children_of(incident: Incident) -> list[SentChild]:
    """Each child of an incident with its reference and one of three states."""
    opened = (
        Reading.objects.filter(concern=OuterRef("pk"), role__in=[str(role) for role in SAFEGUARDING_TEAM])
        .values("concern")
        .annotate(first=Min("at"))
        .values("first")
    )
    rows = (
        Concern.objects.filter(incident=incident)
        .select_related("pupil__school__key", "key")
        .annotate(opened_at=Subquery(opened))
        .order_by("place_in_report")
    )
    return [_sent_child(concern) for concern in rows]


def _sent_child(concern: Concern) -> SentChild:
    if concern.state not in (State.SENT,):
        state, colour = _("Being dealt with"), "green"
    elif concern.opened_at:
        state = _("Opened by the safeguarding team on %(when)s") % {"when": moment(concern.opened_at)}
        colour = "yellow"
    else:
        state, colour = _("Sent, not yet opened"), "blue"
    return SentChild(_as_reported(concern), concern.reference, state, colour)


def _as_reported(concern: Concern) -> str:
    """As the reporter named the child: what a lead matched later is not for them."""
    return concern.unlisted_child or child_name(concern)


def sent_this_term(reporter, since) -> int:
    """How many records somebody sent since a day."""
    return Incident.objects.filter(policy.own_incidents(reporter) & Q(recorded_at__gte=since)).count()
