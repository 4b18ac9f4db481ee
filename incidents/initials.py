"""Where in a text the initials of another child stand: E.J. and EJ, and perhaps ej."""

from collections.abc import Iterator

from incidents.names import DIGRAPHS, Names
from incidents.ordinary_words import ABBREVIATIONS, OF_EVERY_SENTENCE, OF_TWO_LETTERS
from incidents.places import INITIALS, LIKELY, SURE, Place, is_initial, place_at, whose, with_doubt
from incidents.spelling import Token, Words

NO_WORDS: frozenset[str] = frozenset()
APOSTROPHES = tuple("'\u2018\u2019\u02bc`")


def initials_in(text: str, found: list[Token], names: Names) -> Iterator[Place]:
    """E.J. and E. J., and EJ among words that are not all capitals; perhaps ej too."""
    for first, token in enumerate(found):
        if len(token.word) > 6:
            continue
        if not token.is_capitalised:
            yield from _small_initials(text, found, first, names)
            continue
        for length in (2, 3, 4):
            run = found[first : first + length]
            if len(run) == length and all(map(is_initial, run)) and _are_dotted(text, run):
                called = tuple(one.word for one in run)
                yield from _initials_place(text, found, first, first + length - 1, called, names, NO_WORDS)
        for called in _letters_apart(text[token.start : token.end], token.word):
            if called in names.initials and _stands_out(found, first):
                ordinary = ABBREVIATIONS | OF_EVERY_SENTENCE
                yield from _initials_place(text, found, first, first, called, names, ordinary)


def _small_initials(text: str, found: list[Token], first: int, names: Names) -> Iterator[Place]:
    """`ej` and `e.j.`: what is no word may be initials."""
    token, run = found[first], found[first : first + 2]
    called = tuple(token.word)
    if len(called) == 2 and called in names.initials and token.word not in OF_TWO_LETTERS:
        before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]
        if not before.isalnum() and before not in APOSTROPHES and not after.isalpha():
            yield from _initials_place(text, found, first, first, called, names, frozenset([token.word]))
    called = tuple(one.word for one in run)
    if len(run) == 2 and called in names.initials and all(len(one.word) == 1 for one in run):
        if text[run[0].end : run[1].start] == "." and text[run[1].end : run[1].end + 1] == ".":
            yield from _initials_place(text, found, first, first + 1, called, names, frozenset(["".join(called)]))


def _are_dotted(text: str, run: list[Token]) -> bool:
    return all(text[one.end : two.start] in (".", ". ") for one, two in zip(run, run[1:], strict=False))


def _letters_apart(written: str, word: str) -> Iterator[Words]:
    """The ways a short word in capitals can be read as initials: EJ, LLR and LlR."""
    if len(written) == len(word) <= 4:
        if written.isupper() and len(word) > 1:
            yield tuple(word)
        for digraph in DIGRAPHS:
            for one, other in ((word[:2], word[2:]), (word[:-2], word[-2:])):
                if digraph in (one, other) and other and one and _capitals(written, len(one)):
                    yield (one, other)


def _capitals(written: str, second: int) -> bool:
    return written[0].isupper() and written[second].isupper()


def _stands_out(found: list[Token], number: int) -> bool:
    """In a text typed all in capitals a short word is a word."""
    around = [one for one in found[max(0, number - 2) : number + 3] if len(one.word) > 1 and not one.word.isdigit()]
    others = [one for one in around if one is not found[number]]
    return not others or not all(one.is_upper for one in others)


def _initials_place(
    text: str, found: list[Token], first: int, last: int, called: Words, names: Names, ordinary: frozenset[str]
) -> Iterator[Place]:
    """`ordinary` are the words that these letters spell: TO is one, and T.O. with its full stops is none."""
    ids = frozenset(names.initials.get(called, ()))
    if ids:
        doubt = LIKELY if "".join(called) in ordinary else SURE
        yield with_doubt(place_at(text, found, first, last, whose(ids), prefix=INITIALS), doubt, names)
