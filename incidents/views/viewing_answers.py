"""What waits for somebody who answers, records or signs a viewing, and whom the head names for it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.viewing_answers import AnswerForm, SignForm
from incidents.forms.viewing_namings import NamingForm
from incidents.models import ViewingRequest
from incidents.selectors import viewings as selector
from incidents.selectors.viewing_page import place_and_time
from incidents.selectors.viewing_rights import who_is_who_at
from incidents.services import viewing_namings
from incidents.services import viewings as services
from incidents.services.viewings import ViewingOver
from incidents.viewings import ALLOWED_FOR
from incidents.views import acting, second_person
from incidents.workflow import MoveRefused
from safeguarding import clock, policy
from safeguarding.accounts.choosing import address, choose_school, chosen_school
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
    form, who = AnswerForm(acting.posted(request)), {"actor": request.user, "viewing_id": viewing_id}

    def act() -> HttpResponse:
        services.answer_viewing(**who, is_allowed=form.is_allowed, reasons=form.words)
        messages.success(request, _("Your answer is recorded, and the safeguarding lead can see it."))
        return redirect("viewing_answer", viewing_id=viewing_id)

    def show(asked: ViewingRequest) -> HttpResponse:
        sight = selector.sight(asked)
        context = {"form": form, "sight": sight, "facts": second_person.age_and_year(sight)}
        context["days"] = ALLOWED_FOR.days
        return render(request, "incidents/viewing/answer.html", context)

    def when_over(over: ViewingOver) -> HttpResponse:
        given = over.request.answer if selector.is_answered(over.request) else None
        at, theirs = (given.at, given.by_id == request.user.pk) if given else (None, False)
        return second_person.answered(request, form, "incidents/viewing/over.html", at=at, by_this_person=theirs)

    see = partial(services.see_request, **who)
    return second_person.act_once(request, form, act=act, see=see, show=show, over=ViewingOver, when_over=when_over)


@require_http_methods(PAGE)
def sign(request: HttpRequest, viewing_id: UUID) -> HttpResponse:
    """The second person signs, from their own account. For everybody else there is nothing to sign."""
    services.require_to_sign(actor=request.user, viewing_id=viewing_id)
    return _sign(request, viewing_id)


@fresh_sign_in_required
def _sign(request: HttpRequest, viewing_id: UUID) -> HttpResponse:
    form, who = SignForm(acting.posted(request)), {"actor": request.user, "viewing_id": viewing_id}

    def act() -> HttpResponse:
        services.sign_viewing(**who)
        messages.success(request, _("You have signed."))
        return redirect("viewings")

    def show(asked: ViewingRequest) -> HttpResponse:
        context = {"form": form, "facts": place_and_time(asked), "is_retrospective": asked.is_retrospective}
        return render(request, "incidents/viewing/sign.html", context)

    def when_over(_over: ViewingOver) -> HttpResponse:
        return render(request, "incidents/viewing/signed.html")

    see = partial(services.see_to_sign, **who)
    return second_person.act_once(request, form, act=act, see=see, show=show, over=ViewingOver, when_over=when_over)


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
    form = NamingForm(acting.posted(request), people=known.stand_ins, initial={"starts_on": clock.today()})
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
    namings = [(naming, known.counts(naming)) for naming in known.standing]
    context = {"form": form, "namings": namings, "school_name": school.shown_name}
    return render(request, "incidents/viewing/delegates.html", context)
