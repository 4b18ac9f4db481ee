"""The screen itself: what is found is taken out, and a mark stands in its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from safeguarding.screening import known, runs
from safeguarding.screening.opaque import is_everyday, is_long_and_odd, is_mixed, is_odd, is_opaque
from safeguarding.screening.plain import Plain, plain

OPAQUE = 300  # characters of different words that nobody could read: what one field may hold of them
IN_ADDRESSES = 600  # the same within addresses on the web, which people paste with all that follows them
ADDRESSES = 4_000  # characters of addresses in all
SMALLEST = 60  # characters: what is shorter holds no picture
ODD, ODD_SHARE = 300, 0.3  # characters of short odd words, which only together are no words; how mixed they then are
PIECE = 8  # characters: the longest of such words
AROUND, DENSE = 4, 0.55  # words before and after one, and the share of odd ones among them that no sentence has
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Taken:
    """What was taken out: how it was found, and how many characters it had. Never what it was."""

    detector: str
    length: int


@dataclass(frozen=True)
class Screened:
    """The text as it may be kept, and what was taken out of it."""

    text: str
    taken: tuple[Taken, ...] = ()


def screened(typed: str, mark: str, again: str) -> Screened:
    """Takes out what is an image or a file written in characters; every word stays as it was typed.

    `mark` stands where something was taken out first, `again` where more was. Where nothing is found the text comes
    back as it is.
    """
    if len(typed) < SMALLEST and "data" not in typed.casefold() and "<" not in typed:
        return Screened(typed)
    found = plain(typed)
    spans = [*runs.spans(found.text), *_opaque_spans(found.text)]
    if not spans:
        return Screened(typed)
    return _without(typed, _joined(typed, _where(found, spans)), mark, again)


def _opaque_spans(text: str) -> list[tuple[str, int, int]]:
    """The words that nobody could read, when there are more of them than harmless forms account for."""
    budget, over = _Budget(), []
    words = list(WORD.finditer(known.IBAN_IN_GROUPS.sub(lambda iban: "A" * len(iban[0]), text)))
    for match in words:
        kind = budget.take(match[0])
        if kind:
            over.append((kind, *match.span()))
    over = [span for span in over if budget.is_over(span[0])]
    return [*over, *_in_pieces(words, is_found=any(kind == "opaque" for kind, _start, _end in over))]


class _Budget:
    """How much of each kind a field holds. Words that return count once."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.known, self.known_characters = 0, 0
        self.characters = {"opaque": 0, "address": 0, "all addresses": 0}

    def take(self, word: str) -> str:
        """Which kind of strange word it is; nothing for one that people write or one of the harmless forms."""
        if known.is_address(word):
            return self._address(word)
        if not is_opaque(word) or self._is_excused(word):
            return ""
        self._count("opaque", word)
        return "opaque"

    def is_over(self, kind: str) -> bool:
        """Whether the field holds more of this kind than anybody would write."""
        if kind == "address":
            return self.characters["address"] > IN_ADDRESSES or self.characters["all addresses"] > ADDRESSES
        return self.characters[kind] > OPAQUE

    def _is_excused(self, word: str) -> bool:
        if not known.is_known(word):
            return False
        if word in self.seen:
            return True
        if self.known == known.MOST or self.known_characters + len(word) > known.MOST_CHARACTERS:
            return False
        self.seen.add(word)
        self.known, self.known_characters = self.known + 1, self.known_characters + len(word)
        return True

    def _address(self, word: str) -> str:
        if word not in self.seen:
            parts = re.split(r"[/?&=#;]+", word)
            self.characters["address"] += sum(len(part) for part in parts if is_opaque(part))
            self.characters["all addresses"] += len(word)
            self.seen.add(word)
        return "address"

    def _count(self, kind: str, word: str) -> None:
        if word not in self.seen:
            self.seen.add(word)
            self.characters[kind] += len(word)


def _in_pieces(words: list[re.Match], *, is_found: bool) -> Iterator[tuple[str, int, int]]:
    """A file cut into pieces too short to be told from a word: what is no word among them, if there is much of it.

    `is_found`: longer pieces of it were found already.
    """
    odd = [len(match[0]) <= PIECE and is_odd(match[0]) for match in words]
    joined = "".join(match[0] for match, is_piece in zip(words, odd, strict=True) if is_piece)
    if not (is_found or (len(joined) > ODD and is_mixed(joined, ODD_SHARE))):
        return
    for place, match in enumerate(words):
        if len(match[0]) > PIECE:
            belongs = is_long_and_odd(match[0]) and not known.is_address(match[0])
        else:
            belongs = (odd[place] and not is_everyday(match[0])) or _is_among_pieces(words, odd, place)
        if belongs:
            yield ("pieces", *match.span())


def _is_among_pieces(words: list[re.Match], odd: list[bool], place: int) -> bool:
    """Whether most short words around this one are odd: then it is a piece that looks like a word by chance."""
    near = range(max(0, place - AROUND), min(len(words), place + AROUND + 1))
    short = [other for other in near if len(words[other][0]) <= PIECE]
    letter_by_letter = len(near) > AROUND and all(len(words[other][0]) == 1 for other in near)
    return letter_by_letter or sum(odd[other] for other in short) > max(AROUND - 1, DENSE * len(near))


def _where(found: Plain, spans: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The same spans in what was typed, from its beginning to its end."""
    return sorted(((name, *found.span(start, end)) for name, start, end in spans), key=lambda span: span[1:])


def _joined(typed: str, spans: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Spans that overlap, or that only blanks stand between, as one."""
    joined: list[tuple[str, int, int]] = []
    for name, start, end in spans:
        if joined and (start <= joined[-1][2] or not typed[joined[-1][2] : start].strip()):
            first, begin, last = joined[-1]
            joined[-1] = (first, begin, max(last, end))
        else:
            joined.append((name, start, end))
    return [(name, start, len(typed[:end].rstrip()) if end > start else end) for name, start, end in joined]


def _without(typed: str, spans: list[tuple[str, int, int]], mark: str, again: str) -> Screened:
    pieces, taken, at = [], {}, 0
    for name, start, end in spans:
        pieces += [typed[at:start], again if at else mark]
        taken[name] = taken.get(name, 0) + end - start
        at = end
    pieces.append(typed[at:])
    return Screened("".join(pieces), tuple(Taken(name, length) for name, length in taken.items()))
