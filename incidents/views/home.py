"""The first page after sign-in."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from incidents.selectors.home import numbers_for, waiting_for_agreement
from incidents.selectors.own_records import sent_this_term, unfinished
from incidents.selectors.viewings import waiting_for
from incidents.selectors.wellbeing import worries_for
from incidents.selectors.whom_to_tell import places_of, safeguarding_team
from safeguarding import clock, policy
from safeguarding.accounts.keeping import WAITING
from safeguarding.policy import Verb

ABOUT_A_TERM = timedelta(days=120)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What this person may begin, and what waits for them."""
    user = request.user
    records = places_of(user, Verb.RECORD_CONCERN)
    context = {
        "places": [{"school": school, "team": safeguarding_team(school)} for school in records],
        "has_no_role": not user.roles_in_force(),
        "unfinished": unfinished(user) if records else [],
        "sent": sent_this_term(user, clock.now() - ABOUT_A_TERM) if records else 0,
        "worries": worries_for(user),
        "numbers": numbers_for(user),
        "agreements": waiting_for_agreement(user),
        "viewings": len(waiting_for(user)),
        "may_import": bool(policy.schools(user, Verb.IMPORT_ROLL)),
        "has_kept_words": request.session.get(WAITING, False),
        "may_audit": bool(policy.schools(user, Verb.VIEW_AUDIT)),
        "may_keep_guidance": bool(policy.schools(user, Verb.MANAGE_CONTACTS)),
    }
    return render(request, "incidents/home.html", context)
