"""Words that are names too, where a sentence begins or a date stands: whether the word is meant there, or the child."""

import re

from incidents.ordinary_words import FOLLOWED_BY, MONTHS, OF_ENGLISH, OF_EVERY_SENTENCE, OF_WELSH, WELSH_HEADS
from incidents.spelling import Token, words

BEFORE = " \t\u00a0\u202f\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb()[]-\u2010\u2011\u2013\u2014*\u2022\u00b7"
ENDS = ".!?:;\u2026\n\r\u2028\u2029"
SENTENCE = re.compile(r"[^.!?;:\u2026\n\r]*")
NUMBERED = re.compile(r"[\n\r\v][^\W_]{1,2}\Z")  # what numbers a line: its bracket is not looked at
SHORTENED = re.compile(r"['\u2018\u2019\u02bc`](?:[rnmiuw]|ch|th)\b", re.IGNORECASE)  # mae'r, mae'n
BEFORE_MONTHS = frozenset("in since during last next until mis ym ers".split())


def begins_sentence(text: str, token: Token) -> bool:
    """Whether a word stands where a sentence begins, or a line or a quotation."""
    before = text[: token.start].rstrip(BEFORE)
    return (
        not before
        or before[-1] in ENDS
        or NUMBERED.search("\n" + before if len(before) < 3 else before[-3:]) is not None
    )


def is_word_here(text: str, found: list[Token], number: int, word: str) -> bool:
    """Whether a word that is a name too is more likely no name here, though it has a capital.

    `word` is the name: the word itself, or the word without its ending.
    """
    token = found[number]
    if word in WELSH_HEADS and SHORTENED.match(text, token.end):
        return True
    if word in MONTHS and _is_in_date(text, found, number):
        return True
    following = found[number + 1] if number + 1 < len(found) else None
    if word in WELSH_HEADS and not text[: token.start].rstrip()[-1:].isalnum():  # after a comma or a dash too
        small = following is not None and not following.is_capitalised
        return (small or word in OF_EVERY_SENTENCE) and not _is_english(SENTENCE.match(text, token.start).group())
    if not begins_sentence(text, token):
        return False
    if word in OF_EVERY_SENTENCE:
        return True
    return following is not None and following.word in FOLLOWED_BY.get(word, ())


def _is_english(sentence: str) -> bool:
    said = words(sentence)[1:]
    return sum(word in OF_ENGLISH for word in said) > sum(word in OF_WELSH for word in said)


def _is_in_date(text: str, found: list[Token], number: int) -> bool:
    """`3 May`, `May 2026` and `in May`."""
    before = found[number - 1].word if number else ""
    after = found[number + 1].word if number + 1 < len(found) else ""
    return before.isdigit() or after.isdigit() or before in BEFORE_MONTHS | {"st", "nd", "rd", "th"}
