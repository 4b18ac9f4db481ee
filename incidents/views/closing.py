"""The pages that move a concern on: plan, no further action, close, reopen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.forms.closing import AskToCloseForm, CloseForm, NoFurtherActionForm, PlanForm, ReopenForm
from incidents.models import Concern
from incidents.selectors.closing import ClosingNeeds, closing_needs
from incidents.selectors.identity import person_is_adult
from incidents.selectors.left_open import LeftOpen, left_open
from incidents.selectors.pathway import found_on, referral_or_exception
from incidents.selectors.referrals import request_line
from incidents.services import closing
from incidents.views import acting
from incidents.workflow import MOVES, possible
from safeguarding.policy import Verb


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """What is planned, and when it is looked at again."""
    concern = _opened(request, reference)
    opening = {"version": concern.version, "kind": concern.plan_kind or None, "review_on": concern.review_on}
    form = PlanForm(acting.posted(request), initial=opening)

    def act() -> HttpResponse:
        answers = {name: form.cleaned_data[name] for name in ("kind", "review_on", "words")}
        closing.plan(actor=request.user, reference=reference, seen_version=form.seen_version, **answers)
        return _moved(request, reference, _("The plan is recorded."))

    return acting.act_by_form(request, concern, form, "incidents/closing/plan.html", act, _from(concern, "plan"))


@require_http_methods(["GET", "POST"])
def end_without_action(request: HttpRequest, reference: str) -> HttpResponse:
    """Nothing further is done, and why."""
    concern = _opened(request, reference)
    form = NoFurtherActionForm(acting.posted(request), initial={"version": concern.version})

    def act() -> HttpResponse:
        reasons = form.cleaned_data["reasons"]
        closing.end_without_action(
            actor=request.user, reference=reference, seen_version=form.seen_version, reasons=reasons
        )
        return _moved(request, reference, _("It is recorded that nothing further is needed."))

    context = _from(concern, "end_without_action") | {"left": left_open(concern)}
    return acting.act_by_form(request, concern, form, "incidents/closing/no_further_action.html", act, context)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Closes the record, or first asks the second person who must agree."""
    concern = _opened(request, reference)
    needs, left = closing_needs(concern), left_open(concern)
    if needs.is_signed:
        return _close(request, concern, needs, left)
    if needs.is_waiting:
        context = {"line": request_line(concern, needs.request, request.user)}
        context["texts"] = acting.written(acting.posted(request))
        return acting.show(request, "incidents/closing/waiting.html", concern, context)
    return _ask(request, concern, needs, left)


def _close(request: HttpRequest, concern: Concern, needs: ClosingNeeds, left: LeftOpen) -> HttpResponse:
    answers, texts = _typed(request, closes=True)
    opening = {"version": concern.version, "reasons": needs.reasons}
    form = CloseForm(answers, initial=opening, asks_why=bool(left.rows))

    def act() -> HttpResponse:
        answers = {name: form.cleaned_data[name] for name in ("outcome", "reasons", "child_view", "no_child_view")}
        answers["why_left_open"] = form.cleaned_data.get("left_open", "")
        closing.close(actor=request.user, reference=concern.reference, seen_version=form.seen_version, **answers)
        return _moved(request, concern.reference, _("The record is closed."))

    context = _from(concern, "close") | texts | {"open_actions": needs.open_actions, "left": left}
    if needs.request:
        context |= {"line": request_line(concern, needs.request), "agreed": needs.reasons}
    return acting.act_by_form(request, concern, form, "incidents/closing/close.html", act, context)


def _ask(request: HttpRequest, concern: Concern, needs: ClosingNeeds, left: LeftOpen) -> HttpResponse:
    answers, texts = _typed(request, closes=False)
    form = AskToCloseForm(answers, initial={"version": concern.version, "reasons": needs.reasons})

    def act() -> HttpResponse:
        reasons = form.cleaned_data["reasons"]
        closing.ask_to_close(
            actor=request.user, reference=concern.reference, seen_version=form.seen_version, reasons=reasons
        )
        return _moved(request, concern.reference, _("A second person is asked to agree to the closing."))

    context = _from(concern, "close") | texts | {"left": left}
    context["line"] = request_line(concern, needs.request) if needs.request else None
    context |= {"exception_is_open": needs.exception_is_open, "was_overtaken": needs.was_overtaken}
    return acting.act_by_form(request, concern, form, "incidents/closing/ask.html", act, context)


def _typed(request: HttpRequest, *, closes: bool) -> tuple[QueryDict | None, dict]:
    """What was typed into this form; what was typed into the other of the two is only shown, to be copied.

    Whether a second person has to be asked may have changed since the page was drawn, and the second person reads
    what is typed for them: the words of the one form may not become the answers of the other.
    """
    typed = acting.posted(request)
    if typed and "reasons" in typed and ("child_view" in typed) is not closes:
        return None, {"texts": acting.written(typed)}
    return typed, {}


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes a closed record up again."""
    concern = _opened(request, reference)
    form = ReopenForm(acting.posted(request), initial={"version": concern.version})

    def act() -> HttpResponse:
        reasons = form.cleaned_data["reasons"]
        closing.reopen(actor=request.user, reference=reference, seen_version=form.seen_version, reasons=reasons)
        return _moved(request, reference, _("The record is open again and in review."))

    return acting.act_by_form(request, concern, form, "incidents/closing/reopen.html", act, _from(concern, "reopen"))


def _opened(request: HttpRequest, reference: str) -> Concern:
    acting.language_was_chosen(request)
    return acting.concern_for(request, Verb.DECIDE, reference)


def _from(concern: Concern, move: str) -> dict:
    """Whether the move is possible from here, where the record stands, and whether it has to be referred before."""
    is_possible = move in possible(concern.state)
    found = found_on(concern)
    is_asked = is_possible and "referral_or_exception" in MOVES[move].needs
    must_refer = is_asked and not referral_or_exception(concern, found)
    return {
        "is_possible": is_possible,
        "state": concern.get_state_display(),
        "must_refer": must_refer,
        "may_be_other": not found.was_confirmed,
        "is_18": person_is_adult(concern),
    }


def _moved(request: HttpRequest, reference: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("concern", reference=reference)
