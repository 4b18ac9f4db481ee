"""What a member of staff does when a child tells them something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from incidents.selectors.whom_to_tell import (
    for_worried_adults,
    may_be_called_direct,
    places_of,
    safeguarding_team,
    support_for_staff,
)


@require_GET
def what_to_do_now(request: HttpRequest) -> HttpResponse:
    """The page to read in one breath, for everybody who signs in; with whom to tell at each school they work at."""
    places = [
        {
            "school": school.shown_name,
            "team": safeguarding_team(school),
            "direct": may_be_called_direct(school),
            "support": support_for_staff(school),
            "worried": for_worried_adults(school),
        }
        for school in places_of(request.user)
    ]
    return render(request, "incidents/help/what_to_do_now.html", {"places": places})
