"""A text as a machine could read it, with the place of each character in what was typed.

Full-width letters, characters that take no place, and letters written as %41, &#65; or \\x41 hide nothing.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

ROUNDS = 3  # how often escapes within escapes are undone
PERCENT = r"(?:%[0-9A-Fa-f]{2})+"
ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
BACKSLASH = r"(?:\\x[0-9A-Fa-f]{2})+|\\u[0-9A-Fa-f]{4}"
ESCAPE = re.compile(f"{PERCENT}|{ENTITY}|{BACKSLASH}")
HINT = re.compile(r"%[0-9A-Fa-f]{2}|&[#A-Za-z]|\\[xu]")


@dataclass(frozen=True)
class Plain:
    """The text without disguise. `starts[i]` and `ends[i]`: where its character i stands in what was typed."""

    text: str
    starts: list[int] | range
    ends: list[int] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where this part of the plain text stands in what was typed."""
        return self.starts[start], self.ends[end - 1]


def plain(typed: str) -> Plain:
    """Undoes what can be undone without knowing a secret."""
    if typed.isascii():
        found = Plain(typed, range(len(typed)), range(1, len(typed) + 1))
    else:
        found = _without_disguise(typed)
    for _round in range(ROUNDS):
        if not HINT.search(found.text):
            break
        undone = _unescaped(found)
        if undone.text == found.text:
            break
        found = undone
    return found


def _without_disguise(typed: str) -> Plain:
    """One form for each character (NFKC), and none for those that only steer how others are shown."""
    pieces, starts, ends = [], [], []
    for place, character in enumerate(typed):
        if unicodedata.category(character) == "Cf":
            continue
        form = character if character.isascii() else unicodedata.normalize("NFKC", character)
        pieces.append(form)
        starts += [place] * len(form)
        ends += [place + 1] * len(form)
    return Plain("".join(pieces), starts, ends)


def _unescaped(found: Plain) -> Plain:
    pieces, starts, ends, at = [], [], [], 0
    for match in ESCAPE.finditer(found.text):
        said = _meant(match[0])
        if said is None:
            continue
        pieces += [found.text[at : match.start()], said]
        starts += [*found.starts[at : match.start()], *[found.starts[match.start()]] * len(said)]
        ends += [*found.ends[at : match.start()], *[found.ends[match.end() - 1]] * len(said)]
        at = match.end()
    pieces.append(found.text[at:])
    return Plain("".join(pieces), [*starts, *found.starts[at:]], [*ends, *found.ends[at:]])


def _meant(escape: str) -> str | None:
    """What an escape stands for; None where it stands for bytes that are no text."""
    if escape.startswith("&"):
        meant = html.unescape(escape)
        return meant if meant != escape else None
    if escape.startswith("\\u"):
        return _readable(chr(int(escape[2:], 16)))
    try:
        return _readable(bytes.fromhex(escape.replace("%", "").replace("\\x", "")).decode())
    except UnicodeDecodeError:
        return None


def _readable(meant: str) -> str | None:
    return meant if all(each.isprintable() or each.isspace() for each in meant) else None
