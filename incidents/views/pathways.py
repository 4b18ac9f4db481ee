"""The pages of the signs and of the pathway."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.forms.pathways import PathwayForm, SignsForm, pathway_initial, signs_initial
from incidents.selectors import pathway as selected
from incidents.selectors import pathway_page
from incidents.services import pathways
from incidents.views import acting
from safeguarding.policy import Verb


@require_http_methods(["GET", "POST"])
def signs(request: HttpRequest, reference: str) -> HttpResponse:
    """Which signs are known, who said so and in which words."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    standing = selected.standing_signs(concern)
    opening = {"version": concern.version} | signs_initial(standing)
    form = SignsForm(acting.posted(request), initial=opening, standing=standing)

    def act() -> HttpResponse:
        said = {"noticed": form.noticed, "why_gone": form.why}
        pathways.record_signs(actor=request.user, reference=reference, seen_version=form.seen_version, **said)
        messages.success(request, _("The signs are recorded."))
        return redirect("pathway", reference)

    context = {"is_possible": concern.is_open, "state": concern.get_state_display()}
    return acting.act_by_form(request, concern, form, "incidents/reviewing/signs.html", act, context)


@require_http_methods(["GET", "POST"])
def pathway(request: HttpRequest, reference: str) -> HttpResponse:
    """What is proposed and why; a lead confirms it, or chooses another and says why."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    found = selected.found_on(concern)
    opening = {"version": concern.version} | pathway_initial(found.standing)
    form = PathwayForm(acting.posted(request), initial=opening, found=found)

    def act() -> HttpResponse:
        pathways.choose_pathway(
            actor=request.user,
            reference=reference,
            seen_version=form.seen_version,
            chosen=form.cleaned_data["chosen"],
            reasons=form.reasons,
        )
        messages.success(request, _("The pathway is recorded."))
        return redirect("pathway", reference)

    context = pathway_page.pathway_page(concern, found)
    context |= {"is_possible": concern.is_open, "state": concern.get_state_display()}
    return acting.act_by_form(request, concern, form, "incidents/reviewing/pathway.html", act, context)
