"""The pages of support for a child: the plan, and the days on which somebody speaks with them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.support import CheckInDoneForm, CheckInForm, SupportPlanForm
from incidents.models import Concern
from incidents.reviewing import Task
from incidents.selectors import support as shown
from incidents.selectors.concern_page import frame
from incidents.selectors.reviewing import mark_of
from incidents.selectors.wellbeing import said_of_images
from incidents.services import reading
from incidents.services import support as supporting
from incidents.views import acting
from safeguarding import policy
from safeguarding.policy import Verb

PAGE = ["GET", "POST"]


@require_GET
def support(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is there for the child, and when somebody speaks with them again."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = frame(concern, "review") | shown.support_page(concern) | {"mark": mark_of(concern, Task.SUPPORT)}
    return render(request, "incidents/support/support.html", context)


@require_http_methods(PAGE)
def support_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Plans who is there for the child; it begins with what was planned before."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    last = shown.standing_plan(concern)
    opening = {"version": concern.version}
    if last:
        opening |= {"named_adult": last.named_adult, "child_says": last.child_says, "words": last.words}
        opening["services"] = last.services.split(",")
    services = shown.services_of(concern)
    form = SupportPlanForm(acting.posted(request), initial=opening, services=services)

    def act() -> HttpResponse:
        supporting.plan_support(**_of(request, reference, form), **form.plan)
        return _recorded(request, reference, _("The support is on the record."))

    return acting.act_by_form(request, concern, form, "incidents/support/plan.html", act, _where(concern))


@require_http_methods(PAGE)
def check_in(request: HttpRequest, reference: str) -> HttpResponse:
    """Plans a check-in, with the child’s named adult unless somebody else is typed."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    last = shown.standing_plan(concern)
    opening = {"version": concern.version, "with_whom": last.named_adult if last else ""}
    form = CheckInForm(acting.posted(request), initial=opening)

    def act() -> HttpResponse:
        said = {name: form.cleaned_data[name] for name in ("due_on", "with_whom")}
        supporting.plan_check_in(**_of(request, reference, form), **said)
        return _recorded(request, reference, _("The check-in is planned."))

    return acting.act_by_form(request, concern, form, "incidents/support/check_in.html", act, _where(concern))


@require_http_methods(PAGE)
def check_in_done(request: HttpRequest, reference: str, check_in_id: UUID) -> HttpResponse:
    """Records whether a check-in took place, and how the child is."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    found = shown.check_in_of(concern, check_in_id)
    if found is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(check_in_id))
    acting.language_was_chosen(request)
    form = CheckInDoneForm(acting.posted(request), initial={"version": concern.version})
    # Who had the page open when somebody else recorded it may still send it, so that what they typed comes back.
    if hasattr(found, "done") and not form.is_bound:
        return redirect("support", reference)

    def act() -> HttpResponse:
        said = {name: form.cleaned_data[name] for name in ("happened", "words")}
        supporting.complete_check_in(**_of(request, reference, form), check_in_id=check_in_id, **said)
        return _recorded(request, reference, _("The check-in is recorded."))

    context = {"due_on": found.due_on, "with_whom": found.with_whom} | said_of_images(concern)
    return acting.act_by_form(request, concern, form, "incidents/support/check_in_done.html", act, context)


def _of(request: HttpRequest, reference: str, form) -> dict:
    return {"actor": request.user, "reference": reference, "seen_version": form.seen_version}


def _where(concern: Concern) -> dict:
    return {"is_possible": concern.is_open, "state": concern.get_state_display()} | said_of_images(concern)


def _recorded(request: HttpRequest, reference: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("support", reference)
