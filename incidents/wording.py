"""Which words of a text may put blame on a child: found in lists that a school edits, never counted and never stored.

What stands in quotation marks is somebody else's words, and is left alone. The text itself is never changed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

# “…”, «…», "…", ‘…’ and '…': a mark that opens stands before a word, one that closes after it, so that an apostrophe
# or the sign for inches is neither. A quotation may hold apostrophes.
QUOTATION = re.compile(
    r"“[^”]*”|«[^»]*»"
    r'|(?<!\w)"[^"]*"(?!\w)'
    r"|(?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w)"
    r"|(?<!\w)'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w))*(?<=\S)'(?!\w)"
)
# Names that hold a listed phrase and blame nobody.
NAMES = ("revenge porn helpline", "victim support", "cymorth i ddioddefwyr")
APOSTROPHES, HYPHENS = "’‘ʼ`´", "‐‑"
LEFT_OUT = "\0"  # stands where something is not looked at: no phrase reaches across it


class Listed(Protocol):
    """A hint of the directory: phrases, one a line, what could stand instead, and why."""

    phrases: str
    instead: str
    why: str
    language: str


@dataclass(frozen=True)
class Hint:
    """Words of a text, as they stand there, with what could be written instead and why."""

    words: str
    instead: str
    why: str
    language: str


def found(text: str, listed: Iterable[Listed]) -> list[Hint]:
    """The hints for a text, each once, in the order in which their words stand in it.

    Of two for the very same words, as in lists of two languages, the one that is listed first.
    """
    plain, places = _plain(QUOTATION.sub(_left_out, text))
    plain = _pattern("\n".join(NAMES)).sub(_left_out, plain)
    met: dict[tuple[int, int], Hint] = {}
    for hint in listed:
        match = _pattern(hint.phrases).search(plain)
        if match:
            start, end = places[match.start()], places[match.end() - 1] + 1
            words = " ".join(text[start:end].split())
            met.setdefault((start, end), Hint(words, hint.instead, hint.why, hint.language))
    return [met[place] for place in sorted(met)]


@lru_cache(maxsize=500)
def _pattern(phrases: str) -> re.Pattern:
    """Any of the phrases as whole words, the longest first. A hyphen belongs to its word: non-consensual is another."""
    plain = {" ".join(_plain(phrase)[0].split()) for phrase in phrases.splitlines()} - {""}
    wanted = [re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(plain, key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(wanted)})(?![\w-])" if wanted else r"(?!)")


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, its apostrophes and hyphens alike, and where each letter of it stood."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", _alike(letter).casefold()):
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def _alike(letter: str) -> str:
    return "'" if letter in APOSTROPHES else "-" if letter in HYPHENS else letter


def _left_out(match: re.Match) -> str:
    return LEFT_OUT * len(match[0])
