"""Where in a text another child is named: by a forename, a surname, both, initials, a number or a form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.initials import initials_in
from incidents.joined_names import accounts_of, is_in, joined_names
from incidents.names import NOBODY, OWN, Ids, Names, is_staff
from incidents.ordinary_words import EVERYDAY, MONTHS, OF_EVERY_SENTENCE, ORDINARY, TITLES
from incidents.places import FAINT, FORM, LIKELY, SURE, Place, is_initial, place_at, whose, with_doubt
from incidents.sentence_heads import begins_sentence, is_word_here
from incidents.spelling import Token, Words, stand_together, tokens, words

SURNAME_FIRST = re.compile(r"\s{0,2},\s{0,2}|\s{1,2}")
JOINS = ("", "-", "/", ".", " ")  # what may stand between the parts of a number or a form


@dataclass
class Hit:
    """Neighbouring words that are somebody's forename, surname or both.

    `called` is the name; with `has_ending` the text has an s more, as in `the Becketts`.
    """

    first: int
    last: int
    forename_of: Ids
    surname_of: Ids
    called: Words
    has_ending: bool = False


def places_of(text: str, names: Names) -> list[Place]:
    """The places of a text that may name another child, in order, none over another."""
    found = tokens(text)
    hits, accounts = list(_hits(text, found, names)), accounts_of(text)
    candidates = [*_full_names(text, found, hits, names), *_single_names(text, found, hits, names, accounts)]
    candidates += _joined(text, found, names, accounts)
    candidates += [*initials_in(text, found, names), *_codes(text, found, names)]
    chosen: list[Place] = []
    for place in sorted(candidates, key=_best_first):
        if all(place.end <= other.start or place.start >= other.end for other in chosen):
            chosen.append(place)
    return sorted((place for place in chosen if place.ids), key=lambda place: place.start)


def _best_first(place: Place) -> tuple:
    """No doubtful reading hides a sure one; then the longest is best; of two alike, the one that lets it stay."""
    return place.is_doubtful, place.start - place.end, bool(place.ids), place.start


def _hits(text: str, found: list[Token], names: Names) -> Iterator[Hit]:
    for first, _token in enumerate(found):
        for length in range(1, names.longest + 1):
            last = first + length - 1
            if last >= len(found) or (length > 1 and not stand_together(text, found[last - 1], found[last])):
                break
            written = tuple(token.word for token in found[first : last + 1])
            for called in (written, *_without_ending(written)):
                forename_of = frozenset(names.forenames.get(called, ()))
                surname_of = frozenset(names.surnames.get(called, ()))
                if forename_of or surname_of:
                    yield Hit(first, last, forename_of, surname_of, called, called is not written)
                    break


def _without_ending(written: Words) -> Iterator[Words]:
    """`The Becketts`, `Joneses` and `Niamhs` without their endings."""
    last = written[-1]
    for ending in ("s", "es"):
        if last.endswith(ending) and len(last) > len(ending) + 1:
            yield (*written[:-1], last[: -len(ending)])


def _full_names(text: str, found: list[Token], hits: list[Hit], names: Names) -> Iterator[Place]:
    """Forename and surname side by side, in either order, or one of them with an initial."""
    starting: dict[int, list[Hit]] = {}
    for hit in hits:
        starting.setdefault(hit.first, []).append(hit)
    for one in hits:
        for other in starting.get(one.last + 1, ()):
            ids = _of_both(text, found, one, other)
            if ids and not _are_plain_words(found[one.first : other.last + 1]):
                yield place_at(text, found, one.first, other.last, whose(ids))
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
    if hit.forename_of and after < len(found) and is_initial(found[after]):
        if text[found[hit.last].end : found[after].start] in (" ", "\u00a0", "."):
            ids = {one for one in hit.forename_of if found[after].word in names.surname_initials[one]}
            if ids:
                yield place_at(text, found, hit.first, after, whose(frozenset(ids)))
    if hit.surname_of and before >= 0 and is_initial(found[before]):
        if text[found[before].end : found[hit.first].start] in (". ", "."):
            ids = _by_initials(names, found[before].word, hit.surname_of)
            if ids:
                yield place_at(text, found, before, hit.last, whose(ids))


def _by_initials(names: Names, initial: str, surname_of: Ids) -> Ids:
    return frozenset(one for one in whose(surname_of) if initial in names.forename_initials[one])


def _single_names(
    text: str, found: list[Token], hits: list[Hit], names: Names, accounts: list[tuple[int, int]]
) -> Iterator[Place]:
    """A forename or a surname alone."""
    for hit in hits:
        ids = hit.forename_of | hit.surname_of
        before = found[hit.first - 1] if hit.first else None
        titled = before is not None and before.is_capitalised and before.word in TITLES
        of_staff = any(map(is_staff, ids))
        if OWN in ids or (titled and of_staff):
            yield place_at(text, found, hit.first, hit.last, NOBODY)
        elif children := whose(ids):
            doubt = SURE if hit.first != hit.last else _doubt(text, found, hit)
            if doubt is None and is_in(accounts, found[hit.first].start):
                doubt = _doubt_in_account(text, found, hit, names)
            if doubt is not None:
                yield with_doubt(place_at(text, found, hit.first, hit.last, children), doubt, names)


def _joined(text: str, found: list[Token], names: Names, accounts: list[tuple[int, int]]) -> Iterator[Place]:
    """Names written into one word."""
    for one in joined_names(text, found, names, accounts):
        key = "".join(words(text[one.start : one.end]))
        yield with_doubt(Place(one.start, one.end, key, whose(one.ids), is_full=True), one.doubt, names)


def _are_plain_words(run: list[Token]) -> bool:
    """Every one of them is an ordinary word, written small."""
    return all(not token.is_capitalised and token.word in ORDINARY | OF_EVERY_SENTENCE for token in run)


def _doubt(text: str, found: list[Token], hit: Hit) -> int | None:
    """How doubtful it is that one word is a name; None when it is none.

    An ordinary word is a name only with a capital; a word of every sentence only inside one.
    """
    token, name = found[hit.first], hit.called[0]
    is_ordinary = name in ORDINARY or len(name) <= 2
    if hit.has_ending and token.word in ORDINARY | OF_EVERY_SENTENCE | EVERYDAY:
        return FAINT if token.is_capitalised and not begins_sentence(text, token) else None
    if not token.is_capitalised and (is_ordinary or name in OF_EVERY_SENTENCE):
        return None
    if name in OF_EVERY_SENTENCE and token.is_upper:
        return FAINT
    if (is_ordinary or name in OF_EVERY_SENTENCE) and is_word_here(text, found, hit.first, name):
        return FAINT
    return SURE


def _doubt_in_account(text: str, found: list[Token], hit: Hit, names: Names) -> int | None:
    """`grace2011` and `grace_h` are as good as a name, `@summer_vibes` may be one."""
    token = found[hit.first]
    if len(token.word) < 4 or token.word in OF_EVERY_SENTENCE or token.word in MONTHS:
        return None
    around = [one for one in found[max(0, hit.first - 1) : hit.first + 2] if one is not token and len(one.word) < 3]
    beside = {one.word for one in around if token.start - 2 < one.end <= token.start or one.start - token.end in (0, 1)}
    initials = [*(names.surname_initials[one] for one in hit.forename_of)]
    initials += [names.forename_initials[one] for one in hit.surname_of]
    is_named = text[token.end : token.end + 1].isdigit() or any(beside & one for one in initials)
    return SURE if is_named else LIKELY


def _codes(text: str, found: list[Token], names: Names) -> Iterator[Place]:
    """Pupil numbers, and the forms of other children."""
    for first, token in enumerate(found):
        for length in range(1, min(names.longest, len(found) - first) + 1):
            run = found[first : first + length]
            called = tuple(one.word for one in run)
            if called in names.codes and _are_joined(text, run, JOINS):
                yield place_at(text, found, first, first + length - 1, whose(frozenset(names.codes[called])))
            if called in names.forms and _are_joined(text, run, JOINS) and _may_be_form(token, run):
                ids = frozenset(names.forms[called])
                yield place_at(text, found, first, first + length - 1, whose(ids), prefix=FORM)


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
