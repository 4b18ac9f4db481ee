"""Exceptional viewing on a record: the page that says what stands, asking for one, and recording what took place."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.seeing import SeenForm
from incidents.forms.viewings import RecordForm, RequestForm
from incidents.models import Concern, ViewingRequest
from incidents.reviewing import Task
from incidents.selectors import concern_page
from incidents.selectors.pathway import is_sextortion
from incidents.selectors.reviewing import mark_of
from incidents.selectors.viewing_page import viewing_page
from incidents.selectors.viewing_rights import find_to_ask, who_is_who_at
from incidents.selectors.viewings import is_recorded, may_be_recorded, must_begin_by, requests
from incidents.services import reading, seeing
from incidents.services import viewings as services
from incidents.services.viewings import ViewingOver
from incidents.views import acting
from safeguarding import policy
from safeguarding.accounts.fresh import fresh_sign_in_required
from safeguarding.policy import Verb

PAGE = ["GET", "POST"]
_REPORT_KEPT = gettext_lazy(
    "Your report is kept. It is not a record of a viewing before somebody else has answered and the second person has "
    "signed."
)


@require_GET
def viewing(request: HttpRequest, reference: str) -> HttpResponse:
    """What was asked, answered, recorded and signed on a record; and that nobody needs to view anything."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = concern_page.frame(concern, "review") | viewing_page(concern, request.user)
    context["mark"] = mark_of(concern, Task.VIEWING)
    return render(request, "incidents/viewing/overview.html", context)


@require_GET
def before(request: HttpRequest, reference: str) -> HttpResponse:
    """Stops for a moment before anybody asks. The way that is offered first leads back."""
    concern = find_to_ask(request.user, reference)
    return acting.show(request, "incidents/viewing/before.html", concern, {"is_open": concern.is_open})


@require_http_methods(PAGE)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks that an image may be viewed, or writes down that it was."""
    concern = find_to_ask(request.user, reference)
    acting.language_was_chosen(request)
    known = who_is_who_at(concern.school_id)
    form = RequestForm(
        acting.posted(request),
        viewers=known.viewers,
        staff=known.staff,
        is_sextortion=is_sextortion(concern),
        initial={"version": concern.version},
    )

    def act() -> HttpResponse:
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        asked = services.ask_viewing(**said, wanted=form.wanted)
        told = _("It is recorded. Somebody else answers now whether it is allowed.")
        messages.success(request, _REPORT_KEPT if asked.is_retrospective else told)
        return redirect("viewing", reference)

    context = {"is_possible": concern.is_open, "state": concern.get_state_display()}
    return acting.act_by_form(request, concern, form, "incidents/viewing/request.html", act, context)


@require_http_methods(PAGE)
def record(request: HttpRequest, reference: str, viewing_id: UUID) -> HttpResponse:
    """What took place. Only the viewer records it, once, and signs with it."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    asked = requests().filter(concern=concern, pk=viewing_id, viewer=request.user).first()
    if asked is None:
        raise policy.NotThere(Verb.ASK_VIEWING, asked_for=str(viewing_id))
    return _record(request, concern, asked)


@fresh_sign_in_required
def _record(request: HttpRequest, concern: Concern, asked: ViewingRequest) -> HttpResponse:
    acting.language_was_chosen(request)
    asked.concern = concern
    form = RecordForm(acting.posted(request), initial={"version": concern.version})

    def act() -> HttpResponse:
        said = {"actor": request.user, "reference": concern.reference, "viewing_id": asked.pk}
        try:
            services.record_viewing(**said, happened=form.happened)
            told = _("It is recorded, and you have signed it.")
            messages.success(request, _REPORT_KEPT if asked.is_retrospective else told)
        except ViewingOver:
            messages.success(request, _("It was recorded before. Nothing has been changed."))
        return redirect("viewing", concern.reference)

    context = {"is_possible": may_be_recorded(asked), "is_recorded": is_recorded(asked), "asked": asked}
    context["must_begin_by"] = must_begin_by(asked)
    return acting.act_by_form(request, concern, form, "incidents/viewing/record.html", act, context)


@require_http_methods(PAGE)
def seen_by_accident(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody saw an image by accident: who, when and how; and support for them."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    opening = {"version": concern.version, "who": _reporter_who_saw(concern)}
    form = SeenForm(acting.posted(request), staff=who_is_who_at(concern.school_id).staff, initial=opening)

    def act() -> HttpResponse:
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version, "who": form.name}
        codes = {name: form.cleaned_data[name] for name in ("how", "seen_at", "support")}
        seeing.record_seen_by_accident(**said, **codes)
        messages.success(request, _("It is recorded, and an action is planned so that they are supported."))
        return redirect("viewing", reference)

    context = {"is_possible": concern.is_open, "state": concern.get_state_display()}
    return acting.act_by_form(request, concern, form, "incidents/viewing/seen.html", act, context)


def _reporter_who_saw(concern: Concern) -> str:
    """The person who recorded it, where they said that they saw an image."""
    return str(concern.incident.reporter_id) if concern.incident.seen_image == "YES" else ""
