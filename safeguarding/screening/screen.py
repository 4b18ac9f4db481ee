"""The screen itself: what is found is taken out, and a mark stands in its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from safeguarding.screening import alphabets, known, runs, unseen
from safeguarding.screening.opaque import is_long_and_odd, is_mixed, is_odd, is_opaque
from safeguarding.screening.plain import Plain, plain

OPAQUE = 300  # characters of different words that nobody could read: what one field may hold of them
IN_ADDRESSES = 600  # the same within addresses on the web, which people paste with all that follows them
ADDRESSES = 4_000  # characters of addresses in all
SMALLEST = 60  # characters: what is shorter holds no picture
ODD, ODD_SHARE = 300, 0.3  # characters of short odd words, which only together are no words; how mixed they then are
PIECE = 8  # characters: the longest of such words
AROUND, DENSE = 4, 0.5  # words before and behind one, and the share of odd ones among them that no sentence has
ALONE = 40  # characters of a name or number that stands alone within a sentence, beside a picture elsewhere
FEWEST = 2  # odd ones on each side of an odd one: the last words before a picture and the first behind it stay
FIELDS = 2  # a form, however many fields it has, holds as much as two
BETWEEN_FIELDS = "\n"
WORD = re.compile(r"\S+")
INITIALS = re.compile(r"[A-Z]{3,5}s?[.,;:)]?")  # DSL, MASH: a sentence may hold many, so they say nothing of the rest


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
    spans = _spans(typed, fields=1)
    return _without(typed, spans, mark, again) if spans else Screened(typed)


def screened_together(typed: list[str], mark: str, again: str) -> list[Screened]:
    """The same for the fields of one form, each screened before: what is in all of them is no more than in two."""
    whole = BETWEEN_FIELDS.join(typed)
    spans, results, begin = _spans(whole, fields=FIELDS), [], 0
    for text in typed:
        end = begin + len(text)
        here = [
            (name, max(start, begin) - begin, min(stop, end) - begin)
            for name, start, stop in spans
            if max(start, begin) < min(stop, end)
        ]
        results.append(_without(text, here, mark, again) if here else Screened(text))
        begin = end + len(BETWEEN_FIELDS)
    return results


def _spans(typed: str, fields: int) -> list[tuple[str, int, int]]:
    """What is to be taken out, where there may be as much of it as in so many fields."""
    found = plain(typed)
    spans = [*runs.spans(found.text)]
    if len(found.text) > OPAQUE:
        spans += _opaque_spans(found.text, fields)
    if len(found.text) >= alphabets.SHORT:
        spans += alphabets.spans(found.text)
    return _joined(typed, sorted([*_where(found, spans), *unseen.spans(typed)], key=lambda span: span[1:]))


def _opaque_spans(text: str, fields: int) -> list[tuple[str, int, int]]:
    """The words that nobody could read, when there are more of them than harmless forms account for.

    In one field all of them are one file. In a form what came first may be none: it stays, up to the budget.
    """
    words = list(WORD.finditer(known.IBAN_IN_GROUPS.sub(lambda iban: "A" * len(iban[0]), text)))
    budget = _Budget(fields)
    kinds = [budget.take(match[0]) for match in words]
    over = {kind for kind in kinds if kind and budget.is_over(kind)}
    alone = [place for place, kind in enumerate(kinds) if kind == "opaque" and _stands_alone(kinds, place)]
    excused = set(alone) if len(alone) <= known.MOST else set()
    spans = [
        (kind, *match.span())
        for place, (match, kind) in enumerate(zip(words, kinds, strict=True))
        # shorter ones are looked at with their neighbours
        if kind in over
        and len(match[0]) > PIECE
        and not (place in excused and len(match[0]) <= ALONE)
        and (fields == 1 or place >= budget.full[kind])
    ]
    return [*spans, *_in_pieces(words, fields, is_found="opaque" in over)]


def _stands_alone(kinds: list[str], place: int) -> bool:
    """Whether no other word that nobody could read stands near: a name or a number within a sentence."""
    near = kinds[max(0, place - AROUND) : place] + kinds[place + 1 : place + AROUND]
    return "opaque" not in near


class _Budget:
    """How much of each kind so many fields hold. Words that return count once."""

    def __init__(self, fields: int) -> None:
        self.fields, self.taken = fields, 0
        self.full: dict[str, int] = {}  # the first word of each kind that was too much
        self.seen: set[str] = set()
        self.known, self.known_characters = 0, 0
        self.characters = {"opaque": 0, "address": 0, "all addresses": 0}

    def take(self, word: str) -> str:
        """Which kind of strange word it is; nothing for one that people write or one of the harmless forms."""
        kind = self._kind(word)
        if kind and self.is_over(kind):
            self.full.setdefault(kind, self.taken)
        self.taken += 1
        return kind

    def _kind(self, word: str) -> str:
        if known.is_address(word):
            return self._address(word)
        if not is_opaque(word) or self._is_excused(word):
            return ""
        self._count("opaque", word)
        return "opaque"

    def is_over(self, kind: str) -> bool:
        """Whether the fields hold more of this kind than anybody would write."""
        if kind == "address":
            most = (IN_ADDRESSES * self.fields, ADDRESSES * self.fields)
            return self.characters["address"] > most[0] or self.characters["all addresses"] > most[1]
        return self.characters[kind] > OPAQUE * self.fields

    def _is_excused(self, word: str) -> bool:
        if not known.is_known(word):
            return False
        if word in self.seen:
            return True
        characters = self.known_characters + len(word)
        if self.known == known.MOST * self.fields or characters > known.MOST_CHARACTERS * self.fields:
            return False
        self.seen.add(word)
        self.known, self.known_characters = self.known + 1, characters
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


def _in_pieces(words: list[re.Match], fields: int, *, is_found: bool) -> Iterator[tuple[str, int, int]]:
    """A file cut into pieces too short to be told from a word: what is no word among them, if there is much of it.

    `is_found`: longer pieces of it were found already.
    """
    odd = [len(match[0]) <= PIECE and is_odd(match[0]) for match in words]
    pieces = "".join(match[0] for match, is_piece in zip(words, odd, strict=True) if is_piece)
    letters = "".join(match[0] for match in words if len(match[0]) == 1)
    if not (is_found or any(len(one) > ODD * fields and is_mixed(one, ODD_SHARE) for one in (pieces, letters))):
        return
    near = [
        (is_piece and not INITIALS.fullmatch(match[0])) or is_opaque(match[0])
        for match, is_piece in zip(words, odd, strict=True)
    ]
    for place, match in enumerate(words):
        is_piece = _is_among_pieces(words, near, place)
        if is_piece and (len(match[0]) <= PIECE or is_long_and_odd(match[0])) and not known.is_address(match[0]):
            yield ("pieces", *match.span())


def _is_among_pieces(words: list[re.Match], odd: list[bool], place: int) -> bool:
    """Whether pieces stand close before and behind this word, and most words around it are pieces.

    So the last word before a picture stays, and those between whose pieces there is a word each.
    """
    before, behind = odd[max(0, place - AROUND) : place], odd[place + 1 : place + AROUND + 1]
    most, fewest = len(before) + 1 + len(behind), FEWEST if odd[place] else AROUND - 1
    pieces = (sum(before), sum(behind))
    if min(pieces) >= fewest and sum(pieces) + odd[place] > DENSE * most:
        return True
    return len(words[place][0]) == 1 and _are_single_letters(words, place)


def _are_single_letters(words: list[re.Match], place: int) -> bool:
    near = words[max(0, place - AROUND) : place + AROUND + 1]
    return len(near) > AROUND and all(len(match[0]) == 1 for match in near)


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
    return [(name, start, start + len(typed[start:end].rstrip())) for name, start, end in joined]


def _without(typed: str, spans: list[tuple[str, int, int]], mark: str, again: str) -> Screened:
    pieces, taken, at = [], {}, 0
    for name, start, end in spans:
        pieces += [typed[at:start], again if at else mark]
        taken[name] = taken.get(name, 0) + end - start
        at = end
    pieces.append(typed[at:])
    return Screened("".join(pieces), tuple(Taken(name, length) for name, length in taken.items()))
