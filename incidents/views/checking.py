"""Is this file one of our reports, unchanged? The browser works out its hash; the file itself is never sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from incidents.forms.reporting import CheckForm
from incidents.selectors import reports as selector
from incidents.views.acting import is_only_shown, language_was_chosen, posted
from safeguarding import policy
from safeguarding.policy import Verb


@require_http_methods(["GET", "POST"])
def check_report(request: HttpRequest) -> HttpResponse:
    """A POST brings a SHA-256 or the number of a report, and is answered in words."""
    if not policy.schools(request.user, Verb.EXPORT_AUDIT):
        raise policy.NotThere(Verb.EXPORT_AUDIT)
    language_was_chosen(request)
    form, context = CheckForm(posted(request)), {}
    if form.is_bound and is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        context = {"checked": True} | _answer(request, form.cleaned_data["asked"])
    return render(request, "incidents/reporting/verify.html", {"form": form} | context)


def _answer(request: HttpRequest, asked: str) -> dict:
    if asked.startswith("AR-"):
        found = selector.reports_with_number(request.user, asked)
        return {"found": [{"report": one, "files": selector.files_of(one, with_program=False)} for one in found]}
    file = selector.file_with_hash(request.user, asked)
    is_program = file is None and selector.is_program_with_hash(request.user, asked)
    return {"found": [{"report": file.report, "file": file}] if file else [], "by_hash": True, "is_program": is_program}
