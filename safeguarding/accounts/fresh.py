"""Fresh sign-in: before an export and the like, a person shows once more that it is they who sit there.

Our own guard. The sign-in library's passes people who have no password, and keeps what was posted in the session;
this one passes nobody, and keeps nothing: what was typed travels through the page that asks, and is sent again with
the answer.
"""

import functools
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from safeguarding import clock
from safeguarding.accounts.forms import proving
from safeguarding.accounts.services import preferences, sessions

PROVED_AT = "proved_at"
PREFIX = "proof"  # of the names of the fields that prove, so that they cannot meet those of the page
NOT_CARRIED = {"csrfmiddlewaretoken", "language"}
WAYS = {"reauthenticate": (proving.PasswordForm, "password"), "mfa_reauthenticate": (proving.CodeForm, "code")}


def fresh_sign_in_required(view: Callable) -> Callable:
    """Lets a person through to the view within FRESH_SIGN_IN_SECONDS of having shown who they are.

    Otherwise a GET is sent to the page that asks, and back; anything else is answered with a page that asks and
    sends the same again, so that nothing typed is lost.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        if request.method != "POST":
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
        return _asked_and_sent_again(request) or view(request, *args, **kwargs)

    return guarded


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person has shown who they are a short while ago."""
    proved_at = request.session.get(PROVED_AT)
    return proved_at is not None and 0 <= _now() - proved_at < settings.FRESH_SIGN_IN_SECONDS


def note_proof(request: HttpRequest) -> None:
    """The person has just shown who they are, by signing in."""
    request.session[PROVED_AT] = _now()


def prove(request: HttpRequest, method: str) -> None:
    """The person has just shown who they are once more; written down."""
    sessions.record_proof(actor=request.user, method=method)
    note_proof(request)


def _asked_and_sent_again(request: HttpRequest) -> HttpResponse | None:
    """The page that asks; nothing once it is answered, with the request as it was first sent."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        raise PermissionDenied("there is no way to show who sits there")
    form_class, method = WAYS[methods[0]["id"]]
    answered = any(name.startswith(f"{PREFIX}-") for name in request.POST)
    if answered and (limited := consume_or_429(request, action="reauthenticate", user=request.user)):
        return limited
    form = form_class(request.POST if answered else None, user=request.user, prefix=PREFIX)
    if answered and "language" not in request.POST and form.is_valid():
        prove(request, method)
        request.POST = _without_proof(request.POST)
        return None
    return _page(request, form if "language" not in request.POST else form_class(user=request.user, prefix=PREFIX))


def _page(request: HttpRequest, form) -> HttpResponse:
    code = request.POST.get("language")
    if code in dict(settings.LANGUAGES):
        preferences.choose_language(actor=request.user, code=code)
        translation.activate(code)
        request.LANGUAGE_CODE = code
    posted = _without_proof(request.POST)
    carried = [(name, value) for name, values in posted.lists() for value in values if name not in NOT_CARRIED]
    return render(request, "account/prove_and_send.html", {"form": form, "carried": carried})


def _without_proof(posted):
    posted = posted.copy()
    for name in [name for name in posted if name.startswith(f"{PREFIX}-")]:
        del posted[name]
    return posted


def _now() -> int:
    return int(clock.now().timestamp())
