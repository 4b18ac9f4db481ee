"""The head's audit page, and waiting for a check of the whole trail."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.audit_trail import TrailForm
from incidents.selectors.audit_trail import Wanted, last_check, people_of, trail_page
from incidents.services import inspecting, verifying
from incidents.views.reporting import ASK_AGAIN_SECONDS
from safeguarding import policy, readiness
from safeguarding.accounts.choosing import address, at_school, choose_school, chosen_school
from safeguarding.audit import counting
from safeguarding.policy import Verb
from safeguarding.typed import number

FILTERS = (
    "trail", "event", "person", "first_day_day", "first_day_month", "first_day_year",
    "last_day_day", "last_day_month", "last_day_year",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, the newest first; a POST has the whole trail checked, and the page says what was found."""
    verbs = [Verb.VIEW_AUDIT] if request.method == "POST" else [Verb.VIEW_AUDIT, Verb.VIEW_TEAM_AUDIT]
    school = chosen_school(request, *verbs)  # checking is the head's
    if school is None:
        return choose_school(request, *verbs)
    team_only = not policy.holds(request.user, Verb.VIEW_AUDIT, school.pk)
    counting.write_down_past_minutes()
    if request.method == "POST":
        check, by_worker = inspecting.ask_for_check(actor=request.user, school=school)
        if by_worker:
            return redirect(address(request, "audit_check"))
        verifying.check_trail(check.pk)
    else:
        inspecting.open_trail(actor=request.user, school=school)
    asked = request.GET if set(FILTERS) & set(request.GET) else None
    form = TrailForm(asked, people=people_of(school, team_only=team_only), team_only=team_only)
    page = trail_page(school, _wanted(request, form, team_only))
    context = {
        "form": form,
        "page": page,
        "team_only": team_only,
        "school": school,
        "at_school": at_school(request),
        "check": None if team_only else last_check(school),
        "next_query": _next_query(request, page.next),
    }
    return render(request, "incidents/audit/trail.html", context)


@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """How far the worker is with checking the trail; it shows nothing of it."""
    school = chosen_school(request, Verb.VIEW_AUDIT)
    if school is None:
        return choose_school(request, Verb.VIEW_AUDIT)
    going_on = last_check(school)
    if going_on is None or not going_on.is_running:
        return redirect(address(request, "audit"))
    context = {"check": going_on, "school": school, "at_school": at_school(request)}
    context |= {"worker_is_missing": readiness.worker_is_missing()}
    response = render(request, "incidents/audit/checking.html", context)
    if not going_on.is_slow:  # else the page of somebody who went away would keep their session going
        response["Refresh"] = str(ASK_AGAIN_SECONDS)  # works without JavaScript; the page has nothing to fill in
    return response


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
        before=number(before),
    )


def _next_query(request: HttpRequest, seq: int | None) -> str:
    if seq is None:
        return ""
    query = QueryDict(mutable=True)
    for name in ("school", *FILTERS):
        if request.GET.get(name):
            query[name] = request.GET[name]
    query["before"] = str(seq)
    return query.urlencode()
