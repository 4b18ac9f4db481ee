"""The head's audit page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from incidents.forms.audit_trail import TrailForm
from incidents.selectors.audit_trail import Wanted, people_of, trail_page
from incidents.services import inspecting
from safeguarding import policy
from safeguarding.audit import counting
from safeguarding.audit.verification import verify
from safeguarding.policy import Verb
from safeguarding.schools.models import School

FILTERS = (
    "trail", "event", "person", "first_day_day", "first_day_month", "first_day_year",
    "last_day_day", "last_day_month", "last_day_year",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, the newest first; a POST checks the whole trail and says whether it is whole."""
    school, team_only = _reach(request)
    counting.write_down_past_minutes()
    inspecting.open_trail(actor=request.user, school=school, checked=request.method == "POST")
    verdict = verify(school.pk) if request.method == "POST" else None
    asked = request.GET if set(FILTERS) & set(request.GET) else None
    form = TrailForm(asked, people=people_of(school, team_only=team_only), team_only=team_only)
    page = trail_page(school, _wanted(request, form, team_only))
    context = {
        "form": form,
        "page": page,
        "team_only": team_only,
        "verdict": verdict,
        "next_query": _next_query(request, page.next),
    }
    return render(request, "incidents/audit/trail.html", context)


def _reach(request: HttpRequest) -> tuple[School, bool]:
    """Whose trail this person may read, and whether only what the safeguarding team did. Checking is the head's."""
    verbs = [Verb.VIEW_AUDIT] if request.method == "POST" else [Verb.VIEW_AUDIT, Verb.VIEW_TEAM_AUDIT]
    for verb in verbs:
        for held in request.user.roles_in_force():
            if verb in policy.GRANTS[held.role]:
                return held.school, verb == Verb.VIEW_TEAM_AUDIT
    raise policy.NotThere(Verb.VIEW_AUDIT)


def _wanted(request: HttpRequest, form: TrailForm, team_only: bool) -> Wanted:
    before = request.GET.get("before", "")
    right = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return Wanted(
        event=right.get("event", ""),
        person=UUID(right["person"]) if right.get("person") else None,
        first_day=right.get("first_day"),
        last_day=right.get("last_day"),
        installation=right.get("trail") == "INSTALLATION",
        team_only=team_only,
        before=int(before) if before.isdigit() and len(before) < 16 else None,
    )


def _next_query(request: HttpRequest, seq: int | None) -> str:
    if seq is None:
        return ""
    query = QueryDict(mutable=True)
    for name in FILTERS:
        if request.GET.get(name):
            query[name] = request.GET[name]
    query["before"] = str(seq)
    return query.urlencode()
