"""What the reporter sees of what they sent, and what they may add."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms import own_records as forms
from incidents.selectors import own_records as shown
from incidents.services import recording
from incidents.views.acting import is_only_shown, language_was_chosen, posted
from safeguarding import policy
from safeguarding.policy import Verb


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The records this person has sent, and the ones they have not."""
    if not policy.schools(request.user, Verb.VIEW_OWN_RECORD):
        raise policy.NotThere(Verb.VIEW_OWN_RECORD)
    records = shown.sent_lines(request.user, request.GET.get("page", ""))
    context = {"records": records, "unfinished": shown.unfinished(request.user)}
    return render(request, "incidents/own_records/list.html", context)


@require_GET
def opened(request: HttpRequest, reference: str) -> HttpResponse:
    """Their own words, and where it stands; nothing of what others wrote."""
    incident = recording.open_own_record(actor=request.user, reference=reference)
    return render(request, "incidents/own_records/record.html", shown.own_record_page(incident))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Something they forgot."""
    incident = recording.own_incident(request.user, reference)
    language_was_chosen(request)
    form = forms.AddForm(posted(request), initial={"text_language": get_language()})
    if form.is_bound and is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        recording.add_statement(
            actor=request.user,
            reference=reference,
            text=form.cleaned_data["words"],
            language=form.cleaned_data["text_language"],
        )
        messages.success(request, _("It has been added to the record, and the safeguarding team can see it."))
        return redirect("my_record", reference)
    return render(request, "incidents/own_records/add.html", {"form": form, "incident": incident})


@require_http_methods(["GET", "POST"])
def called(request: HttpRequest, reference: str) -> HttpResponse:
    """A call they made to 999, the police or children's services."""
    incident = recording.own_incident(request.user, reference)
    language_was_chosen(request)
    form = forms.CallForm(posted(request))
    if form.is_bound and is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        recording.record_direct_call(actor=request.user, reference=reference, **form.cleaned_data)
        messages.success(request, _("Your call has been added to the record."))
        return redirect("my_record", reference)
    return render(request, "incidents/own_records/called.html", {"form": form, "incident": incident})
