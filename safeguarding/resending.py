"""What was posted and could not be taken: held on the page that says so, to be read, copied and sent again by a press.

Nothing of it is stored, and nothing is done by showing it. It is shown only to a browser that says that a page of ours
sent it, and nothing of the pages of sign-in and account is ever shown, because secrets are typed there.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.urls import Resolver404, resolve

FORM = "application/x-www-form-urlencoded"
SECRETS = {"csrfmiddlewaretoken", "login", "password", "password1", "password2", "oldpassword", "code"}
PROOFS = "proof-"  # answers that show who sits there (accounts.fresh)
BUTTONS = {"save_and", "language", "school"}
PAGES_OF_SECRETS = ("safeguarding.accounts.", "allauth.")
LONG = 20  # characters: from here on a text is worth reading and copying


@dataclass(frozen=True)
class Held:
    """A form that was posted, ready to be sent again. `token` is that of the browser as it is now."""

    path: str
    fields: list[tuple[str, str]]
    token: str

    @property
    def texts(self) -> list[str]:
        """What was written at some length, to be read and copied."""
        return long_texts(self.fields)

    @property
    def was_typed(self) -> bool:
        """Whether anything was typed or chosen, and not only a button pressed."""
        return any(value.strip() for name, value in self.fields if name not in BUTTONS | {"version"})

    @property
    def may_change_language(self) -> bool:
        """Pages with something to answer take a change of language without judging or doing anything."""
        return self.was_typed and all(name != "language" for name, _value in self.fields)


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
    return [(name, value) for name, value in pairs if name not in SECRETS and not name.startswith(PROOFS)]


def long_texts(fields: list[tuple[str, str]]) -> list[str]:
    """Of what was posted, the texts that somebody wrote at some length."""
    return [value for name, value in fields if name not in BUTTONS and len(value) >= LONG and len(value.split()) > 1]


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


def _holds_words(request: HttpRequest) -> bool:
    """Whether this is a page of somebody who is signed in, and not one where secrets are typed."""
    try:
        view = (request.resolver_match or resolve(request.path_info)).func
    except Resolver404:
        return False
    return getattr(view, "login_required", True) and not view.__module__.startswith(PAGES_OF_SECRETS)
