"""What the reporter sees of what they sent: their own words and where it stands, nothing else."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Min, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from incidents.models import Concern, Draft, DraftState, Incident, Mark, Reading
from incidents.selectors.identity import child_name
from incidents.workflow import State
from safeguarding import policy
from safeguarding.accounts.roles import SAFEGUARDING_TEAM
from safeguarding.dates import moment
from safeguarding.vault.unopened import kindly

PAGE = 50


@dataclass(frozen=True)
class SentChild:
    """One child of a record, as its reporter sees it."""

    name: str
    reference: str
    state: str


def unfinished(author) -> list[Draft]:
    """The author's unsent records, oldest first."""
    return list(Draft.objects.filter(policy.own_drafts(author), state=DraftState.UNSENT).order_by("started_at"))


def sent_lines(reporter, page: str = "") -> Page:
    """A page of the records somebody sent, newest first: when, and a line for each child."""
    rows = Incident.objects.filter(policy.own_incidents(reporter)).order_by("-recorded_at", "reference")
    found = Paginator(rows, PAGE).get_page(page)
    children: dict = {}
    for concern in _with_opening(Concern.objects.filter(incident__in=[row.pk for row in found])):
        children.setdefault(concern.incident_id, []).append(_sent_child(concern))
    found.object_list = [
        {"reference": row.reference, "sent_at": row.recorded_at, "children": children[row.pk]} for row in found
    ]
    return found


def own_record_page(incident: Incident) -> dict:
    """What the reporter reads again: their words, their answers, their calls, and three words of state."""
    statements = list(incident.statements.select_related("incident__key"))
    calls = list(incident.direct_calls.select_related("incident__key"))
    return {
        "incident": incident,
        "children": children_of(incident),
        "statements": statements,
        "calls": [
            {
                "who": call.get_called_display(),
                "at": call.called_at,
                "spoke_to": call.spoke_to,
                "reference": call.agency_reference,
            }
            for call in calls
        ],
        "facts": [
            {"key": _("When"), "value": moment(incident.became_aware_at)},
            _where(incident),
            {"key": _("Told in person"), "value": incident.get_told_in_person_display()},
            {"key": _("About"), "value": ", ".join(str(one.label) for one in incident.about) or _("Not answered")},
        ],
    }


def words_sent(incident: Incident) -> list[str]:
    """Everything the reporter wrote themselves, to tell whether something is in it."""
    concerns = incident.concerns.select_related("key")
    marks = Mark.objects.filter(concern__incident=incident).select_related("concern__key")
    calls = incident.direct_calls.select_related("incident__key")
    return [
        incident.place,
        *(statement.text for statement in incident.statements.select_related("incident__key")),
        *(concern.unlisted_child for concern in concerns),
        *(mark.described for mark in marks),
        *(words for call in calls for words in (call.spoke_to, call.agency_reference)),
    ]


def children_of(incident: Incident) -> list[SentChild]:
    """Each child of an incident with its reference and one of three states."""
    rows = _with_opening(Concern.objects.filter(incident=incident))
    return [_sent_child(concern) for concern in rows]


def _where(incident: Incident) -> dict:
    if not incident.place:
        return {"key": _("Where"), "value": _("Not answered")}
    return {"key": _("Where"), "value": incident.place, "lang": incident.language}


def _with_opening(concerns):
    opened = (
        Reading.objects.filter(concern=OuterRef("pk"), role__in=[str(role) for role in SAFEGUARDING_TEAM])
        .order_by()
        .values("concern")
        .annotate(first=Min("at"))
        .values("first")
    )
    rows = concerns.select_related("pupil__school__key", "key").annotate(opened_at=Subquery(opened))
    return rows.order_by("place_in_report")


def _sent_child(concern: Concern) -> SentChild:
    if concern.state not in (State.SENT,):
        state = _("Being dealt with")
    elif concern.opened_at:
        state = _("Opened by the safeguarding team on %(when)s") % {"when": moment(concern.opened_at)}
    else:
        state = _("Sent, not yet opened")
    return SentChild(_as_reported(concern), concern.reference, state)


def _as_reported(concern: Concern) -> str:
    """As the reporter named the child: what a lead matched later is not for them."""
    words = kindly(getattr, concern, "unlisted_child")
    return _("“%(words)s”") % {"words": words} if words else child_name(concern)


def sent_this_term(reporter, since) -> int:
    """How many records somebody sent since a day."""
    return Incident.objects.filter(policy.own_incidents(reporter) & Q(recorded_at__gte=since)).count()
