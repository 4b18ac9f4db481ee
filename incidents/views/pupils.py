"""A child's records: found by name, never by an address with a name in it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.planning import PupilSearchForm
from incidents.selectors.finding_pupils import find_pupils
from incidents.selectors.finding_records import find_records
from incidents.selectors.pupil_file import pupil_file
from incidents.services import reading
from incidents.views.acting import is_only_shown, language_was_chosen, posted
from safeguarding import policy
from safeguarding.policy import Verb


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Finds a child on the roll, or a record by its reference. The name is posted, so that it stands in no address and
    no log."""
    schools = {
        role.school_id: role.school
        for role in request.user.roles_in_force()
        if Verb.VIEW_CONCERN in policy.GRANTS[role.role]
    }
    if not schools:
        raise policy.NotThere(Verb.VIEW_CONCERN)
    language_was_chosen(request)
    form = PupilSearchForm(posted(request))
    context = {"form": form, "found": [], "records": [], "in_all": 0, "searched": False}
    if form.is_bound and is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        sought = form.cleaned_data["sought"]
        context["records"] = find_records(request.user, sought)
        for school in schools.values():
            found, in_all = find_pupils(school, sought, leavers=True)
            records = sum(record.school_id == school.pk for record in context["records"])
            reading.record_search(actor=request.user, school_id=school.pk, found=in_all + records)
            context["found"] += found
            context["in_all"] += in_all
        context["searched"] = True
    return render(request, "incidents/pupils/search.html", context | {"shown": len(context["found"])})


@require_GET
def pupil(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """Everything about one child. Opening it is a reading of each record in it."""
    child, added = reading.open_pupil_file(actor=request.user, pupil_id=pupil_id)
    return render(request, "incidents/pupils/pupil.html", pupil_file(child, request.user, added))
