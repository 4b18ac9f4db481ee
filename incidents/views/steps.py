"""The pages of the steps of the guidance: a list in its order, and one step."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.forms.steps import StepForm, TalkedForm
from incidents.models import Concern
from incidents.removing import StepState
from incidents.selectors import concern_page, whom_to_tell
from incidents.selectors import steps as shown
from incidents.selectors.identity import person_is_adult
from incidents.services import steps as taking
from incidents.views import acting
from safeguarding import clock, policy
from safeguarding.directory.models import StepList
from safeguarding.policy import Verb


@require_http_methods(["GET", "POST"])
def steps(request: HttpRequest, reference: str, list: str) -> HttpResponse:
    """The steps of a list in their order; those that were talked about at once are recorded here at once."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    which, known = _list_for(concern, list)
    acting.language_was_chosen(request)
    standing = shown.standing_steps(concern)
    opening = {"version": concern.version, "on": clock.today()}
    new = [step for step in known if step.code not in standing]
    form = TalkedForm(acting.posted(request), steps=known if request.method == "POST" else new, initial=opening)

    def act() -> HttpResponse:
        taking.take_steps(
            actor=request.user,
            reference=reference,
            seen_version=form.seen_version,
            list_slug=list,
            codes=form.cleaned_data["steps"],
            state=StepState.TALKED,
            **form.help,
        )
        messages.success(request, _("It is recorded what you talked about."))
        return redirect("steps", reference, list)

    frame = concern_page.frame(concern, "review")
    context = frame | {
        "title": shown.name_of(which, is_18=frame["is_18"]),
        "intro": shown.intro_of(which, is_18=frame["is_18"]),
        "tasks": shown.task_rows(concern, list, known, standing),
        "is_phishing": which == StepList.PHISHING,
        "contacts": whom_to_tell.for_fraud(concern.school) if which == StepList.PHISHING else [],
        "is_possible": concern.is_open and bool(new or form.is_bound),
        "is_open": concern.is_open,
    }
    return acting.act_by_form(request, concern, form, "incidents/removal/steps.html", act, context)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, reference: str, list: str, code: str) -> HttpResponse:
    """How far one step is."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    which, known = _list_for(concern, list)
    found = next((step for step in known if step.code == code), None)
    if found is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=f"{reference}|{code}")
    acting.language_was_chosen(request)
    rows = shown.steps_taken(concern)
    standing = {row.step: row for row in rows}
    opening = {"version": concern.version, "on": clock.today()} | shown.opening(standing.get(code))
    states = shown.states_of(which, is_18=person_is_adult(concern))
    form = StepForm(acting.posted(request), states=states, initial=opening)

    def act() -> HttpResponse:
        said = {"codes": [code], "state": form.cleaned_data["state"]} | form.help
        taking.take_steps(
            actor=request.user, reference=reference, seen_version=form.seen_version, list_slug=list, **said
        )
        messages.success(request, _("The step is recorded."))
        return redirect("steps", reference, list)

    context = {
        "list": list,
        "step": found,
        "first": shown.before(known, standing, code) if which == StepList.KEEP_SAFE else [],
        "lines": shown.lines_about(rows, code),
        "is_possible": concern.is_open,
        "state": concern.get_state_display(),
    }
    return acting.act_by_form(request, concern, form, "incidents/removal/step.html", act, context)


def _list_for(concern: Concern, slug: str) -> tuple:
    found = shown.find_list(concern, slug)
    if found is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=f"{concern.reference}|{slug}")
    return found
