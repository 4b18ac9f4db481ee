"""What was posted and could not be taken: held on the page that says so, to be read, copied and sent again by a press.

Nothing of it is stored, and nothing is done by showing it. It is shown only to a browser that says that a page of ours
sent it, and nothing of the pages of sign-in and account is ever shown, because secrets are typed there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

FORM = "application/x-www-form-urlencoded"
SECRETS = {"csrfmiddlewaretoken", "login", "password", "password1", "password2", "oldpassword", "code", "credential"}
PROOFS = "proof-"  # answers that show who sits there (accounts.fresh)
BUTTONS = {"save_and", "language", "school"}
PAGES_OF_SECRETS = ("safeguarding.accounts.", "allauth.")
LONG = 20  # characters: from here on a text is worth reading and copying, although it can be sent again
# What a page sends of choices, ids, languages, ticks, days and times: everything else was written by somebody.
CODE = re.compile(
    r"[A-Z][A-Z0-9_]*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(en|cy)(,(en|cy))?|on|\d{1,4}|\d\d?[:.]\d\d"
)


def sent_only(view: Callable) -> Callable:
    """Decorates a view that is only ever sent to: there is no page on which what was typed could stand again."""
    only = require_POST(view)
    only.has_no_page = True
    return only


def has_page(path: str) -> bool:
    """Whether this address, without its query, is one that can be opened."""
    try:
        return not getattr(resolve(path).func, "has_no_page", False)
    except Resolver404:
        return False


@dataclass(frozen=True)
class Held:
    """A form that was posted, ready to be sent again. `token` is that of the browser as it is now."""

    path: str
    fields: list[tuple[str, str]]
    token: str

    @property
    def texts(self) -> list[str]:
        """What was written at some length, to be read and copied."""
        return [text for text in self.written if len(text) >= LONG and len(text.split()) > 1]

    @property
    def written(self) -> list[str]:
        """All that was written, however short: for where it cannot be sent again."""
        return written_texts(self.fields)

    @property
    def was_typed(self) -> bool:
        """Whether anything was typed or chosen, and not only a button pressed."""
        return any(value.strip() for name, value in self.fields if name not in BUTTONS | {"version"})

    @property
    def may_change_language(self) -> bool:
        """Pages with something to answer take a change of language without judging or doing anything."""
        is_drawn = has_page(urlsplit(self.path).path)
        return is_drawn and self.was_typed and all(name != "language" for name, _value in self.fields)


def held(request: HttpRequest) -> Held | None:
    """The form that this request posted; None when it may not be shown again."""
    if request.method != "POST" or request.content_type != FORM or not _holds_words(request):
        return None
    if not (getattr(request, "csrf_processing_done", False) or comes_from_here(request)):
        return None
    return Held(path=request.get_full_path(), fields=fields_of(request.POST), token=get_token(request))


def fields_of(posted: QueryDict) -> list[tuple[str, str]]:
    """What was posted, in order, without tokens, passwords and codes."""
    pairs = [(name, value) for name, values in posted.lists() for value in values]
    return [(name, value) for name, value in pairs if not is_secret(name)]


def is_secret(name: str) -> bool:
    """Whether this field holds a token, a password or a code: such are never shown again, and never kept as text."""
    return name in SECRETS or name.startswith(PROOFS)


def written_texts(fields: list[tuple[str, str]]) -> list[str]:
    """Of what was posted, what somebody wrote, however short; not what they chose, ticked or pressed."""
    asked = [value for name, value in fields if name not in BUTTONS | {"version"} and value.strip()]
    return [value for value in asked if not CODE.fullmatch(value.strip())]


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent this: a page of another site cannot say so."""
    origin = request.headers.get("Origin")
    if origin is None:
        try:
            referer = urlsplit(request.headers.get("Referer", ""))
        except ValueError:
            return False
        origin = f"{referer.scheme}://{referer.netloc}"
    return origin in {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}


def is_of_the_library(path: str) -> bool:
    """Whether this is the address of a page of the sign-in library, where nothing but secrets is typed."""
    try:
        return resolve(path).func.__module__.startswith("allauth.")
    except Resolver404:
        return False


def name_of(path: str) -> str:
    """The name of an address in the catalogue of pages: never anything that was typed into it."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def _holds_words(request: HttpRequest) -> bool:
    """Whether this is a page of somebody who is signed in, and not one where secrets are typed."""
    try:
        view = (request.resolver_match or resolve(request.path_info)).func
    except Resolver404:
        return False
    return getattr(view, "login_required", True) and not view.__module__.startswith(PAGES_OF_SECRETS)
