"""The page on which the copy of a statement for one child is checked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.forms.copying import CopyForm
from incidents.selectors import copies
from incidents.services import copying
from incidents.services.copying import StatementAdded
from incidents.views import acting
from safeguarding.policy import Verb


@require_http_methods(["GET", "POST"])
def check_copy(request: HttpRequest, reference: str) -> HttpResponse:
    """Proposed masks, added masks, the result, and the confirmation of exactly this result."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    form = CopyForm(acting.posted(request), check=copies.to_check(concern))
    if form.is_bound and acting.is_only_shown(request):
        form.unjudged()
    elif request.POST.get("save_and") == "confirm" and form.is_valid():
        if form.has_been_seen() and _confirmed(request, reference, form):
            messages.success(request, _("The checked copy is kept."))
            return redirect("concern", reference=reference)
        form.look_first()
    elif form.is_bound:
        form.full_clean()
    return _page(request, concern, form)


def _confirmed(request: HttpRequest, reference: str, form: CopyForm) -> bool:
    try:
        copying.confirm_copy(
            actor=request.user,
            reference=reference,
            statement_ids=[row.pk for row in form.check.statements],
            parts=form.parts(),
            masks=form.masks,
        )
    except StatementAdded:
        return False
    return True


def _page(request: HttpRequest, concern, form: CopyForm) -> HttpResponse:
    parts, state = form.parts(), copies.copy_state(concern)
    form.note_shown(parts)
    shown = [
        {"words": words, "lang": row.language, "by": row.author.name, "at": row.written_at}
        for words, row in zip(parts, form.check.statements, strict=True)
    ]
    context = {"form": form, "parts": shown, "state": state, "has_proposals": bool(form.check.proposed.proposals)}
    return acting.show(request, "incidents/copying/check.html", concern, context)
