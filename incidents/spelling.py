"""The words of a text as they are compared: whatever their case, their accents and the characters between them."""

import re
import unicodedata
from dataclasses import dataclass

from incidents.look_alikes import LOOK_ALIKES, LOOK_ALIKES_OF_GREEK

Words = tuple[str, ...]

# A word is a run of letters with its accents and what is invisible inside it; a number is a run of digits.
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])*|\d+")
# What may stand between two words of one name.
GAP = re.compile(r"[\s'\u2018\u2019\u02bc`\u00b4_\-\u2010\u2011\u2013]{1,3}|\.(?!\s)")
HAS_LATIN = re.compile("[A-Za-z]")
WITHOUT_ACCENT = LOOK_ALIKES | str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands in a text."""

    start: int
    end: int
    word: str
    is_capitalised: bool
    is_upper: bool


def folded(text: str) -> str:
    """A word without case, accents and invisible characters, and in Latin letters where others look like them."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    if HAS_LATIN.search(apart):  # a word that is all in Greek is Greek
        apart = apart.translate(LOOK_ALIKES_OF_GREEK)
    kept = "".join(letter for letter in apart.casefold() if unicodedata.category(letter) not in ("Mn", "Cf"))
    return kept.translate(WITHOUT_ACCENT)


def tokens(text: str) -> list[Token]:
    """Every word and number of a text, in order."""
    found = []
    for match in WORD.finditer(text):
        written = match.group()
        found.append(
            Token(match.start(), match.end(), folded(written), written[0].isupper(), written.upper() == written)
        )
    return found


def words(text: str) -> Words:
    """The words of a name or a phrase."""
    return tuple(folded(match.group()) for match in WORD.finditer(text))


def stand_together(text: str, before: Token, after: Token) -> bool:
    """Whether two neighbouring words can be one name: nothing but a space, a hyphen or an apostrophe between them."""
    return before.end == after.start or GAP.fullmatch(text, before.end, after.start) is not None


def phrase_places(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where a phrase stands, as whole words, whatever its case and accents.

    A phrase without words, such as a drawn face, is sought as it is.
    """
    sought = words(phrase)
    if not sought:
        wanted = phrase.strip()
        return [(found.start(), found.end()) for found in re.finditer(re.escape(wanted), text)] if wanted else []
    all_tokens, places, number = tokens(text), [], 0
    while number <= len(all_tokens) - len(sought):
        here = all_tokens[number : number + len(sought)]
        if tuple(token.word for token in here) == sought and all(
            text[one.end : two.start].strip(" \t\r\n.,'\u2018\u2019\u02bc`-_\u2010\u2011\u2013") == ""
            for one, two in zip(here, here[1:], strict=False)
        ):
            places.append((here[0].start, here[-1].end))
            number += len(sought)
        else:
            number += 1
    return places
