"""In whose session a form was drawn, so that words which arrive late are kept for them and for nobody else.

Each sign-in gives the browser a new CSRF secret, and the token in a form is that secret, masked. The browser's session
remembers its last few people by their ids, each with a keyed hash of the secret they had; it tells nothing else of
them, and goes when nobody came back with that browser for a week.
"""

from django.contrib.auth import logout
from django.http import HttpRequest
from django.middleware.csrf import CSRF_TOKEN_LENGTH, _unmask_cipher_token

from safeguarding.accounts.models import User
from safeguarding.vault.hiding import hidden

DRAWN = "drawn"
MOST = 5


def note(request: HttpRequest, user: User) -> None:
    """The person has just signed in: the forms drawn from here on are theirs."""
    theirs = {"person": str(user.pk), "token": hidden("form", request.META.get("CSRF_COOKIE", ""))}
    request.session[DRAWN] = [theirs, *request.session.get(DRAWN, [])][:MOST]


def leave(request: HttpRequest, ending=logout):
    """Ends the session by `ending`; in whose session old forms were drawn is remembered beyond it."""
    remembered = request.session.get(DRAWN)
    response = ending(request)
    if remembered:
        request.session[DRAWN] = remembered
    return response


def whose(request: HttpRequest) -> User | None:
    """The person in whose session the posted form was drawn; None when that cannot be told.

    They may have no account any more (`is_active`): it is known then that nobody who signs in is meant.
    """
    token = request.POST.get("csrfmiddlewaretoken", "")
    if len(token) == CSRF_TOKEN_LENGTH and token.isascii() and token.isalnum():
        mark = hidden("form", _unmask_cipher_token(token))
        for drawn in request.session.get(DRAWN, []):
            if drawn["token"] == mark:
                return User.objects.filter(pk=drawn["person"]).first()
    is_theirs = request.user.is_authenticated and getattr(request, "csrf_processing_done", False)
    return request.user if is_theirs else None
