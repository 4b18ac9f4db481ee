"""Where in a text another child is named: by a forename, a surname, both, initials, a number or a form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.names import DIGRAPHS, OWN, STAFF, Names
from incidents.ordinary_words import ABBREVIATIONS, OF_EVERY_SENTENCE, ORDINARY, TITLES
from incidents.spelling import Token, Words, stand_together, tokens

SURNAME_FIRST = re.compile(r"\s{0,2},\s{0,2}|\s{1,2}")
Ids = frozenset[str]
NOBODY: Ids = frozenset()
NO_WORDS: frozenset[str] = frozenset()
FORM, INITIALS = "form:", "initials:"  # what a key begins with, when it is no name
JOINS = ("", "-", "/", ".", " ")  # what may stand between the parts of a number or a form


@dataclass(frozen=True)
class Place:
    """A place in a text that names one of some people (`ids`), or, without ids, a place that must stay."""

    start: int
    end: int
    key: str
    ids: Ids
    is_full: bool = False


@dataclass
class Hit:
    """Neighbouring words that are somebody's forename, surname or both."""

    first: int
    last: int
    forename_of: Ids
    surname_of: Ids


def places_of(text: str, names: Names) -> list[Place]:
    """The places of a text that may name another child, in order, none over another."""
    found = tokens(text)
    hits = list(_hits(text, found, names))
    candidates = [*_full_names(text, found, hits, names), *_single_names(text, found, hits, names)]
    candidates += [*_initials(text, found, names), *_codes(text, found, names)]
    chosen: list[Place] = []
    # The longest reading of a place is the best one; of two alike, the one that lets it stay.
    for place in sorted(candidates, key=lambda place: (place.start - place.end, bool(place.ids), place.start)):
        if all(place.end <= other.start or place.start >= other.end for other in chosen):
            chosen.append(place)
    return sorted((place for place in chosen if place.ids), key=lambda place: place.start)


def _hits(text: str, found: list[Token], names: Names) -> Iterator[Hit]:
    for first, _token in enumerate(found):
        for length in range(1, names.longest + 1):
            last = first + length - 1
            if last >= len(found) or (length > 1 and not stand_together(text, found[last - 1], found[last])):
                break
            called = tuple(token.word for token in found[first : last + 1])
            forename_of = frozenset(names.forenames.get(called, ()))
            surname_of = frozenset(names.surnames.get(called, ()))
            if forename_of or surname_of:
                yield Hit(first, last, forename_of, surname_of)


def _full_names(text: str, found: list[Token], hits: list[Hit], names: Names) -> Iterator[Place]:
    """Forename and surname side by side, in either order, or one of them with an initial."""
    starting: dict[int, list[Hit]] = {}
    for hit in hits:
        starting.setdefault(hit.first, []).append(hit)
    for one in hits:
        for other in starting.get(one.last + 1, ()):
            ids = _of_both(text, found, one, other)
            if ids and not _are_plain_words(found[one.first : other.last + 1]):
                yield _place(text, found, one.first, other.last, _whose(ids))
        yield from _with_initial(text, found, one, names)


def _of_both(text: str, found: list[Token], one: Hit, other: Hit) -> Ids:
    """Those whose forename and surname these two are."""
    before, after = found[one.last], found[other.first]
    ids = one.forename_of & other.surname_of if stand_together(text, before, after) else NOBODY
    if not ids and SURNAME_FIRST.fullmatch(text, before.end, after.start):
        ids = one.surname_of & other.forename_of
    return ids


def _with_initial(text: str, found: list[Token], hit: Hit, names: Names) -> Iterator[Place]:
    """`Eli J.` and `E. Jonas`: the initial is part of the name."""
    after, before = hit.last + 1, hit.first - 1
    if hit.forename_of and after < len(found) and _is_initial(found[after]):
        if text[found[hit.last].end : found[after].start] in (" ", "\u00a0", "."):
            ids = {one for one in hit.forename_of if found[after].word in names.surname_initials[one]}
            if ids:
                yield _place(text, found, hit.first, after, _whose(frozenset(ids)))
    if hit.surname_of and before >= 0 and _is_initial(found[before]):
        if text[found[before].end : found[hit.first].start] in (". ", "."):
            ids = _by_initials(names, found[before].word, hit.surname_of)
            if ids:
                yield _place(text, found, before, hit.last, _whose(ids))


def _by_initials(names: Names, initial: str, surname_of: Ids) -> Ids:
    known = {
        one for pair, ids in names.initials.items() if pair[0] == initial for one in ids if not one.startswith(STAFF)
    }
    return surname_of & known


def _is_initial(token: Token) -> bool:
    return token.is_capitalised and (len(token.word) == 1 or token.word in DIGRAPHS)


