"""What a second person is asked: the list, and the page that shows one request until it is answered."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.agreeing import AnswerForm
from incidents.models import Agreement, AgreementPurpose
from incidents.selectors import agreements
from incidents.selectors.left_open import left_open
from incidents.services import agreeing
from incidents.services.agreeing import NoLongerAsked
from incidents.views import acting, second_person
from safeguarding import policy
from safeguarding.accounts.fresh import fresh_sign_in_required
from safeguarding.policy import Verb


@require_GET
def agreement_list(request: HttpRequest) -> HttpResponse:
    """The requests that wait for this person."""
    if not policy.schools(request.user, Verb.AGREE):
        raise policy.NotThere(Verb.AGREE)
    head = [_("What is asked"), _("Asked by"), _("When")]
    rows = [
        [
            {"text": asked.purpose, "url": reverse("agree", kwargs={"agreement_id": asked.id})},
            {"text": asked.asked_by, "lang": "und"},
            {"when": asked.asked_at},
        ]
        for asked in agreements.open_requests(request.user)
    ]
    return render(request, "incidents/agreeing/list.html", {"head": head, "rows": rows})


@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One request. For everybody but a second person there is none."""
    agreeing.require_request(actor=request.user, agreement_id=agreement_id)
    return _agree(request, agreement_id)


@fresh_sign_in_required
def _agree(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    form, who = AnswerForm(acting.posted(request)), {"actor": request.user, "agreement_id": agreement_id}

    def act() -> HttpResponse:
        agreeing.answer_request(**who, agreed=form.agreed, reasons=form.words)
        messages.success(request, _("Your answer is recorded, and the safeguarding lead can see it."))
        return redirect("agree", agreement_id=agreement_id)

    def show(asked: Agreement) -> HttpResponse:
        sight = agreements.sight(asked)
        category = {"key": _("Category"), "value": sight.category or _("not decided yet")}
        context = {"form": form, "sight": sight, "facts": [*second_person.age_and_year(sight), category]}
        context["is_closing"] = asked.purpose == AgreementPurpose.CLOSING
        context["still_open"] = left_open(asked.concern).rows if context["is_closing"] else []
        return render(request, "incidents/agreeing/answer.html", context)

    def when_over(over: NoLongerAsked) -> HttpResponse:
        at, theirs = agreements.answered_at(over.agreement), agreements.was_answered_by(over.agreement, request.user)
        return second_person.answered(request, form, "incidents/agreeing/over.html", at=at, by_this_person=theirs)

    see = partial(agreeing.see_request, **who)
    return second_person.act_once(request, form, act=act, see=see, show=show, over=NoLongerAsked, when_over=when_over)
