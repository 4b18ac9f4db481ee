"""What waits for somebody who answers, records or signs a viewing, and whom the head names for it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.viewing_answers import AnswerForm, SignForm
from incidents.forms.viewing_namings import NamingForm
from incidents.selectors import viewings as selector
from incidents.selectors.viewing_page import place_and_time
from incidents.selectors.viewing_rights import who_is_who_at
from incidents.services import viewing_namings
from incidents.services import viewings as services
from incidents.services.viewings import ViewingOver
from incidents.views import acting
from incidents.views.choosing import address, choose_school, chosen_school
from incidents.workflow import MoveRefused
from safeguarding import clock, policy
from safeguarding.accounts.fresh import fresh_sign_in_required
from safeguarding.policy import Verb
from safeguarding.schools.models import School
from safeguarding.typed import identity

PAGE = ["GET", "POST"]


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this person, without a child's name; for the head also what came of the latest viewings."""
    if not (policy.schools(request.user, Verb.RECORD_CONCERN) or policy.schools(request.user, Verb.ALLOW_VIEWING)):
        raise policy.NotThere(Verb.ALLOW_VIEWING)
    what = {"ANSWER": _("Answer a request"), "RECORD": _("Record what took place"), "SIGN": _("Sign as present")}
    rows = [
        [
            {"text": what[one.part], "url": _page_of(one)},
            {"text": one.asked_by, "lang": "und"},
            {"when": one.at},
        ]
        for one in selector.waiting_for(request.user)
    ]
    came = [
        [
            {"when": one.asked_at},
            {"text": one.asked_by, "lang": "und"},
            {"text": one.answer},
            {"text": one.record, "note": ". ".join(one.flags)},
        ]
        for one in selector.what_came(request.user)
    ]
    context = {"head": [_("What to do"), _("Asked by"), _("When")], "rows": rows, "came": came}
    context["came_head"] = [_("Asked on"), _("Asked by"), _("Answer"), _("What came of it")]
    context["may_name"] = bool(policy.schools(request.user, Verb.CONFIRM_ROLES))
    return render(request, "incidents/viewing/waiting.html", context)


def _page_of(one: selector.Waiting) -> str:
    if one.part == "RECORD":
        return reverse("viewing_record", kwargs={"reference": one.reference, "viewing_id": one.id})
    return reverse("viewing_answer" if one.part == "ANSWER" else "viewing_sign", kwargs={"viewing_id": one.id})


@require_http_methods(PAGE)
def answer(request: HttpRequest, viewing_id: UUID) -> HttpResponse:
    """One request. For everybody but a person who may answer it there is none."""
    services.require_request(actor=request.user, viewing_id=viewing_id)
    return _answer(request, viewing_id)


@fresh_sign_in_required
def _answer(request: HttpRequest, viewing_id: UUID) -> HttpResponse:
    acting.language_was_chosen(request)
    form = AnswerForm(acting.posted(request))
    if form.is_bound and acting.is_only_shown(request):
        form.unjudged()
    try:
        if form.is_bound and not acting.is_only_shown(request) and form.is_valid():
            said = {"is_allowed": form.is_allowed, "reasons": form.words}
            services.answer_viewing(actor=request.user, viewing_id=viewing_id, **said)
            messages.success(request, _("Your answer is recorded, and the safeguarding lead can see it."))
            return redirect("viewing_answer", viewing_id=viewing_id)
        asked = services.see_request(actor=request.user, viewing_id=viewing_id)
    except ViewingOver as over:
        return render(request, "incidents/viewing/over.html", _over(request, form, over.request))
    sight = selector.sight(asked)
    facts = [
        {"key": _("Age"), "value": _("not known") if sight.age is None else sight.age},
        {"key": _("Year group"), "value": sight.year or _("not known")},
    ]
    return render(request, "incidents/viewing/answer.html", {"form": form, "sight": sight, "facts": facts})


def _over(request: HttpRequest, form: AnswerForm, asked) -> dict:
    """That it is answered; an answer that came too late is shown to who wrote it."""
    given = asked.answer if selector.is_answered(asked) else None
    is_late = form.is_bound and (given is None or given.by_id != request.user.pk)
    texts = [form.words] if is_late and form.is_valid() and form.words else []
    return {"answered_at": given.at if given else None, "not_recorded": is_late, "texts": texts}


@require_http_methods(PAGE)
def sign(request: HttpRequest, viewing_id: UUID) -> HttpResponse:
    """The second person signs, from their own account. For everybody else there is nothing to sign."""
    services.require_to_sign(actor=request.user, viewing_id=viewing_id)
    return _sign(request, viewing_id)


@fresh_sign_in_required
def _sign(request: HttpRequest, viewing_id: UUID) -> HttpResponse:
    acting.language_was_chosen(request)
    form = SignForm(acting.posted(request))
    if form.is_bound and acting.is_only_shown(request):
        form.unjudged()
    try:
        if form.is_bound and not acting.is_only_shown(request) and form.is_valid():
            services.sign_viewing(actor=request.user, viewing_id=viewing_id)
            messages.success(request, _("You have signed."))
            return redirect("viewings")
        asked = services.see_to_sign(actor=request.user, viewing_id=viewing_id)
    except ViewingOver:
        return render(request, "incidents/viewing/signed.html")
    return render(request, "incidents/viewing/sign.html", {"form": form, "facts": place_and_time(asked)})


@require_http_methods(PAGE)
def delegates(request: HttpRequest) -> HttpResponse:
    """Whom the head has named, and naming another or ending it."""
    school = chosen_school(request, Verb.CONFIRM_ROLES)
    if school is None:
        return choose_school(request, Verb.CONFIRM_ROLES)
    return _delegates(request, school)


@fresh_sign_in_required
def _delegates(request: HttpRequest, school: School) -> HttpResponse:
    acting.language_was_chosen(request)
    known, back = who_is_who_at(school.pk), address(request, "viewing_delegates")
    if request.POST.get("end"):
        naming_id = identity(request.POST["end"])
        viewing_namings.end_naming(actor=request.user, school=school, naming_id=naming_id)
        messages.success(request, _("It has ended."))
        return redirect(back)
    form = NamingForm(acting.posted(request), staff=known.staff, initial={"starts_on": clock.today()})
    if form.is_bound and acting.is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("may", "starts_on", "ends_on")}
        try:
            person_id = UUID(form.cleaned_data["person"])
            viewing_namings.name_for_viewings(actor=request.user, school=school, person_id=person_id, **said)
            messages.success(request, _("They are named."))
            return redirect(back)
        except MoveRefused as refused:
            form.refused(refused.missing)
    context = {"form": form, "namings": known.standing, "school_name": school.shown_name}
    return render(request, "incidents/viewing/delegates.html", context)
