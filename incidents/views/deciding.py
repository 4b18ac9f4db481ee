"""The page on which it is decided whether to refer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.forms.deciding import DecideForm, initial_of
from incidents.reviewing import Task
from incidents.selectors import decisions, referrals
from incidents.selectors.identity import person_is_adult
from incidents.selectors.reviewing import mark_of
from incidents.services import deciding
from incidents.views import acting
from safeguarding.policy import Verb


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Police and children's services: yes, not yet or no, with reasons."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    standing = decisions.standing_decisions(concern)
    opening = initial_of(standing, decisions.proposed_triggers(concern, standing)) | {"version": concern.version}
    pre_ticked = decisions.pre_ticked(concern, standing)
    is_18 = person_is_adult(concern)
    form = DecideForm(acting.posted(request), initial=opening, pre_ticked=pre_ticked, is_18=is_18)

    def act() -> HttpResponse:
        agreement = deciding.decide(
            actor=request.user,
            reference=reference,
            seen_version=form.seen_version,
            triggers=form.cleaned_data["triggers"],
            police=form.answered("police"),
            childrens_services=form.answered("services"),
        )
        asked = _("Your decisions are recorded, and a second person is asked to agree.")
        messages.success(request, asked if agreement else _("Your decisions are recorded."))
        return redirect("concern", reference=reference)

    context = {
        "lines": referrals.decision_lines(concern, request.user),
        "guidance": decisions.guidance_in_force(concern.school),
        "why_ticked": decisions.why_pre_ticked(concern) if pre_ticked else "",
        "mark": mark_of(concern, Task.DECISION),
        "is_18": is_18,
        "is_possible": concern.is_open,
        "state": concern.get_state_display(),
    }
    return acting.act_by_form(request, concern, form, "incidents/referring/decide.html", act, context)
