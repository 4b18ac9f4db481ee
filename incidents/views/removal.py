"""The pages of getting images removed, of age, and of what an adult wants."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.removal import CHILD, AgeForm, ConsentForm, RemovalForm
from incidents.models import Concern
from incidents.removing import PLATFORM
from incidents.reviewing import Task
from incidents.selectors import concern_page, pathway
from incidents.selectors import removal as shown
from incidents.selectors.reviewing import mark_of
from incidents.services import reading
from incidents.services import removal as removing
from incidents.views import acting
from safeguarding import clock, policy
from safeguarding.directory.selectors import platforms_for
from safeguarding.policy import Verb

PAGE = ["GET", "POST"]


@require_GET
def removal(request: HttpRequest, reference: str) -> HttpResponse:
    """Which tools apply to this child or adult, and how far each is."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = concern_page.frame(concern, "review") | shown.removal_page(concern)
    context |= {"mark": mark_of(concern, Task.REMOVAL), "task": Task.REMOVAL}
    return render(request, "incidents/removal/removal.html", context)


@require_http_methods(PAGE)
def removal_step(request: HttpRequest, reference: str, tool: str) -> HttpResponse:
    """How far one tool is."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    found = shown.tool_of(concern, tool)
    if found is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=f"{reference}|{tool}")
    acting.language_was_chosen(request)
    platforms = platforms_for(concern.school) if tool == PLATFORM else None
    opening = {"version": concern.version, "on": clock.today()}
    opening |= shown.opening(concern, tool, request.GET.get("platform", ""))
    form = RemovalForm(
        acting.posted(request), platforms=platforms, is_18=pathway.person_is_adult(concern), initial=opening
    )

    def act() -> HttpResponse:
        removing.record_removal(
            actor=request.user, reference=reference, seen_version=form.seen_version, tool=tool, **form.removal
        )
        messages.success(request, _("It is recorded how far it is."))
        return redirect("removal", reference)

    context = {"tool": found, "is_possible": concern.is_open, "state": concern.get_state_display()}
    return acting.act_by_form(request, concern, form, "incidents/removal/tool.html", act, context)


@require_http_methods(PAGE)
def age(request: HttpRequest, reference: str) -> HttpResponse:
    """The one question that is asked where somebody is 18 or over."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    answered = shown.age_answer(concern)
    opening = {"version": concern.version, "taken_under_18": answered.taken_under_18 if answered else None}
    form = AgeForm(acting.posted(request), initial=opening)

    def act() -> HttpResponse:
        taken = form.cleaned_data["taken_under_18"]
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        removing.answer_age(**said, taken_under_18=taken)
        messages.success(request, _("The answer is recorded."))
        return redirect("removal", reference)

    is_adult = pathway.person_is_adult(concern)
    return acting.act_by_form(request, concern, form, "incidents/removal/age.html", act, _asked(concern, is_adult))


@require_http_methods(PAGE)
def adult_consent(request: HttpRequest, reference: str) -> HttpResponse:
    """Whether an adult agrees that it is reported, and who they are to the school."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    said = shown.adult_consent(concern)
    opening = {"version": concern.version} | shown.opening_of_consent(said)
    form = ConsentForm(acting.posted(request), is_pupil=concern.pupil is not None, initial=opening)

    def act() -> HttpResponse:
        removing.record_consent(actor=request.user, reference=reference, seen_version=form.seen_version, **form.wishes)
        is_child = form.cleaned_data.get("connection") == CHILD
        told = _("It is recorded that this is about a child.") if is_child else _("It is recorded what they want.")
        messages.success(request, told)
        return redirect("removal", reference)

    context = _asked(concern, pathway.may_be_adult(concern)) | {"is_wales": concern.school.jurisdiction == "WALES"}
    return acting.act_by_form(request, concern, form, "incidents/removal/consent.html", act, context)


def _asked(concern: Concern, is_asked: bool) -> dict:
    """What a page says that is for adults only: whether it asks of this person, and where the record stands."""
    return {
        "is_asked": is_asked,
        "is_possible": is_asked and concern.is_open,
        "state": concern.get_state_display(),
    }
