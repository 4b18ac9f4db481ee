"""What happens to every request: who asks, in which language, with what body, for how long, and who may keep it."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from safeguarding import clock, policy
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import sessions
from safeguarding.audit import context
from safeguarding.audit import refusals as refused
from safeguarding.vault.hiding import hidden

FORM = "application/x-www-form-urlencoded"
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


def address_of(request: HttpRequest) -> str:
    """The address that asks, believing only the proxies that the settings count."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        return passed_on[-settings.ALLAUTH_TRUSTED_PROXY_COUNT :][0].strip()
    return request.META.get("REMOTE_ADDR", "")


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
    if user.is_authenticated:
        if user.language:
            return user.language
        held = user.roles_in_force()
        if held:
            return held[0].school.language_list[0]
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if cookie in dict(settings.LANGUAGES):
        return cookie
    return translation.get_language_from_request(request)


def refusals(get_response):
    """Writes down what the policy refused, in a transaction of its own, after the refused act has ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, policy.NotThere | policy.NotAllowed):
            refused.record_refusal(actor=request.user, verb=exception.verb, asked_for=exception.asked_for)

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
    """Ends a session after a time without use, and in any case after a working day."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        now = int(clock.now().timestamp())
        began = request.session.setdefault("began_at", now)
        seen = request.session.get("seen_at", now)
        if now - seen >= idle_seconds(request.user) or now - began >= settings.SESSION_ABSOLUTE_SECONDS:
            sessions.record_end_by_time_limit(actor=request.user)
            logout(request)
            return redirect("account_login")
        if now - seen >= 60 or "seen_at" not in request.session:  # written at most once a minute
            request.session["seen_at"] = now
        return get_response(request)

    return middleware


def idle_seconds(user) -> int:
    """How long this person may do nothing: those who open and decide need longer."""
    longer = {Role.LEAD, Role.DEPUTY, Role.HEAD}
    if any(held.role in longer for held in user.roles_in_force()):
        return settings.SESSION_IDLE_SECONDS_SAFEGUARDING
    return settings.SESSION_IDLE_SECONDS
