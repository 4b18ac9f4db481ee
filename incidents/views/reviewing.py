"""The pages of the initial review: its tasks, a sitting, the reasons to refer at once, and marking a task."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from incidents.deadlines import earliest_referral
from incidents.forms.deciding import NONE
from incidents.forms.reviewing import SittingForm, TriggersForm
from incidents.reviewing import Task, TaskState
from incidents.selectors import concern_page, decisions
from incidents.selectors import reviewing as shown
from incidents.selectors.pathway import is_about_images
from incidents.services import reading, reviewing
from incidents.views import acting
from incidents.workflow import MoveRefused
from safeguarding import clock
from safeguarding.policy import Verb

MARKS = (TaskState.DONE, TaskState.IN_PROGRESS)


@require_GET
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """The tasks of the review, in any order, with how far each is."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = concern_page.frame(concern, "review") | shown.review_page(concern)
    return render(request, "incidents/reviewing/review.html", context)


@require_http_methods(["GET", "POST"])
def sitting(request: HttpRequest, reference: str) -> HttpResponse:
    """Records a sitting of the review, and shows the earlier ones."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    opening = {"version": concern.version, "met_at": clock.now()}
    form = SittingForm(acting.posted(request), initial=opening, earliest=earliest_referral(concern.recorded_at))

    def act() -> HttpResponse:
        said = {name: form.cleaned_data[name] for name in ("met_at", "people", "words")}
        reviewing.record_sitting(actor=request.user, reference=reference, seen_version=form.seen_version, **said)
        messages.success(request, _("The sitting is recorded."))
        return redirect("review", reference)

    context = _of(concern, Task.PEOPLE) | {
        "sittings": shown.sittings(concern),
        "guidance": decisions.guidance_in_force(concern.school),
    }
    return acting.act_by_form(request, concern, form, "incidents/reviewing/sitting.html", act, context)


@require_http_methods(["GET", "POST"])
def triggers(request: HttpRequest, reference: str) -> HttpResponse:
    """Records which reasons to refer at once apply."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    standing = decisions.standing_decisions(concern)
    found, ticked = decisions.triggers_found(concern), decisions.proposed_triggers(concern, standing)
    opening = {"version": concern.version, "triggers": ticked or ([NONE] if found else [])}
    form = TriggersForm(acting.posted(request), initial=opening, pre_ticked=decisions.pre_ticked(concern, standing))

    def act() -> HttpResponse:
        codes, words = form.cleaned_data["triggers"], form.cleaned_data["words"]
        reviewing.find_triggers(
            actor=request.user, reference=reference, seen_version=form.seen_version, triggers=codes, words=words
        )
        asked = _("It is recorded that a reason to refer at once applies. Refer now, or decide whether to refer.")
        messages.success(request, asked if codes else _("It is recorded that no reason to refer at once was found."))
        return redirect("review", reference)

    context = _of(concern, Task.TRIGGERS) | {"found": shown.found_line(concern, found)}
    return acting.act_by_form(request, concern, form, "incidents/reviewing/triggers.html", act, context)


@require_POST
def mark(request: HttpRequest, reference: str) -> HttpResponse:
    """Says how far a task is."""
    acting.concern_for(request, Verb.DECIDE, reference)
    task, state = request.POST.get("task", ""), request.POST.get("state", "")
    if task in Task and state in MARKS:
        try:
            reviewing.mark_task(actor=request.user, reference=reference, task=task, state=state)
            done = _("“%(task)s” is marked as done.")
            text = done if state == TaskState.DONE else _("“%(task)s” is marked as not finished.")
            messages.success(request, text % {"task": Task(task).label})
        except MoveRefused:
            messages.warning(request, _("This record is closed. Nothing was changed."))
    return redirect("review", reference)


def _of(concern, task: Task) -> dict:
    """What the page of a task knows beside its form."""
    return {
        "mark": shown.mark_of(concern, task),
        "is_possible": concern.is_open,
        "state": concern.get_state_display(),
        "about_images": is_about_images(concern),
    }
