"""What somebody typed and did not send, because their session was over: the list, and giving it up."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from safeguarding import policy
from safeguarding.accounts import keeping
from safeguarding.accounts.models import KEPT_FOR
from safeguarding.accounts.selectors import kept as selected
from safeguarding.accounts.services import kept as services
from safeguarding.policy import Verb
from safeguarding.resending import written_texts


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The person's own words, each with the way back to its page."""
    found = [
        {
            "id": one.id,
            "kept_at": one.kept_at,
            "until": one.kept_at + KEPT_FOR,
            "url": keeping.address_of(path=one.path, query=one.query, kept_id=one.id) if one.can_be_opened else "",
            "texts": written_texts(one.fields),
            "can_be_opened": one.can_be_opened,
        }
        for one in selected.words_kept(request.user)
    ]
    keeping.note_waiting(request, request.user)
    return render(request, "account/kept.html", {"kept": found})


@require_POST
def discard(request: HttpRequest, kept_id: UUID) -> HttpResponse:
    """Gives it up. For everybody but its writer there is nothing."""
    if selected.find_words(request.user, kept_id) is None:
        raise policy.NotThere(Verb.VIEW_OWN_RECORD, asked_for=str(kept_id))
    services.forget_words(actor=request.user, kept_id=kept_id)
    keeping.note_waiting(request, request.user)
    return redirect("kept_words")