def _single_names(text: str, found: list[Token], hits: list[Hit], names: Names) -> Iterator[Place]:
    """A forename or a surname alone."""
    for hit in hits:
        ids = hit.forename_of | hit.surname_of
        before = found[hit.first - 1] if hit.first else None
        titled = before is not None and before.is_capitalised and before.word in TITLES
        of_staff = any(one.startswith(STAFF) for one in ids)
        if OWN in ids or (titled and of_staff):
            yield _place(text, found, hit.first, hit.last, NOBODY)
        elif hit.first != hit.last or _may_be_a_name(text, found, hit.first):
            children = _whose(ids)
            if children:
                yield _place(text, found, hit.first, hit.last, children)


def _whose(ids: Ids) -> Ids:
    """The children among them; nobody when it is the record's own child, or a member of staff and no child."""
    return NOBODY if OWN in ids else frozenset(one for one in ids if not one.startswith(STAFF))


def _place(text: str, found: list[Token], first: int, last: int, ids: Ids, prefix: str = "") -> Place:
    key = prefix + " ".join(token.word for token in found[first : last + 1])
    end = found[last].end
    if prefix != FORM and first != last and text[end : end + 1] == "." and _is_initial(found[last]):
        end += 1  # the full stop of an initial goes with it
    return Place(found[first].start, end, key, ids, is_full=first != last)


def _are_plain_words(run: list[Token]) -> bool:
    """Every one of them is an ordinary word, written small."""
    return all(not token.is_capitalised and token.word in ORDINARY | OF_EVERY_SENTENCE for token in run)


def _may_be_a_name(text: str, found: list[Token], number: int) -> bool:
    """An ordinary word is a name only with a capital; a word of every sentence only inside one."""
    token = found[number]
    if token.word in OF_EVERY_SENTENCE:
        return token.is_capitalised and not token.is_upper and not _begins_sentence(text, token)
    if token.word in ORDINARY or len(token.word) <= 2:
        return token.is_capitalised
    return True


def _begins_sentence(text: str, token: Token) -> bool:
    before = text[: token.start].rstrip(" \t\"'\u2018\u2019\u201c\u201d(-\u2013")
    return not before or before[-1] in ".!?:;\n\r"


def _initials(text: str, found: list[Token], names: Names) -> Iterator[Place]:
    """E.J. and E. J., and EJ among words that are not all capitals."""
    for first, token in enumerate(found):
        if not token.is_capitalised or len(token.word) > 6:
            continue
        for length in (2, 3, 4):
            run = found[first : first + length]
            if len(run) == length and all(map(_is_initial, run)) and _are_dotted(text, run):
                called = tuple(one.word for one in run)
                yield from _initials_place(text, found, first, first + length - 1, called, names, NO_WORDS)
        for called in _letters_apart(text[token.start : token.end], token.word):
            if called in names.initials and _stands_out(found, first):
                ordinary = ABBREVIATIONS | OF_EVERY_SENTENCE
                yield from _initials_place(text, found, first, first, called, names, ordinary)


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
    if ids and ("".join(called) not in ordinary or ids & names.involved_ids):
        yield _place(text, found, first, last, _whose(ids), prefix=INITIALS)


def _codes(text: str, found: list[Token], names: Names) -> Iterator[Place]:
    """Pupil numbers, and the forms of other children."""
    for first, token in enumerate(found):
        for length in range(1, min(names.longest, len(found) - first) + 1):
            run = found[first : first + length]
            called = tuple(one.word for one in run)
            if called in names.codes and _are_joined(text, run, JOINS):
                yield _place(text, found, first, first + length - 1, _whose(frozenset(names.codes[called])))
            if called in names.forms and _are_joined(text, run, JOINS) and _may_be_form(token, run):
                ids = frozenset(names.forms[called])
                yield _place(text, found, first, first + length - 1, _whose(ids), prefix=FORM)


def _are_joined(text: str, run: list[Token], by: tuple[str, ...]) -> bool:
    """Nothing but these between the parts, and no letter or figure before the first or after the last."""
    start, end = run[0].start, run[-1].end
    alone = not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum()
    return alone and all(text[one.end : two.start] in by for one, two in zip(run, run[1:], strict=False))


def _may_be_form(token: Token, run: list[Token]) -> bool:
    """`10b` and `10 B`, and not `10 b` or the `7` of a year; a form called Oak only with its capital."""
    if all(one.word.isdigit() for one in run):
        return False
    if len(run) == 1:
        return token.is_capitalised
    adjacent = run[0].end == run[1].start
    return adjacent or all(one.is_capitalised or one.word.isdigit() for one in run)
