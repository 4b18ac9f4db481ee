"""The safeguarding queue."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from incidents.selectors.due import due_today
from incidents.selectors.worklist import GROUPS, queue_group, unfinished_records
from incidents.services import triage
from incidents.workflow import MoveRefused
from safeguarding import clock, policy
from safeguarding.policy import Verb


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits, in groups, oldest first."""
    _guard(request)
    context = {
        "groups": [queue_group(request.user, code) for code in GROUPS],
        "due": due_today(request.user),
        "unfinished": unfinished_records(request.user),
        "checked_at": clock.now(),
    }
    return render(request, "incidents/queue/queue.html", context)


@require_GET
def group(request: HttpRequest, code: str) -> HttpResponse:
    """One group, page by page."""
    _guard(request)
    if code not in GROUPS:
        raise Http404
    context = {"group": queue_group(request.user, code, request.GET.get("after", ""))}
    return render(request, "incidents/queue/group.html", context)


@require_POST
def take_on(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes a concern on: it has an owner from now."""
    try:
        triage.take_on(actor=request.user, reference=reference)
    except MoveRefused:
        pass  # it was closed meanwhile: its page says so
    return redirect("concern", reference)


def _guard(request: HttpRequest) -> None:
    if not policy.schools(request.user, Verb.VIEW_QUEUE):
        raise policy.NotThere(Verb.VIEW_QUEUE)
