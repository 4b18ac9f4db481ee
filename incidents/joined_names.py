"""Names written into one word, as the names of accounts are: niamhbeckett, NiamhB, nbeckett07, n1amh, Beckettt.

A forename and a surname of one child, or one of them with an initial, are found in any word. In the name of an account
a name is found beside other letters too. What is more likely a word of the language is a reading with a doubt.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.names import NOBODY, Ids, Names, squeezed
from incidents.ordinary_words import EVERYDAY, OF_EVERY_SENTENCE, ORDINARY
from incidents.places import FAINT, LIKELY, SURE, whose
from incidents.spelling import Token, folded

PLAIN = ORDINARY | OF_EVERY_SENTENCE | EVERYDAY
RUN = re.compile(r"\S+")
OF_ACCOUNTS = re.compile(r"[@#_\d]|://|www\.|\.[a-z]{2,}/")
INNER_CAPITAL = re.compile(r"[^\W\d_]*?[^\W\d_A-Z][A-Z]")
THRICE = re.compile(r"(.)\1\1")
WRITTEN = re.compile(r"[^\W_]+")
FIGURES = [str.maketrans("013457", f"o{one}east") for one in "il"]  # n1amh and e1i: a figure for a letter
LONGEST = 100  # letters: nobody's name in one word is longer, and no time is spent on what is
WORD_ENDINGS = "adelnorstxy"  # a letter that often ends a longer word of the language


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a text that is somebody's name in one word, whose it may be, and how doubtful that is."""

    start: int
    end: int
    ids: Ids
    doubt: int


