"""The pages of linked records: the sets of a school, one set, a step about all of them, and telling an agency."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from incidents.deadlines import earliest_referral
from incidents.forms.patterns import PatternReferralForm, PatternStepForm
from incidents.models import Pattern
from incidents.selectors import patterns as shown
from incidents.selectors import whom_to_tell
from incidents.services import patterns as linking
from incidents.views import acting
from safeguarding import clock, policy
from safeguarding.policy import Verb


@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """The sets of linked records of the school."""
    if not policy.schools(request.user, Verb.VIEW_QUEUE):
        raise policy.NotThere(Verb.VIEW_QUEUE)
    lines, page = shown.patterns_page(request.user, request.GET.get("page", ""))
    return render(request, "incidents/patterns/list.html", {"lines": lines, "page": page})


@require_GET
def pattern(request: HttpRequest, reference: str) -> HttpResponse:
    """One set. That it was opened is recorded before the first byte is shown."""
    found = linking.open_pattern(actor=request.user, reference=reference)
    return render(request, "incidents/patterns/pattern.html", shown.pattern_page(found, request.user))


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Records how far a step about all of them is."""
    found = linking.find_pattern(actor=request.user, verb=Verb.DECIDE, reference=reference)
    wanted = shown.step_at(step)
    if wanted is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=f"{reference}|{step}")
    acting.language_was_chosen(request)
    line = next(line for line in shown.step_lines(found) if line.step == step)
    opening = {"version": shown.version_of(found), "on": clock.today()}
    form = PatternStepForm(acting.posted(request), initial=opening)

    def act() -> HttpResponse:
        said = {name: form.cleaned_data[name] for name in ("state", "on", "words")}
        acted = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        linking.take_step(**acted, step=wanted, **said)
        messages.success(request, _("The step is recorded."))
        return redirect("pattern", reference)

    context = {"line": line, "is_possible": bool(shown.linked_concerns(found, request.user))}
    return _act_by_form(request, found, form, "incidents/patterns/step.html", act, context)


@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, reference: str) -> HttpResponse:
    """Records that an agency was told about all of them in one go, while somebody is on the phone or afterwards."""
    found = linking.find_pattern(actor=request.user, verb=Verb.REFER, reference=reference)
    acting.language_was_chosen(request)
    opened = linking.open_pattern(actor=request.user, reference=reference)
    concerns = shown.linked_concerns(opened, request.user, Verb.REFER)
    still_open = [concern for concern in concerns if concern.is_open]
    earliest = max((earliest_referral(concern.recorded_at) for concern in still_open), default=clock.now())
    opening = {"version": shown.version_of(found), "made_at": clock.now()}
    form = PatternReferralForm(acting.posted(request), initial=opening, earliest=earliest)

    def act() -> HttpResponse:
        acted = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        made = linking.refer_pattern(**acted, **form.referral)
        words = ngettext(
            "The referral is recorded on %(count)s record.", "The referral is recorded on %(count)s records.", len(made)
        )
        messages.success(request, words % {"count": len(made)})
        return redirect("pattern", reference)

    context = {
        "accounts": shown.accounts_of(concerns),
        "open": [{"reference": one.reference, "child": shown.child_of(one)} for one in still_open],
        "closed": [one.reference for one in concerns if not one.is_open],
        "contacts": whom_to_tell.may_be_called_direct(found.school),
        "is_possible": bool(still_open),
    }
    return _act_by_form(request, found, form, "incidents/patterns/referral.html", act, context)


def _act_by_form(request: HttpRequest, pattern: Pattern, form, template: str, act, context: dict) -> HttpResponse:
    done = acting.acted(request, form, act)
    if done is not None:
        return done
    texts = [] if context["is_possible"] else acting.written(form.data)
    return render(request, template, {"form": form, "reference": pattern.reference, "texts": texts} | context)
