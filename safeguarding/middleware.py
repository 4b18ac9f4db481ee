"""What happens to every request: who asks, in which language, with what body, for how long, and who may keep it."""

import logging

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from safeguarding import policy
from safeguarding.accounts import session_times
from safeguarding.accounts.addresses import address_of
from safeguarding.accounts.services import sessions
from safeguarding.audit import acts, context
from safeguarding.audit import refusals as refused
from safeguarding.vault.fields import SealBroken
from safeguarding.vault.hiding import hidden
from safeguarding.vault.models import KeyDestroyed, WrongMasterKey

logger = logging.getLogger(__name__)

FORM = "application/x-www-form-urlencoded"
CANNOT_BE_OPENED = (SealBroken, KeyDestroyed, WrongMasterKey)
PERMISSIONS = "camera=(), microphone=(), display-capture=(), geolocation=(), clipboard-read=(), payment=(), usb=()"


def privacy_headers(get_response):
    """Nothing a school's shared computer keeps: no cache, no embedding, no camera."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/" + settings.STATIC_URL.lstrip("/")):
            response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def request_context(get_response):
    """Tells the audit trail which request this is; addresses and sessions are only keyed hashes there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = context.begin(
            context.Asking(
                session_ref=hidden("session", request.session.session_key or ""),
                address_ref=hidden("address", address_of(request)),
            )
        )
        try:
            return get_response(request)
        finally:
            context.end(token)

    return middleware


def language(get_response):
    """The profile's language; before sign-in the cookie's, else the browser's, else the installation's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return middleware


def language_of(request: HttpRequest) -> str:
    """The code of the language this request is answered in."""
    user = request.user
    if user.is_authenticated and user.language:
        return user.language
    chosen_here = (request.session.get("language"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    for code in chosen_here:
        if code in dict(settings.LANGUAGES):
            return code
    held = user.roles_in_force() if user.is_authenticated else []
    return held[0].school.language_list[0] if held else translation.get_language_from_request(request)


def refusals(get_response):
    """Writes down what the policy refused, in a transaction of its own, after the refused act has ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, policy.NotThere | policy.NotAllowed):
            refused.record_refusal(actor=request.user, verb=exception.verb, asked_for=exception.asked_for)
            return None
        if isinstance(exception, acts.NotRecorded):
            # Nothing was done and nothing may be shown: what cannot be recorded does not happen.
            return HttpResponse(loader.get_template("503.html").render(), status=503)
        if isinstance(exception, CANNOT_BE_OPENED):
            # Altered or moved underneath: nothing of the page is shown. The message names a place, never its words.
            logger.error("Nothing was shown at %s: %s", request.resolver_match.url_name, exception)
            return HttpResponse(loader.get_template("503_altered.html").render(), status=503)
        return None

    middleware.process_exception = process_exception
    return middleware


def body_guard(get_response):
    """Refuses, unread, every body that is not a plain form: no image, no file, from anyone.

    It stands after authentication, so that the refusal has an actor, and before everything that reads a body.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _has_body(request) or request.content_type == FORM:
            return get_response(request)
        refused.record_body_refusal(actor=request.user)
        return render(request, "415.html", status=415)

    return middleware


def _has_body(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length != "0" or "HTTP_TRANSFER_ENCODING" in request.META


def session_limits(get_response):
    """Ends a session after a time without use, and in any case after a working day.

    It stands after the check of the form's token, because words that arrive too late are still kept if they are the
    person's own, and only then.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        request.session_is_over = session_times.is_over(request)
        if request.session_is_over and request.method != "POST":
            return end_session(request, back=request.get_full_path())
        if not request.session_is_over:
            session_times.note_use(request)
        response = get_response(request)
        if request.session_is_over and request.user.is_authenticated:
            return end_session(request)  # it did not come as far as a view
        return response

    def process_view(request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not getattr(request, "session_is_over", False):
            return None
        if not hasattr(view, "keep_words"):
            return end_session(request)
        return end_session(request, back=view.keep_words(request, *args, **kwargs), why="saved")

    middleware.process_view = process_view
    return middleware


def end_session(request: HttpRequest, back: str = "", why: str = "time") -> HttpResponse:
    """Ends the session for its time and goes to sign in, which says why, in the language of the person who left."""
    code = translation.get_language()
    sessions.record_end_by_time_limit(actor=request.user)
    logout(request)
    request.session["language"] = code
    query = {"ended": why} | ({"next": back} if back else {})
    return leaving(redirect(f"{reverse('account_login')}?{urlencode(query)}"))


def leaving(response: HttpResponse) -> HttpResponse:
    """Asks the browser to forget what it has kept of the pages; the choice of language may stay."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


class SignInRequired(LoginRequiredMiddleware):
    """Everything needs a sign-in but what says otherwise; only pages are gone back to, not what was posted."""

    def handle_no_permission(self, request: HttpRequest, view) -> HttpResponse:
        """To the sign-in page."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view)
        return redirect("account_login")
