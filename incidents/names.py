"""What the people are called whom a text may name: the record's own child, other children, and staff."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from incidents.ordinary_words import PARTICLES
from incidents.spelling import Words, words

OWN = "own"
STAFF = "staff:"
Ids = frozenset[str]
NOBODY: Ids = frozenset()
AGAIN = re.compile(r"(.)\1+")
DIGRAPHS = ("ch", "dd", "ff", "ng", "ll", "ph", "rh", "th")


@dataclass(frozen=True)
class Person:
    """Somebody whom a text may name: everything they are called."""

    id: str
    forenames: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    form: str = ""


@dataclass
class Names:
    """All the people a text may name, found by what they are called."""

    own: Person
    involved: Sequence[Person] = ()
    others: Sequence[Person] = ()
    staff: Sequence[Person] = ()
    forenames: dict[Words, set[str]] = field(default_factory=dict)
    surnames: dict[Words, set[str]] = field(default_factory=dict)
    initials: dict[Words, set[str]] = field(default_factory=dict)
    forename_initials: dict[str, Ids] = field(default_factory=dict)
    surname_initials: dict[str, Ids] = field(default_factory=dict)
    squeezed: dict[str, set[str]] = field(default_factory=dict)  # by their letters without the double ones
    codes: dict[Words, set[str]] = field(default_factory=dict)
    forms: dict[Words, set[str]] = field(default_factory=dict)
    of_one_word: set[str] = field(default_factory=set)
    longest_word: int = 0
    read: dict[tuple, tuple[Ids, int] | None] = field(default_factory=dict)  # words that were looked at before
    longest: int = 1

    def __post_init__(self) -> None:
        self.involved_ids = frozenset(person.id for person in self.involved)
        self._learn(self.own, OWN)
        for person in (*self.involved, *self.others):
            self._learn(person, person.id)
        for number, person in enumerate(self.staff):
            self._learn(person, f"{STAFF}{number}")
        for known in (self.forenames, self.surnames, self.codes, self.forms):
            self.longest = max([self.longest, *map(len, known)])
        self.of_one_word = {name[0] for known in (self.forenames, self.surnames) for name in known if len(name) == 1}
        self.longest_word = max(map(len, self.of_one_word), default=0)

    def _learn(self, person: Person, identity: str) -> None:
        for known, names in ((self.forenames, person.forenames), (self.surnames, person.surnames)):
            for name in names:
                for variant in variants(name):
                    known.setdefault(variant, set()).add(identity)
                    if len(variant) == 1 and len(variant[0]) > 2:
                        self.squeezed.setdefault(squeezed(variant[0]), set()).add(variant[0])
        self.forename_initials[identity] = frozenset().union(*map(letters_of, person.forenames))
        self.surname_initials[identity] = frozenset().union(*map(letters_of, person.surnames))
        if not is_staff(identity):
            for forename, surname in _pairs(person, identity):
                for initials in initials_of(forename, surname):
                    self.initials.setdefault(initials, set()).add(identity)
        for number in person.numbers:
            if len(number) >= 5:
                for written in {words(number), words("".join(words(number)))}:
                    self.codes.setdefault(written, set()).add(identity)
        if len(person.form) >= 2:
            self.forms.setdefault(words(person.form), set()).add(identity)

    def has(self, word: str) -> bool:
        """Whether somebody's forename or surname is this one word."""
        return word in self.of_one_word

    def forename_of(self, word: str) -> Ids:
        """Those whose forename it is."""
        return frozenset(self.forenames.get((word,), ()))

    def surname_of(self, word: str) -> Ids:
        """Those whose surname it is."""
        return frozenset(self.surnames.get((word,), ()))

    def called(self, word: str) -> Ids:
        """Those whose forename or surname it is."""
        return self.forename_of(word) | self.surname_of(word)


def _pairs(person: Person, identity: str) -> list[tuple[str, str]]:
    """Each forename with each surname.

    Of the record's own child who was described, any word may be either: as a later one is no forename of an earlier,
    only those in their order are this child's. What is another's does not stay because of it.
    """
    if identity == OWN and person.forenames == person.surnames:
        return list(combinations(dict.fromkeys(person.forenames), 2))
    return [(forename, surname) for forename in person.forenames for surname in person.surnames]


def is_staff(identity: str) -> bool:
    """Whether it stands for a member of staff."""
    return identity.startswith(STAFF)


@lru_cache(maxsize=8192)
def squeezed(word: str) -> str:
    """A word with every letter that is repeated written once."""
    return AGAIN.sub(r"\1", word)


@lru_cache(maxsize=8192)
def variants(name: str) -> frozenset[Words]:
    """The ways a name is written: whole, in one word, and each part of a double one."""
    whole = words(name)
    if not whole:
        return frozenset()
    found = {whole, ("".join(whole),)}
    parts = [words(part) for part in name.replace("-", " ").split()]
    if len(parts) > 1:
        found |= {part for part in parts if len("".join(part)) >= 3 and "".join(part) not in PARTICLES}
    return frozenset(one for one in found if len("".join(one)) > 1)


@lru_cache(maxsize=8192)
def initials_of(forename: str, surname: str) -> frozenset[Words]:
    """The initials of a name, with and without those of its middle parts; Ll and Rh count as one letter too."""
    parts = [part for part in f"{forename} {surname}".replace("-", " ").split() if words(part)]
    if len(parts) < 2:
        return frozenset()
    first, last = letters_of(forename), letters_of(surname)
    found = {(one, other) for one in first for other in last}
    if len(parts) > 2:
        found.add(tuple(words(part)[0][0] for part in parts))
    return frozenset(found)


@lru_cache(maxsize=8192)
def letters_of(name: str) -> frozenset[str]:
    """The letter a name begins with, and its first two where Welsh counts them as one letter."""
    start = "".join(words(name)[:1])
    return frozenset({start[:1], start[:2]} if start[:2] in DIGRAPHS else {start[:1]}) - {""}
