"""Whether a word is one that people write, or looks like a file written out in characters."""

import re
import unicodedata
from functools import lru_cache

SHORTEST = 5  # fewer characters say nothing by themselves
LONGEST = 150  # no word, name or number is as long, where words are set apart by blanks
ONE_PIECE = 30  # between commas and strokes: a list of words has shorter ones
SWITCHES = 0.2  # of the steps from one character to the next: words stay in one kind, files do not
BETWEEN = re.compile(r"[,;|/\\\-_.:&?=]+")
AGAIN = re.compile(r"(.)\1{2,}")
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvxz]{6,}", re.IGNORECASE)
VOWELS = re.compile(r"[aeiouwy]", re.IGNORECASE)
HARDLY = 0.14  # the share of vowels below which nobody can say it
SCRIPTS = 6  # Japanese has three, and Latin letters, capital and small
WITHOUT_BLANKS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
# Most of what is written: one word, as a sentence has it.
EDGES = "()[]{}<>«»“”„‘’\"'`´.,;:!?…*|–—-"
ORDINARY = re.compile(r"[(\"'“‘]*[A-Z]?[a-z]{1,7}(?:['’\-/][a-z]{1,7})*[)\"'”’.,;:!?…]*")
SAYABLE = re.compile(r"[^\W\d_]?[^\W\d_A-Z]*|[^\W\d_a-z]+|[a-z]{0,2}(?:[A-Z][a-z]+){1,3}")
INSIDE = re.compile(r"[A-Za-z]\d+[A-Za-z]")
LONG = 12  # characters: longer words with figures within them are no everyday ones
# What stands within and between words of any language, and is no sign of a file: don't, and/or, NASA's, 10:40, 👍🏽.
NO_SIGN = "\"'’‘`´“”„«»-–—_.:/,…·。、！？「」『』（）：；，،؛؟।"
NO_SIGN_KINDS = {"Mn", "Mc", "Me", "So", "Sk", "Zs", "Lm"}
ASCII_KINDS = {
    code: None if chr(code) in NO_SIGN else "0" if chr(code).isdigit() else "+" if not chr(code).isalpha() else kind
    for code in range(128)
    for kind in ["U" if chr(code).isupper() else "l"]
}


def is_opaque(word: str) -> bool:
    """Whether this word, as it stands between two blanks, is one that nobody could read out."""
    if ORDINARY.fullmatch(word):
        return False
    word = word.strip(EDGES)
    if _without_blanks(word):
        return len({_kind(each) for each in word if each.isalpha()}) > SCRIPTS
    short = AGAIN.sub(r"\1\1", word)
    if len(word) > LONGEST and max(map(len, BETWEEN.split(word))) > ONE_PIECE:
        return len(short) > LONGEST or len(set(short)) > 2
    return is_mixed(short)


def is_odd(word: str) -> bool:
    """Whether it is no word as people write them, though short: "Rw0", "kG", "7b". Only many of them mean anything."""
    bare = "".join(each for each in word if each.isalnum())
    if not bare or bare.isdigit():
        return False
    return not (SAYABLE.fullmatch(bare) and (not bare.isascii() or VOWELS.search(bare)))


def is_long_and_odd(word: str) -> bool:
    """Whether it is a long word with figures within it: beside a file that was found it belongs to it."""
    return len(word) >= LONG and INSIDE.search(word) is not None


def is_mixed(word: str, share: float = SWITCHES) -> bool:
    """Whether its characters change their kind more often than in any word or name, or nobody could say it."""
    kinds = word.translate(ASCII_KINDS) if word.isascii() else [kind for kind in map(_kind, word) if kind]
    if len(kinds) < SHORTEST:
        return False
    steps = zip(kinds, kinds[1:], strict=False)
    switches = sum(a != b and not (a[0] == "U" and b[0] == "l" and a[1:] == b[1:]) for a, b in steps)
    if switches >= 2 and switches >= share * (len(kinds) - 1):
        return True
    return _cannot_be_said(word)


def _cannot_be_said(word: str) -> bool:
    if len(word) < 8 or not (word.isascii() and word.isalpha()):
        return False
    return CONSONANTS.search(word) is not None or len(VOWELS.findall(word)) < HARDLY * len(word)


@lru_cache(maxsize=8192)
def _kind(character: str) -> str:
    """Upper or lower letter of a script, letter of a script without cases, digit, or sign; nothing for no sign."""
    if character in NO_SIGN or unicodedata.category(character) in NO_SIGN_KINDS:
        return ""
    if character.isdigit():
        return "0"
    if not character.isalpha():
        return "+"
    script = unicodedata.name(character, "?").split(" ")[0]
    return ("U" if character.isupper() else "l") + script


def _without_blanks(word: str) -> bool:
    return sum(unicodedata.name(each, "").startswith(WITHOUT_BLANKS) for each in word) * 2 > len(word)
