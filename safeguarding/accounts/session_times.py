"""How long a session may last: a time without use, and a working day in any case."""

from django.conf import settings
from django.http import HttpRequest

from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role

BEGAN_AT, SEEN_AT = "began_at", "seen_at"
WRITTEN_EVERY = 60  # seconds: a session is not written for every page


def begin(request: HttpRequest) -> None:
    """The person has just signed in."""
    request.session[BEGAN_AT] = request.session[SEEN_AT] = _now()


def is_over(request: HttpRequest) -> bool:
    """Whether the session has been idle too long, or is older than a working day."""
    now = _now()
    began, seen = request.session.get(BEGAN_AT, now), request.session.get(SEEN_AT, now)
    return now - seen >= idle_seconds(request.user) or now - began >= settings.SESSION_ABSOLUTE_SECONDS


def note_use(request: HttpRequest) -> None:
    """Keeps that the session is in use, at most once a minute."""
    now = _now()
    if BEGAN_AT not in request.session:
        begin(request)
    elif now - request.session.get(SEEN_AT, 0) >= WRITTEN_EVERY:
        request.session[SEEN_AT] = now


def idle_seconds(user: User) -> int:
    """How long this person may do nothing: those who open and decide need longer."""
    longer = {Role.LEAD, Role.DEPUTY, Role.HEAD}
    if any(held.role in longer for held in user.roles_in_force()):
        return settings.SESSION_IDLE_SECONDS_SAFEGUARDING
    return settings.SESSION_IDLE_SECONDS


def _now() -> int:
    return int(clock.now().timestamp())
