"""What happens to every request: who asks, in which language, with what body, for how long, and who may keep it."""

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from safeguarding import late, policy, unable
from safeguarding.accounts import keeping, session_times
from safeguarding.accounts.addresses import address_of
from safeguarding.audit import context
from safeguarding.audit import refusals as refused
from safeguarding.resending import FORM, is_of_the_library, is_secret, name_of
from safeguarding.screening import screened_form
from safeguarding.vault import unopened
from safeguarding.vault.hiding import hidden

log = logging.getLogger(__name__)
MARK = _("[Taken out: this looked like an image or a file, not like words. Nothing of it was kept.]")
TAKEN_OUT = _(
    "Part of what you sent looked like an image or a file written in characters. It was taken out, and nothing of it "
    "was kept. Your words are all here. If there is an image, leave it where it is: do not copy, send or describe it, "
    "do not delete it, and tell the safeguarding lead in person."
)
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
    """Writes down what the policy refused, and what could not be opened, in a transaction of its own afterwards."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with unopened.noting() as rows:
            response = get_response(request)
        if response.status_code == 405 and not response.content:
            response = _with_words(request, response)
        if rows and request.user.is_authenticated:
            _record_unopened(request, rows)
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, policy.NotThere | policy.NotAllowed):
            refused.record_refusal(actor=request.user, verb=exception.verb, asked_for=exception.asked_for)
            return None
        return unable.answer_to(request, exception)

    middleware.process_exception = process_exception
    return middleware


def _record_unopened(request: HttpRequest, rows: dict) -> None:
    """After the answer: what was done is not called undone because this could not be written down."""
    try:
        refused.record_unopened(actor=request.user, rows=list(rows.values()))
    except Exception:  # each row is in the log already
        log.exception("That something could not be opened could not be recorded.")


def _with_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Says in words what a bare refusal of the way of asking leaves to the browser."""
    said = render(request, "405.html", status=405)
    said["Allow"] = response["Allow"]
    return said


def body_guard(get_response):
    """Refuses, unread, every body that is not a plain form: no image, no file, from anyone.

    It stands after authentication, so that the refusal has an actor, and before everything that reads a body.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _has_body(request):
            return get_response(request)
        if request.content_type == FORM:
            return render(request, "413.html", status=413) if _is_too_long(request) else get_response(request)
        refused.record_body_refusal(actor=request.user)
        return render(request, "415.html", status=415)

    return middleware


def _has_body(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length != "0" or "HTTP_TRANSFER_ENCODING" in request.META


def _is_too_long(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def text_screen(get_response):
    """Takes out of every posted form what is a picture or a file written in characters, before anything reads it.

    The words are kept, whatever page, draft or kept page they go into; the writer is told, and it is recorded. Secrets
    are left alone, and the pages of the sign-in library: they are never kept as text.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type == FORM and not is_of_the_library(request.path_info):
            clean, taken = screened_form(request.POST, str(MARK), is_secret)
            if taken:
                request.POST = clean
                _record_taken(request, taken)
        return get_response(request)

    return middleware


def _record_taken(request: HttpRequest, taken: list) -> None:
    refused.record_picture_taken_out(
        actor=request.user,
        page=name_of(request.path_info),
        length=sum(each.length for each in taken),
        detectors=sorted({each.detector for each in taken}),
    )
    messages.warning(request, TAKEN_OUT)


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
            return late.end_session(request, back=request.get_full_path())
        if not request.session_is_over:
            session_times.note_use(request)
        response = get_response(request)
        if request.session_is_over and request.user.is_authenticated:
            return late.end_session(request)  # it did not come as far as a view
        if request.method == "POST" and response.status_code == 302 and request.user.is_authenticated:
            keeping.were_used(request)
        return response

    def process_view(request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        return late.session_over(request) if getattr(request, "session_is_over", False) else None

    middleware.process_view = process_view
    return middleware


class SignInRequired(LoginRequiredMiddleware):
    """Everything needs a sign-in but what says otherwise; what was typed is kept, not done."""

    def handle_no_permission(self, request: HttpRequest, view) -> HttpResponse:
        """To the sign-in page."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view)
        return late.signed_out(request) or redirect("account_login")
