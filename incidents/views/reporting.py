"""The pages of audit reports: the list, asking for one, waiting for it, and fetching its files."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.reporting import NewReportForm
from incidents.models import AuditReport, ReportState, Step
from incidents.sections import Section
from incidents.selectors import reports as selector
from incidents.services import reporting
from incidents.services.making import make_report
from incidents.views.acting import is_only_shown, language_was_chosen, posted
from safeguarding import policy, readiness
from safeguarding.accounts.choosing import choose_school, chosen_school, schools_with
from safeguarding.accounts.fresh import fresh_sign_in_required
from safeguarding.policy import Verb
from safeguarding.schools.models import School

ASK_AGAIN_SECONDS = 5
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "pdf": "application/pdf",
    "py": "text/x-python; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that were made, and the way to a new one."""
    several = len(schools_with(request, Verb.EXPORT_AUDIT)) > 1
    context = {"reports": selector.reports_of(request.user), "several": several}
    context["all_of_school"] = bool(policy.schools(request.user, Verb.VIEW_AUDIT))
    return render(request, "incidents/reporting/list.html", context)


@require_http_methods(["GET", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Asking for an audit report. Who sits there is asked once more before anything is prepared."""
    school = chosen_school(request, Verb.EXPORT_AUDIT)
    if school is None:
        return choose_school(request, Verb.EXPORT_AUDIT)
    return _new_report(request, school)


@fresh_sign_in_required
def _new_report(request: HttpRequest, school: School) -> HttpResponse:
    language_was_chosen(request)
    form = NewReportForm(
        posted(request),
        periods=selector.periods(school),
        initial={
            "sections": Section.values,
            "staff": "REFERENCES",
            "languages": "cy,en" if len(school.language_list) > 1 else school.languages,
            "formats": ["PDF", "CSV"],
        },
    )
    if form.is_bound and is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        report, by_worker = reporting.request_report(actor=request.user, school=school, wish=_wish(form))
        if not by_worker:
            make_report(report.pk)
        return redirect("report", report_id=report.pk)
    context = {
        "form": form,
        "school": school if len(schools_with(request, Verb.EXPORT_AUDIT)) > 1 else None,
        "team_only": not policy.holds(request.user, Verb.VIEW_AUDIT, school.pk),
    }
    return render(request, "incidents/reporting/new.html", context)


@require_GET
def report_page(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """How far a report is, and its files once it is ready."""
    report = policy.find(
        AuditReport.objects.select_related("school__key", "asked_by"),
        policy.reports(request.user),
        Verb.EXPORT_AUDIT,
        pk=report_id,
    )
    if report.state == ReportState.FAILED or report.is_stuck:
        return render(request, "incidents/reporting/failed.html", {"report": report})
    if report.state != ReportState.READY:
        return _waiting_page(request, report)
    return _ready_page(request, report)


def _waiting_page(request: HttpRequest, report: AuditReport) -> HttpResponse:
    step = Step(report.step)
    context = {"report": report, "step": step.value, "steps": len(Step) - 1, "doing": step.label}
    context["worker_is_missing"] = readiness.worker_is_missing()
    response = render(request, "incidents/reporting/waiting.html", context)
    if not report.is_slow:  # else the page of somebody who went away would keep their session going
        response["Refresh"] = str(ASK_AGAIN_SECONDS)  # works without JavaScript; the page has nothing to fill in
    return response


@fresh_sign_in_required
def _ready_page(request: HttpRequest, report: AuditReport) -> HttpResponse:
    context = {
        "report": report,
        "school": report.school if len(schools_with(request, Verb.EXPORT_AUDIT)) > 1 else None,
        "period": selector.period_words(report),
        "sections": [section.label for section in report.section_list],
        "files": selector.files_of(report),
        "people": selector.who_is_who(report),
        "fingerprint": selector.fingerprint_of(report),
        "mine": report.asked_by_id == request.user.pk,
    }
    return render(request, "incidents/reporting/ready.html", context)


@require_GET
def report_file(request: HttpRequest, report_id: UUID, name: str) -> HttpResponse:
    """A file of a report, to be kept by whoever fetches it."""
    policy.find(AuditReport.objects.defer("reason"), policy.reports(request.user), Verb.EXPORT_AUDIT, pk=report_id)
    return _report_file(request, report_id, name)


@fresh_sign_in_required
def _report_file(request: HttpRequest, report_id: UUID, name: str) -> HttpResponse:
    try:
        file, content = reporting.fetch_file(actor=request.user, report_id=report_id, name=name)
    except reporting.Gone:
        return redirect("report", report_id=report_id)
    response = HttpResponse(content, content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _wish(form: NewReportForm) -> reporting.Wish:
    found, (first_day, last_day) = form.cleaned_data, form.days
    return reporting.Wish(
        first_day=first_day,
        last_day=last_day,
        sections=[Section(code) for code in found["sections"]],
        languages=found["languages"].split(","),
        formats=found["formats"],
        reason=found["reason"],
        staff_by_name=found["staff"] == "NAMES",
    )
