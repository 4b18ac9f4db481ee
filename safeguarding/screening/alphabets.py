"""Files written out in letters of any script: what a language writes is uneven, what a file gives is not.

In every language few letters stand for most of a text, and the same pairs of them come again and again. A file gives
each letter as often as any other, and each pair as seldom. That is how a picture in Chinese, Thai or Cyrillic letters,
or in syllables anybody could say and nobody understands, is told from words, whatever letters were taken for it.
The figures were sought on notes in seven languages and phrases of some sixty.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from safeguarding.screening.opaque import WITHOUT_BLANKS

# Letters that are looked at together, from the shortest stretch that says something for large alphabets up.
SHORT, MIDDLE, LONG, SAID = 150, 300, 600, 240
STEPS = 6  # windows begin a sixth of their length apart
ONES_ALIKE = 0.0018  # the share of pairs of letters that are the same: Chinese has 0.0025 and more
EVEN = 1.14  # the unevenness of letters: 1 for a file, 1.24 in most languages; less in Chinese and in lists of phrases
EVEN_SOUNDS = 1.2  # the same of the consonants between vowels: 1.1 and less for made-up words, 1.3 and more for others
STRETCH, NEW = 6, 0.5  # of a file hardly six letters come again together; of the same sentence over and over all do
AGAIN = 3  # how much oftener pairs come again than by chance: Chinese 9 times and more
SYLLABLES, EVEN_SYLLABLES, BY_CHANCE = 2.0, 1.55, 1.6  # the same for scripts without blanks, over a long stretch
NEAR, STEP = 40, 8  # letters that are looked at to find where the words begin, and how far to go on each time
PAIRS = NEAR * (NEAR - 1) / 2
NEARLY, FURTHER = 1.4, 4  # so much more uneven than the whole they may be, and how often not even that, being few
BRIDGE = 3  # characters of another script within what was found
FORM_SHARE = 0.02  # of the words found: a form that as many have is the form of what was found
MOST_POSSIBLE = 1e7

LETTERS = re.compile(r"[A-Za-z]+")
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvxz]+")
VOWEL = re.compile(r"[aeiouyw]")


@dataclass(frozen=True)
class Sign:
    """One letter, or the consonants before a vowel, and where it stands in the text."""

    what: str
    start: int
    end: int


@dataclass(frozen=True)
class Evenness:
    """How a stretch of letters is spread."""

    alike: float  # the share of pairs of letters that are the same letter
    uneven: float  # that share, against an alphabet of as many letters each of which comes as often
    again: float  # how much oftener two letters together come again than by chance
    pairs: int  # how often two letters together come again
    new: float  # the share of stretches of six letters that did not come before


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """What was found, and from where to where: ("letters", 10, 900)."""
    if not text.isascii():
        for script, signs in _scripts(text).items():
            for length, is_found in RULES if script in WITHOUT_BLANKS else RULES[:-1]:
                for first, last in _even(signs, length, is_found):
                    yield from _pieces(text, signs, *_to_the_words(signs, first, last, length))
    yield from _syllables(text)


def evenness(signs: list[str]) -> Evenness:
    """How these letters are spread; at least two of them."""
    alike = _share_alike(Counter(signs))
    possible = len(signs) - 1
    chance = alike * alike * possible * (possible - 1) / 2
    pairs = sum(times * (times - 1) // 2 for times in Counter(zip(signs, signs[1:], strict=False)).values())
    stretches = [tuple(signs[place : place + STRETCH]) for place in range(len(signs) - STRETCH + 1)]
    new = len(set(stretches)) / max(1, len(stretches))
    return Evenness(alike, alike * _size(len(set(signs)), len(signs)), (pairs + 1) / (chance + 1), pairs, new)


def _share_alike(times: Counter) -> float:
    count = times.total()
    return sum(each * (each - 1) for each in times.values()) / (count * (count - 1))


def _size(different: int, count: int) -> float:
    """How many letters an alphabet has from which so many, drawn blindly, give so many different ones."""
    low, high = float(different), MOST_POSSIBLE
    for _halving in range(24):
        middle = (low * high) ** 0.5
        if middle * (1 - (1 - 1 / middle) ** count) < different:
            low = middle
        else:
            high = middle
    return low


def _is_large_and_even(found: Evenness) -> bool:
    return found.alike < ONES_ALIKE and not found.pairs


def _is_even(found: Evenness) -> bool:
    return found.uneven < EVEN and found.again < AGAIN


def _is_of_syllables(found: Evenness) -> bool:
    return found.again < BY_CHANCE or (found.uneven < EVEN_SYLLABLES and found.again < SYLLABLES)


def _is_made_up(found: Evenness) -> bool:
    return found.uneven < EVEN_SOUNDS


RULES = ((SHORT, _is_large_and_even), (MIDDLE, _is_even), (LONG, _is_of_syllables))


def _scripts(text: str) -> dict[str, list[Sign]]:
    """The letters of each script but Latin in their order, and the signs of no script together."""
    found: dict[str, list[Sign]] = {}
    for place, character in enumerate(text):
        if not character.isascii() and (script := _script(character)):
            found.setdefault(script, []).append(Sign(character.lower(), place, place + 1))
    return {script: signs for script, signs in found.items() if len(signs) >= SHORT}


@lru_cache(maxsize=65536)
def _script(character: str) -> str:
    kind = unicodedata.category(character)
    if kind[0] not in "LMNSC":
        return ""  # blanks, and what stands between words
    if kind[0] in "NS":
        return "signs"
    name = unicodedata.name(character, "?").split(" ")[0].split("-")[0]
    return "" if name == "LATIN" else name


def _syllables(text: str) -> Iterator[tuple[str, int, int]]:
    words = [Sign(match[0].lower(), *match.span()) for match in LETTERS.finditer(text)]
    # The consonants that stand together, each with its word: of "strange" str, ng.
    sounds = [(match[0], place) for place, word in enumerate(words) for match in CONSONANTS.finditer(word.what)]
    signs = [Sign(what, words[place].start, words[place].end) for what, place in sounds]
    until = -1  # a stretch within what was found already is not looked at again
    for first, last in _even(signs, SAID, _is_made_up):
        begin, end = sounds[first + SAID // 2][1], sounds[last - SAID // 2][1] + 1
        if end > until:
            begin, until = _to_the_forms(words, begin, end)
            yield ("syllables", words[begin].start, words[until - 1].end)


def _even(signs: list[Sign], length: int, is_found: Callable[[Evenness], bool]) -> Iterator[tuple[int, int]]:
    """Stretches of windows that are found, one after the other. Words may stand in half a window at each edge."""
    said = [sign.what for sign in signs]
    first = last = -1
    for start in _starts(len(signs), length):
        found = evenness(said[start : start + length])
        if found.new > NEW and is_found(found):
            if first >= 0 and start > last:
                yield first, last
                first = -1
            first, last = start if first < 0 else first, start + length
    if first >= 0:
        yield first, last


def _starts(count: int, length: int) -> list[int]:
    """Where windows begin, the last of them at the end of the text."""
    return [*range(0, count - length, length // STEPS), count - length] if count >= length else []


def _to_the_words(signs: list[Sign], first: int, last: int, length: int) -> tuple[int, int]:
    """What was found without the words at its edges: from within it outwards as far as it is as even."""
    said = [sign.what for sign in signs]
    begin, end = first + length // 2, last - length // 2
    most = 1 + NEARLY * _share_alike(Counter(said[begin:end] if end - begin > length else said[first:last])) * PAIRS
    first, last = _of_like_words(signs, first, last, begin, end)
    begin -= _as_even(said[first:begin][::-1], most)
    end += _as_even(said[end:last], most)
    return _to_a_blank(signs, begin, end, first, last)


def _of_like_words(signs: list[Sign], first: int, last: int, begin: int, end: int) -> tuple[int, int]:
    """From within outwards as long as words are as long as most of what was found: a file is cut evenly or not at all.

    Between `first` and `last` stands what was found, between `begin` and `end` what is surely no words.
    """
    cuts = [first, *(place for place in range(first + 1, last) if _is_apart(signs, place)), last]
    words = [*zip(cuts, cuts[1:], strict=False)]
    lengths = Counter(stop - start for start, stop in words)
    usual = {length for length, times in lengths.items() if times > FORM_SHARE * len(words) and times > 1}
    low = [stop for start, stop in words if stop <= begin and stop - start not in usual]
    high = [start for start, stop in words if start >= end and stop - start not in usual]
    return max([first, *low]), min([last, *high])


def _as_even(said: list[str], most: float) -> int:
    """How many of these letters are as even as what stands before them."""
    taken = place = 0
    while place + NEAR <= len(said) and place - taken < FURTHER * STEP:  # one stretch may be less even by chance
        place += STEP
        if _alike(said[place - STEP : place - STEP + NEAR]) <= most:
            taken = place
    return taken


def _to_a_blank(signs: list[Sign], begin: int, end: int, first: int, last: int) -> tuple[int, int]:
    """To where the letters are set apart, if that is near: the first such place from a little within outwards."""
    before = [place for place in range(begin + STEP, max(begin - NEAR, first) - 1, -1) if _is_apart(signs, place)]
    behind = [place for place in range(end - STEP, min(end + NEAR, last) + 1) if _is_apart(signs, place)]
    begin, end = [*before, begin][0], [*behind, end][0]
    return min(begin, end), max(begin, end)


def _is_apart(signs: list[Sign], place: int) -> bool:
    return place in (0, len(signs)) or signs[place - 1].end != signs[place].start


def _alike(signs: list[str]) -> int:
    """How many pairs of these letters are the same letter."""
    return sum(times * (times - 1) // 2 for times in Counter(signs).values())


def _pieces(text: str, signs: list[Sign], first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """The letters that were found, with the few of other scripts between them, and no word between them."""
    start = signs[first].start
    for before, after in zip(signs[first : last - 1], signs[first + 1 : last], strict=True):
        between = text[before.end : after.start].strip()
        if len(between) > BRIDGE or (between.isascii() and between.isalnum()):
            yield ("letters", start, before.end)
            start = after.start
    yield ("letters", start, signs[last - 1].end)


def _to_the_forms(words: list[Sign], begin: int, end: int) -> tuple[int, int]:
    """Outwards over the words of the same form as those that were found, so that no word beside them is lost."""
    times = Counter(_form(word.what) for word in words[begin:end])
    forms = {form for form, count in times.items() if count > FORM_SHARE * (end - begin)}
    while begin > 0 and _form(words[begin - 1].what) in forms:
        begin -= 1
    while end < len(words) and _form(words[end].what) in forms:
        end += 1
    return begin, end


def _form(word: str) -> str:
    """Consonants and vowels of a word: of "lusab" kAkAk."""
    return VOWEL.sub("A", CONSONANTS.sub(lambda found: "k" * len(found[0]), word))