def accounts_of(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that may be the name of an account, an address or a tag."""
    return [match.span() for match in RUN.finditer(text) if OF_ACCOUNTS.search(match.group())]


def joined_names(text: str, found: list[Token], names: Names, accounts: list[tuple[int, int]]) -> Iterator[Reading]:
    """Every word of a text that is no name by itself and that a name is written into."""
    whole, given = (0, 0), None
    for token in found:
        if len(token.word) < 4 or names.has(token.word):
            continue
        in_account = is_in(accounts, token.start) or INNER_CAPITAL.match(text, token.start, token.end) is not None
        asked = (token.word, in_account, token.is_capitalised)
        if asked not in names.read:
            names.read[asked] = _read(*asked, names)
        if read := names.read[asked]:
            whole = whole if token.start < whole[1] else _whole(text, token)
            reading = Reading(*whole, *read)
            if reading != given:
                yield reading
            given = reading
    for start, end in accounts:
        yield from _with_figures(text, start, end, names)


def is_in(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a place lies in one of these stretches, which stand in order."""
    number = bisect_right(spans, (position, len(spans) and spans[-1][1])) - 1
    return number >= 0 and spans[number][0] <= position < spans[number][1]


def _whole(text: str, token: Token) -> tuple[int, int]:
    """The word with the figures and letters that are written to it."""
    start, end = token.start, token.end
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _read(word: str, in_account: bool, is_capitalised: bool, names: Names) -> tuple[Ids, int] | None:
    """Whose name the word is, and the doubt; the first reading that somebody answers to."""
    if len(word) > LONGEST:
        return _in_account(word, names)
    ids = _both_names(word, names)
    if ids:
        return ids, FAINT if word in PLAIN else LIKELY if len(word) < 6 and not in_account else SURE
    read = _with_initial(word, in_account, is_capitalised, names) or _lengthened(word, is_capitalised, names)
    if read:
        return read
    if in_account:
        return _in_account(word, names)
    return _beside_letters(word, names)


def _both_names(word: str, names: Names) -> Ids:
    """Those whose forename and surname it is, in either order, with an initial between them or none."""
    ids: set[str] = set()
    for cut in range(2, len(word) - 1):
        one, rest = word[:cut], word[cut:]
        if not names.has(one):
            continue
        for other in (rest, rest[1:]):
            if len(other) > 1:
                ids |= names.forename_of(one) & names.surname_of(other)
                ids |= names.surname_of(one) & names.forename_of(other)
    return frozenset(ids)


def _with_initial(word: str, in_account: bool, is_capitalised: bool, names: Names) -> tuple[Ids, int] | None:
    """Those whose forename or surname it is with the initial of the other: niamhb, beckettn, nbeckett."""
    reads: list[tuple[Ids, int]] = []
    for size in (1, 2):
        if not names.has(word[:-size]) and not names.has(word[size:]):
            continue
        name, initial = word[:-size], word[-size:]
        ids = _of_initial(names.forename_of(name), initial, names.surname_initials)
        ids |= _of_initial(names.surname_of(name), initial, names.forename_initials)
        reads.append((ids, _doubt_of_ending(word, name, initial, is_capitalised)))
        initial, name = word[:size], word[size:]
        ids = _of_initial(names.surname_of(name), initial, names.forename_initials)
        reads.append((ids if len(name) > 3 else NOBODY, _doubt_of_beginning(word, name)))
    reads = [(ids, SURE if in_account else doubt) for ids, doubt in reads if ids]
    if not reads:
        return None
    return frozenset().union(*(ids for ids, _doubt in reads)), min(doubt for _ids, doubt in reads)


def _of_initial(ids: Ids, initial: str, initials: dict[str, Ids]) -> Ids:
    return frozenset(one for one in ids if initial in initials[one])


def _doubt_of_ending(word: str, name: str, initial: str, is_capitalised: bool) -> int:
    """`niamhb` is no word; `hoped`, `Gwent` and `Paula` may be."""
    if word in PLAIN:
        return FAINT
    if initial[-1] in WORD_ENDINGS and (is_capitalised or name in PLAIN or len(name) < 4):
        return FAINT
    return SURE if len(name) > 3 else LIKELY


def _doubt_of_beginning(word: str, name: str) -> int:
    """`nbeckett` is no word; `trees` and `chill` are."""
    if word in PLAIN or name in PLAIN or len(name) < 5:
        return FAINT
    return SURE if len(name) > 5 else LIKELY


def _lengthened(word: str, is_capitalised: bool, names: Names) -> tuple[Ids, int] | None:
    """Those whose name it is but for a letter typed twice or once: Beckettt, Niaaamh, Becket."""
    meant = [name for name in names.squeezed.get(squeezed(word), ()) if name != word]
    reads = [(name, _doubt_of_lengthened(word, name, is_capitalised)) for name in meant]
    reads = [(name, doubt) for name, doubt in reads if doubt is not None]
    if not reads:
        return None
    ids = frozenset().union(*(names.called(name) for name, _doubt in reads))
    return ids, FAINT if word in PLAIN else min(doubt for _name, doubt in reads)


def _doubt_of_lengthened(word: str, name: str, is_capitalised: bool) -> int | None:
    if len(name) < 4 and not THRICE.search(word):
        return None
    if name in PLAIN and not is_capitalised:
        return FAINT
    if THRICE.search(word) or word == name + name[-1] or (is_capitalised and len(word) > 4):
        return SURE
    return FAINT


def _in_account(word: str, names: Names) -> tuple[Ids, int] | None:
    """The other children whose names stand in the name of an account, beside whatever other letters."""
    ids, doubt, start = set(), LIKELY, 0
    while start < len(word) - 3:
        for end in range(min(len(word), start + names.longest_word), start + 3, -1):
            called = NOBODY
            if names.has(word[start:end]) and (end - start > 4 or not start or end == len(word)):
                called = names.called(word[start:end])
            if called:
                ids |= whose(called)
                doubt = SURE if word[start:end] not in PLAIN and whose(called) else doubt
                start = end - 1
                break
        start += 1
    return (frozenset(ids), doubt) if ids else None


def _beside_letters(word: str, names: Names) -> tuple[Ids, int] | None:
    """A word that begins or ends with a name and is more likely another word: Jonasson, itsniamh."""
    ids: set[str] = set()
    for cut in range(1, len(word)):
        for name, rest in ((word[:cut], word[cut:]), (word[cut:], word[:cut])):
            if len(name) < 4 or not names.has(name) or name in PLAIN:
                continue
            if len(rest) > 3 and names.has(rest) and rest not in PLAIN:
                both = whose(names.called(name)) | whose(names.called(rest))
                if both:
                    return both, SURE  # the names of two children
            if len(name) > 4:
                ids |= whose(names.called(name))
    return (frozenset(ids), FAINT) if ids else None


def _with_figures(text: str, start: int, end: int, names: Names) -> Iterator[Reading]:
    """A name in which figures stand for letters."""
    for match in WRITTEN.finditer(text, start, end):
        written = match.group().strip("0123456789")
        if len(written) > LONGEST or not any(map(str.isdigit, written)):
            continue
        for figures in FIGURES:
            word = folded(written).translate(figures)
            ids = names.called(word) if len(word) > 3 else NOBODY
            if ids or (ids := _both_names(word, names)):
                yield Reading(*match.span(), ids, LIKELY if word in PLAIN else SURE)
                break
