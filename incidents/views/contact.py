"""The pages of what is known of who made contact: the overview, and the forms of accounts, demands and facts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.contact import (
    AccountForm,
    DemandForm,
    FactsForm,
    account_initial,
    demand_initial,
    facts_initial,
)
from incidents.models import Concern
from incidents.reviewing import Task
from incidents.selectors import concern_page, reviewing
from incidents.selectors import contact as shown
from incidents.services import contact as recording
from incidents.services import reading
from incidents.views import acting
from safeguarding import policy
from safeguarding.policy import Verb

PAGE = ["GET", "POST"]


@require_GET
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """Accounts, demands and facts, each with the way to correct it."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = concern_page.frame(concern, "review") | shown.contact_page(concern, request.user)
    context["mark"] = reviewing.mark_of(concern, Task.KNOWN)
    return render(request, "incidents/contact/overview.html", context)


@require_http_methods(PAGE)
def account(request: HttpRequest, reference: str) -> HttpResponse:
    """Records an account that made contact."""
    return _account(request, acting.concern_for(request, Verb.DECIDE, reference))


@require_http_methods(PAGE)
def correct_account(request: HttpRequest, reference: str, account_id: UUID) -> HttpResponse:
    """Records what is right about an account; what was recorded before stays."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    return _account(request, concern, _last(shown.accounts_of(concern), account_id))


@require_http_methods(PAGE)
def demand(request: HttpRequest, reference: str) -> HttpResponse:
    """Records a demand."""
    return _demand(request, acting.concern_for(request, Verb.DECIDE, reference))


@require_http_methods(PAGE)
def correct_demand(request: HttpRequest, reference: str, demand_id: UUID) -> HttpResponse:
    """Records what is right about a demand; what was recorded before stays."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    return _demand(request, concern, _last(shown.demands_of(concern), demand_id))


@require_http_methods(PAGE)
def facts(request: HttpRequest, reference: str) -> HttpResponse:
    """Records what else is known; the page opens with what was recorded last."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    last = next(iter(shown.known_facts(concern)[-1:]), None)
    form = FactsForm(acting.posted(request), initial={"version": concern.version} | facts_initial(last))

    def act() -> HttpResponse:
        recording.record_facts(actor=request.user, reference=reference, seen_version=form.seen_version, said=form.facts)
        return _recorded(request, reference, _("What is known is recorded."))

    return acting.act_by_form(request, concern, form, "incidents/contact/facts.html", act, _where(concern))


def _account(request: HttpRequest, concern: Concern, row=None) -> HttpResponse:
    acting.language_was_chosen(request)
    form = AccountForm(
        acting.posted(request),
        platforms=shown.offered_platforms(concern, row),
        initial={"version": concern.version} | account_initial(row),
    )

    def act() -> HttpResponse:
        recording.record_account(
            actor=request.user,
            reference=concern.reference,
            seen_version=form.seen_version,
            said=form.account,
            corrects=row and row.pk,
        )
        words = _("The correction is recorded.") if row else _("The account is recorded.")
        return _recorded(request, concern.reference, words)

    context = _where(concern) | {"is_correction": row is not None}
    return acting.act_by_form(request, concern, form, "incidents/contact/account.html", act, context)


def _demand(request: HttpRequest, concern: Concern, row=None) -> HttpResponse:
    acting.language_was_chosen(request)
    form = DemandForm(acting.posted(request), initial={"version": concern.version} | demand_initial(row))

    def act() -> HttpResponse:
        recording.record_demand(
            actor=request.user,
            reference=concern.reference,
            seen_version=form.seen_version,
            said=form.demanded,
            corrects=row and row.pk,
        )
        words = _("The correction is recorded.") if row else _("The demand is recorded.")
        return _recorded(request, concern.reference, words)

    context = _where(concern) | {"is_correction": row is not None}
    return acting.act_by_form(request, concern, form, "incidents/contact/demand.html", act, context)


def _last(rows: list, pk: UUID):
    """What is to be corrected: the last of the rows that correct one another."""
    found = shown.latest_of(rows, pk)
    if found is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(pk))
    return found


def _where(concern: Concern) -> dict:
    return {"is_possible": concern.is_open, "state": concern.get_state_display()}


def _recorded(request: HttpRequest, reference: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("contact", reference)
