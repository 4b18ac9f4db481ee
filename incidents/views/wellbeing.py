"""The pages of a child’s safety: what stands, and recording a check."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.wellbeing import SafetyCheckForm
from incidents.reviewing import Task
from incidents.selectors import wellbeing as shown
from incidents.selectors.concern_page import frame
from incidents.selectors.reviewing import mark_of
from incidents.services import reading
from incidents.services import wellbeing as checking
from incidents.views import acting
from incidents.wellbeing import SelfHarm
from safeguarding.policy import Verb


@require_GET
def safety(request: HttpRequest, reference: str) -> HttpResponse:
    """Whether the child might hurt themselves, and what was put in place."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = frame(concern, "review") | shown.safety_page(concern)
    context |= {"helplines": shown.helplines(concern.school, for_adult=context["is_18"])}
    context["mark"] = mark_of(concern, Task.RISK)
    return render(request, "incidents/wellbeing/safety.html", context)


@require_http_methods(["GET", "POST"])
def safety_check(request: HttpRequest, reference: str) -> HttpResponse:
    """Records what was found by asking or watching."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    was_asked = concern.safety_checks.exclude(self_harm=SelfHarm.NOT_ASKED).exists()
    form = SafetyCheckForm(acting.posted(request), initial={"version": concern.version}, was_asked=was_asked)

    def act() -> HttpResponse:
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        checking.record_check(**said, **form.check)
        messages.success(request, _("The check is recorded."))
        return redirect("safety", reference)

    context = {"is_possible": concern.is_open, "state": concern.get_state_display()}
    context |= shown.said_of_images(concern) | shown.said_by_reporter(concern)
    return acting.act_by_form(request, concern, form, "incidents/wellbeing/check.html", act, context)
