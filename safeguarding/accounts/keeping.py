"""What was typed is kept when a session ends while it is being sent, and comes back to its writer after sign-in."""

import logging
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from safeguarding import policy
from safeguarding.accounts.models import User
from safeguarding.accounts.selectors import kept as selected
from safeguarding.accounts.services import kept as services
from safeguarding.resending import BUTTONS, Held, has_page

logger = logging.getLogger(__name__)

KEPT = "kept"  # in the address: which words come back. The words themselves stand in no address
WAITING = "words_are_kept"  # in the session: whether the first page says so


def keeps_words(keep: Callable) -> Callable:
    """Decorates a view whose form is a draft: `keep(request, **kwargs)` puts what was posted into the draft.

    It is called once, still as the person, when their form arrives after the session's time: the words are kept, then
    the session ends. It gives back the address where the person goes on after signing in again.
    """

    def decorate(view: Callable) -> Callable:
        view.keep_words = keep
        return view

    return decorate


def keep(request: HttpRequest, owner: User, held: Held) -> str:
    """Keeps a form for the person whose it is: in their draft, else by itself.

    Gives back the address where they go on after signing in; nothing when it could not be kept.
    """
    view, kwargs = request.resolver_match.func, request.resolver_match.kwargs
    if hasattr(view, "keep_words") and request.user == owner:
        try:
            return view.keep_words(request, **kwargs)
        except policy.NotThere:
            pass  # the draft was sent or given up meanwhile
    query = request.GET.copy()
    query.pop(KEPT, None)
    page = {"path": request.path, "query": query.urlencode()}
    kept = services.keep_words(owner=owner, **page, fields=held.fields, instead_of=_asked_for(request))
    return (address_of(**page, kept_id=kept.pk) or reverse("kept_words")) if kept else ""


def address_of(*, path: str, query: str, kept_id: UUID) -> str:
    """The page with these words on it again; nothing where they were sent to an address that is no page."""
    if not has_page(path):
        return ""
    asked = QueryDict(query, mutable=True)
    asked[KEPT] = str(kept_id)
    return f"{path}?{asked.urlencode()}"


def came_back(request: HttpRequest) -> QueryDict | None:
    """What the person had typed on this page when their session was over, to be shown and not judged.

    Only to them, only where it was typed, and only when the page is opened: nothing is done by it.
    """
    if request.method != "GET" or KEPT not in request.GET:
        return None
    kept_id = _asked_for(request)
    kept = selected.find_words(request.user, kept_id) if kept_id else None
    if kept is None or kept.path != request.path:
        return None
    messages.info(request, _("What you typed before you were signed out is here again. Nothing has been sent yet."))
    return QueryDict(urlencode([pair for pair in kept.fields if pair[0] not in BUTTONS]), mutable=True)


def look_for(request: HttpRequest, user: User) -> None:
    """At sign-in: the first page says so when words wait for this person. Old ones, whosever, are destroyed."""
    services.forget_old_words()
    note_waiting(request, user)


def note_waiting(request: HttpRequest, user: User) -> None:
    """Whether words wait for this person has changed, or is known anew: the first page says it as it is."""
    waits = selected.is_anything_kept(user)
    if request.session.get(WAITING) != waits:
        request.session[WAITING] = waits


def were_used(request: HttpRequest) -> None:
    """The page with these words was sent and taken: they are kept no longer."""
    kept_id = _asked_for(request)
    if kept_id:
        try:
            services.forget_words(actor=request.user, kept_id=kept_id)
            note_waiting(request, request.user)
        except DatabaseError:
            logger.warning("Words that were used could not be destroyed yet.")  # what was done stays done


def _asked_for(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get(KEPT, ""))
    except ValueError:
        return None
