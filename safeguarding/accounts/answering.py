"""What a form was sent with, and whether it is judged: on every page, a choice of language sends what was typed too."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from safeguarding.accounts.keeping import came_back
from safeguarding.accounts.services import preferences


def posted(request: HttpRequest):
    """What a form was sent with; nothing when the page is only opened.

    What had been typed on the page when a session was over comes back when it is opened again: see `is_only_shown`.
    """
    return request.POST if request.method == "POST" else came_back(request)


def is_only_shown(request: HttpRequest) -> bool:
    """Whether what was typed is shown and not judged, let alone done: it came back, or the language was chosen."""
    return request.method != "POST" or "language" in request.POST


def language_was_chosen(request: HttpRequest) -> bool:
    """Changes the language when that is what was pressed. What was typed is then shown again and not judged."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return False
    preferences.choose_language(actor=request.user, code=code)
    translation.activate(code)
    request.LANGUAGE_CODE = code
    return True
