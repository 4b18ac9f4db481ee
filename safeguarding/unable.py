"""What is answered when something cannot be done now, or cannot be shown at all: 503, and in plain words why."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader

from safeguarding import resending
from safeguarding.audit import acts
from safeguarding.vault.unopened import KeyDestroyed, SealBroken, WrongMasterKey

logger = logging.getLogger(__name__)

CANNOT_BE_OPENED = (SealBroken, KeyDestroyed, WrongMasterKey)
ASK_AGAIN_SECONDS = 5


def answer_to(request: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """The page for what could not be done; nothing for any other mistake. The pages stand alone: no database."""
    if isinstance(exception, acts.NotRecorded):
        # Nothing was done and nothing may be shown: what cannot be recorded does not happen.
        return alone(request, "503.html")
    if isinstance(exception, CANNOT_BE_OPENED):
        # Altered or moved underneath: nothing of the page is shown. The message names a place, never its words.
        logger.error("Nothing was shown at %s: %s", _where(request), exception)
        return alone(request, "503_altered.html")
    if acts.was_kept_waiting(exception):
        logger.warning("Others held the database too long at %s.", _where(request))
        response = alone(request, "503_busy.html", path=request.get_full_path())
        response["Retry-After"] = str(ASK_AGAIN_SECONDS)
        return response
    return None


def alone(request: HttpRequest, template: str, *, status: int = 503, **context) -> HttpResponse:
    """A page that stands alone: no database. What somebody had posted is held on it, and can be sent again.

    Where even holding it fails, the page comes without it. Of the pages of sign-in nothing is ever held.
    """
    page = loader.get_template(template)
    try:
        held = resending.held(request) if _is_somebodys(request) else None
        content = page.render(context | {"held": held})
    except Exception as error:  # whatever else is broken too, there is an answer
        logger.error("What was posted at %s could not be held: %s", _where(request), type(error).__name__)
        content = page.render(context)
    return HttpResponse(content, status=status)


def _is_somebodys(request: HttpRequest) -> bool:
    """Whether somebody is signed in, without asking the database: it may be what is broken."""
    known = getattr(request, "_cached_user", None)
    return settings.SESSION_COOKIE_NAME in request.COOKIES if known is None else known.is_authenticated


def _where(request: HttpRequest) -> str:
    return request.resolver_match.url_name if request.resolver_match else "an early step"
