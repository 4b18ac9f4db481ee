"""What is answered to a form that comes too late: its page was drawn long ago, or its session is over.

Nothing typed is lost. Who is still signed in gets it back on a page that sends it again; for who is not, it is kept
until they have signed in; where nobody can tell whose it is, it stays on the page.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from safeguarding import resending
from safeguarding.accounts import drawn, keeping
from safeguarding.accounts.models import User
from safeguarding.accounts.services import sessions
from safeguarding.resending import Held


def old_page(request: HttpRequest) -> HttpResponse:
    """A form whose token is no longer good: another page was used to sign in since it was drawn."""
    if getattr(request, "session_is_over", False):
        return session_over(request)
    held = resending.held(request)
    if held is None:
        return render(request, "403_csrf.html", status=403)
    if not request.user.is_authenticated:
        return signed_out(request) or render(request, "403_csrf.html", status=403)
    owner = drawn.whose(request)
    if owner is None or owner == request.user:
        return _held_page(request, held)
    kept = held.was_typed and _kept(request, owner, held)
    context = {"kept_for_another": bool(kept), "is_lost": held.was_typed and not kept}
    return render(request, "403_csrf.html", context, status=403)


def session_over(request: HttpRequest) -> HttpResponse:
    """A form that arrives after the session's time. What was typed is kept, then the session ends."""
    held, owner, back = resending.held(request), None, ""
    was_typed = held is not None and held.was_typed
    if was_typed:
        owner = drawn.whose(request)
        back = _kept(request, owner, held)
    response = end_session(request, back=back, why="saved" if back else "time")
    return leaving(_held_page(request, held, signed_out=True, owner=owner)) if was_typed and not back else response


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """A form sent by nobody: its session was ended from another page. None when nothing was typed."""
    held = resending.held(request)
    if held is None or not held.was_typed:
        return None
    owner = drawn.whose(request)
    back = _kept(request, owner, held)
    if back:
        return redirect(_sign_in_address("saved", back))
    return _held_page(request, held, signed_out=True, owner=owner)


def end_session(request: HttpRequest, back: str = "", why: str = "time") -> HttpResponse:
    """Ends the session for its time and goes to sign in, which says why, in the language of the person who left."""
    code = translation.get_language()
    sessions.record_end_by_time_limit(actor=request.user)
    drawn.leave(request)
    request.session["language"] = code
    return leaving(redirect(_sign_in_address(why, back)))


def leaving(response: HttpResponse) -> HttpResponse:
    """Asks the browser to forget what it has kept of the pages; the choice of language may stay."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _kept(request: HttpRequest, owner: User | None, held: Held) -> str:
    """The address where the writer goes on after signing in; nothing where nobody is known who could sign in."""
    return keeping.keep(request, owner, held) if owner and owner.is_active else ""


def _held_page(
    request: HttpRequest, held: Held, *, signed_out: bool = False, owner: User | None = None
) -> HttpResponse:
    """What was typed, and one button that sends it again; without it where the writer cannot sign in any more."""
    copy_only = owner is not None and not owner.is_active
    context = {"held": held, "signed_out": signed_out, "copy_only": copy_only}
    return render(request, "403_held.html", context, status=403)


def _sign_in_address(why: str, back: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'ended': why} | ({'next': back} if back else {}))}"
