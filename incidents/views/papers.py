"""The papers about one child: which there are, checking one, and printing it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.documents import child_paper
from incidents.documents.renderer import CannotDraw
from incidents.forms.papers import PaperForm
from incidents.models import Concern
from incidents.selectors import concern_page, paper_list
from incidents.selectors.paper_list import Wanted
from incidents.selectors.papers import kind_words, paper_check, paper_state
from incidents.services import papers, reading
from incidents.views import acting
from safeguarding import clock, policy
from safeguarding.accounts.fresh import fresh_sign_in_required
from safeguarding.policy import Verb


@require_GET
def listed(request: HttpRequest, reference: str) -> HttpResponse:
    """Which papers there are of this record, and how far each is."""
    acting.concern_for(request, Verb.REFER, reference)
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = concern_page.frame(concern, "concern_referrals") | {"rows": paper_list.rows(concern)}
    return render(request, "incidents/papers/list.html", context)


@require_http_methods(["GET", "POST"])
def check_chronology(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """Checks the chronology before it is printed."""
    return _check(request, reference, Wanted(language))


@require_http_methods(["GET", "POST"])
def check_pack(request: HttpRequest, reference: str, number: int, language: str) -> HttpResponse:
    """Checks the pack of a referral before it is printed."""
    return _check(request, reference, Wanted(language, number))


def _check(request: HttpRequest, reference: str, wanted: Wanted) -> HttpResponse:
    concern = acting.concern_for(request, Verb.REFER, reference)
    paper = paper_list.paper_for(concern, wanted) if wanted.language in dict(settings.LANGUAGES) else None
    if paper is None:
        raise policy.NotThere(Verb.REFER, asked_for=f"{reference}|{wanted.number}|{wanted.language}")
    acting.language_was_chosen(request)
    form = PaperForm(acting.posted(request), check=paper_check(concern, paper))
    if form.is_bound and acting.is_only_shown(request):
        form.unjudged()
    elif request.POST.get("save_and") == "confirm" and form.is_valid():
        if form.has_been_seen() and _confirmed(request, reference, wanted, form):
            messages.success(request, _("The checked paper is kept. You can print it now."))
            return redirect("papers", reference=reference)
        form.look_first()
    elif form.is_bound:
        form.full_clean()
    return _page(request, concern, form)


def _confirmed(request: HttpRequest, reference: str, wanted: Wanted, form: PaperForm) -> bool:
    said = {"actor": request.user, "reference": reference, "wanted": wanted, "seen": form.check.basis}
    try:
        papers.confirm_paper(**said, parts=form.parts(), masks=form.masks)
    except papers.AddedMeanwhile:
        return False
    return True


def _page(request: HttpRequest, concern: Concern, form: PaperForm) -> HttpResponse:
    check, parts = form.check, form.parts()
    form.note_shown(parts)
    context = {
        "form": form,
        "title": check.paper.title,
        "what": kind_words(check.paper.kind),
        "parts": check.shown(parts),
        "paper_language": check.paper.language,
        "state": paper_state(concern, check),
        "has_proposals": bool(check.proposed.proposals),
        "carried": check.carried,
    }
    return acting.show(request, "incidents/papers/check.html", concern, context)


@require_GET
def printed(request: HttpRequest, reference: str, paper_id: UUID) -> HttpResponse:
    """The paper as a file, once it was checked as it stands now."""
    acting.concern_for(request, Verb.REFER, reference)
    return _printed(request, reference, paper_id)


@fresh_sign_in_required
def _printed(request: HttpRequest, reference: str, paper_id: UUID) -> HttpResponse:
    try:
        paper = papers.print_paper(actor=request.user, reference=reference, paper_id=paper_id)
    except papers.NotChecked:
        text = _("Since this paper was checked, something was added or another child is found in it. Check it again.")
        messages.error(request, text)
        return redirect("papers", reference=reference)
    try:
        drawn = child_paper.draw(paper, printed_by=request.user.name, printed_at=clock.now())
    except CannotDraw:
        papers.record_not_drawn(actor=request.user, reference=reference, paper_id=paper_id)
        messages.error(request, _("The paper could not be prepared. Try again in a few minutes."))
        return redirect("papers", reference=reference)
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{child_paper.number_of(paper)}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
