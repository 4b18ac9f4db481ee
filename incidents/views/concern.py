"""One concern: its record, chronology, actions, referrals and who has looked at it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from incidents.selectors import concern_page as shown
from incidents.selectors.access import table_of, who_has_looked
from incidents.selectors.chronology import chronology as chronology_of
from incidents.selectors.referrals import decision_lines, referral_lines
from incidents.services import reading


@require_GET
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """The record. That it was opened is recorded before the first byte is shown."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    return render(request, "incidents/concern/record.html", shown.record_page(concern, request.user))


@require_GET
def chronology(request: HttpRequest, reference: str) -> HttpResponse:
    """What happened on this record, in order."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = shown.frame(concern, "concern_chronology") | {"entries": chronology_of([concern])}
    return render(request, "incidents/concern/chronology.html", context)


@require_GET
def actions(request: HttpRequest, reference: str) -> HttpResponse:
    """The planned steps."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = shown.frame(concern, "concern_actions") | {
        "actions": shown.open_actions(concern),
        "done": shown.done_actions(concern),
        "is_open": concern.is_open,
    }
    return render(request, "incidents/concern/actions.html", context)


@require_GET
def referrals(request: HttpRequest, reference: str) -> HttpResponse:
    """The decisions and the referrals."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = shown.frame(concern, "concern_referrals") | {
        "referrals": referral_lines(concern),
        "decisions": decision_lines(concern, request.user),
        "is_open": concern.is_open,
    }
    return render(request, "incidents/concern/referrals.html", context)


@require_GET
def access(request: HttpRequest, reference: str) -> HttpResponse:
    """Who has looked at this record; looking at that is recorded too."""
    concern = reading.open_access_list(actor=request.user, reference=reference)
    looks, page = who_has_looked(concern, request.GET.get("page", ""))
    context = shown.frame(concern, "concern_access") | {"looks": looks, "page": page} | table_of(looks)
    return render(request, "incidents/concern/access.html", context)
