"""The roof's own pages: language, health, and what is shown when something goes wrong."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from safeguarding import late, readiness, resending, unable
from safeguarding.accounts.services import preferences


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language, on the profile or before sign-in in a cookie, and goes back to the page."""
    code = request.POST.get("language", "")
    request.session.pop("language", None)  # of the person who left; the choice made now counts
    if request.user.is_authenticated:
        preferences.choose_language(actor=request.user, code=code)
    back = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if is_ours and back.startswith("/") else "/")
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=31536000,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations, guards of the audit trail and worker are in order; it names no school and no version."""
    try:
        faults = readiness.faults()
    except DatabaseError:
        faults = ["database"]
    text = "ok\n" if not faults else "not ready: " + ", ".join(faults) + "\n"
    return HttpResponse(text, status=503 if faults else 200, content_type="text/plain")


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "about/accessibility.html")


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about the people who use this, and the three cookies."""
    return render(request, "about/privacy.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or came from elsewhere. Says what to do, never the bare 403."""
    return late.old_page(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: something in the request could not be read (or the session could not be saved, which is told here too)."""
    return unable.answer_to(request, exception) or render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: seen but not allowed."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: does not exist, or not for this person; the page is the same. What was sent there can still be copied."""
    held = resending.held(request) if request.user.is_authenticated else None
    return render(request, "404.html", {"held": held}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: stands alone, in both languages, because anything may be broken.

    What went wrong outside a view (a session that could not be saved, the key that hides addresses) comes here too.
    """
    answer = unable.answer_to(request, sys.exc_info()[1])
    return answer or unable.alone(request, "500.html", status=500)
