"""What a member of staff does when a child tells them something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from incidents.selectors.whom_to_tell import may_be_called_direct, safeguarding_team, support_for_staff


@require_GET
def what_to_do_now(request: HttpRequest) -> HttpResponse:
    """The page to read in one breath, for everybody who signs in."""
    held = request.user.roles_in_force()
    school = held[0].school if held else None
    context = {
        "team": safeguarding_team(school) if school else [],
        "direct": may_be_called_direct(school) if school else [],
        "support": support_for_staff(school) if school else [],
    }
    return render(request, "incidents/help/what_to_do_now.html", context)
