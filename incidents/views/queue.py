"""The safeguarding queue."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from incidents.selectors.due import due_rows, due_today
from incidents.selectors.worklist import GROUPS, PAGE, added_to, queue_group, unfinished_records
from incidents.services import triage
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused
from safeguarding import clock, policy
from safeguarding.policy import Verb
from safeguarding.typed import number

DUE_PAGE = 100
ON_THE_QUEUE = [code for code in GROUPS if code != "closed"]


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits, in groups, oldest first."""
    _guard(request)
    found, added = due_today(request.user), added_to(request.user)
    unfinished, more_unfinished = unfinished_records(request.user)
    context = {
        "groups": [queue_group(request.user, code, added) for code in ON_THE_QUEUE if code != "added" or added],
        "due": due_rows(found[:PAGE]),
        "more_due": len(found) > PAGE,
        "unfinished": unfinished,
        "more_unfinished": more_unfinished,
        "checked_at": clock.now(),
    }
    return render(request, "incidents/queue/queue.html", context)


@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """Everything that is due, page by page."""
    _guard(request)
    page = Paginator(due_today(request.user), DUE_PAGE).get_page(request.GET.get("page", ""))
    context = {"due": due_rows(list(page)), "page": page}
    return render(request, "incidents/queue/due.html", context)


@require_GET
def group(request: HttpRequest, code: str) -> HttpResponse:
    """One group, page by page."""
    _guard(request)
    if code not in GROUPS:
        raise Http404
    context = {"group": queue_group(request.user, code, added_to(request.user), request.GET.get("after", ""))}
    return render(request, "incidents/queue/group.html", context)


@require_POST
def take_on(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes a concern on: it has an owner from now."""
    try:
        triage.take_on(actor=request.user, reference=reference)
    except triage.LedBySomebodyElse as led:
        words = _("%(name)s leads this record already. Nothing was changed. If you are to lead it, take it over.")
        messages.warning(request, words % {"name": led.name})
    except MoveRefused:
        pass  # it was closed meanwhile: its page says so
    return redirect("concern", reference)


@require_POST
def take_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes the lead from whoever had it when the page was opened; nobody's who took it on since."""
    try:
        seen_version = number(request.POST.get("version", "")) or 0
        triage.take_over(actor=request.user, reference=reference, seen_version=seen_version)
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody else has acted on this record since you opened it. Nothing was changed."))
    except MoveRefused:
        pass  # it was closed meanwhile: its page says so
    return redirect("concern", reference)


def _guard(request: HttpRequest) -> None:
    if not policy.schools(request.user, Verb.VIEW_QUEUE):
        raise policy.NotThere(Verb.VIEW_QUEUE)
