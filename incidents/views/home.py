"""The first page after sign-in."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from incidents.selectors.home import numbers_for, waiting_for_agreement
from incidents.selectors.own_records import sent_this_term, unfinished
from incidents.selectors.whom_to_tell import may_be_called_direct, safeguarding_team
from safeguarding import clock, policy
from safeguarding.policy import Verb

ABOUT_A_TERM = timedelta(days=120)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What this person may begin, and what waits for them."""
    user = request.user
    held = user.roles_in_force()
    school = held[0].school if held else None
    records = policy.schools(user, Verb.RECORD_CONCERN)
    several = {role.school.code: role.school for role in held if role.school_id in records}
    context = {
        "several": list(several.values()) if len(several) > 1 else [],
        "may_record": bool(records),
        "has_no_role": school is None,
        "team": safeguarding_team(school) if records else [],
        "direct": may_be_called_direct(school) if records else [],
        "unfinished": unfinished(user) if records else [],
        "sent": sent_this_term(user, clock.now() - ABOUT_A_TERM) if records else 0,
        "numbers": numbers_for(user),
        "agreements": waiting_for_agreement(user),
        "may_import": bool(policy.schools(user, Verb.IMPORT_ROLL)),
        "may_audit": bool(policy.schools(user, Verb.VIEW_AUDIT)),
    }
    return render(request, "incidents/home.html", context)
