"""The access matrix: every URL, for each of the nine people of the cast and a stranger.

How to add a URL: in `tests/access/rows_<duty>.py` append to ROWS
    Row("concern", on=lambda world: {"reference": world.concern.reference}, get=only("mair", "dafydd"),
        unknown={"reference": "2222-2222"})
`on` gives the URL's arguments from the world; `get` and `post` say who gets in (status 200 or a redirect that is not
to the sign-in page); everybody else gets 404, a stranger is sent to sign in. `post` defaults to nobody being allowed
(404, 403 or 405). `unknown` are arguments of the same URL for something that does not exist: the page for "exists
but not yours" must be the same bytes. `build(world)` in the same file adds what its rows need to the world, in the
order of MODULES. Public pages say `public=True`. A URL without a row fails tests/access/test_matrix.py.
"""

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import PEOPLE

FIRST = ("roof", "accounts", "recording", "concern", "referring", "audit", "reporting")
RESPONSE = (
    "reviewing",
    "contact",
    "removal",
    "devices",
    "family",
    "wellbeing",
    "patterns",
    "viewing",
    "papers",
    "directory",
)
MODULES = FIRST + RESPONSE


def only(*people: str) -> dict[str, int]:
    """These people get the page; nobody else does."""
    return dict.fromkeys(people, 200)


def everyone() -> dict[str, int]:
    """All nine people get the page."""
    return only(*PEOPLE)


@dataclass(frozen=True)
class Row:
    """One URL and who gets in."""

    name: str
    on: Callable[[SimpleNamespace], dict] = field(default=lambda world: {})
    get: dict[str, int] = field(default_factory=dict)
    post: dict[str, int] = field(default_factory=dict)
    unknown: dict | None = None
    public: bool = False
    same_for_all: bool = False  # what it names is no secret: a group of the queue, a language
    data: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def modules() -> list:
    """The row files, in the order in which they build the world."""
    return [importlib.import_module(f"tests.access.rows_{name}") for name in MODULES]


def rows_of(duty: str) -> list[Row]:
    """The rows of one duty."""
    return importlib.import_module(f"tests.access.rows_{duty}").ROWS


def rows() -> list[Row]:
    """All rows."""
    return [row for duty in MODULES for row in rows_of(duty)]


def build_world(cast) -> SimpleNamespace:
    """The cast with a story, as each duty's `build` adds to it."""
    world = SimpleNamespace(cast=cast)
    for module in modules():
        if hasattr(module, "build"):
            module.build(world)
    return world


def url_names() -> set[str]:
    """The name of every URL that the record answers."""
    return {pattern.name or str(pattern.pattern) for pattern in _patterns(get_resolver().url_patterns)}


def _patterns(entries):
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry


def without_tokens(content: bytes) -> bytes:
    """A page without what is new in every response: the CSRF token, and the address asked for where it is echoed."""
    content = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", content)
    return re.sub(rb'name="next" value="[^"]*"', b"", content)
