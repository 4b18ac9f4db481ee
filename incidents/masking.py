"""Which words of a statement name another child, and the statement without them: pure functions of words and names.

What is found is a proposal: a lead looks at it, unticks and adds. It is better to propose too much; what is as likely
a word is offered unticked. Case, accents and letters that look alike do not matter, and names are found written into
one word, as in accounts; mutated forms of Welsh names and nicknames are not guessed at: the page says so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from incidents.names import OWN, Names, Person, variants
from incidents.naming import places_of
from incidents.places import FORM, PERHAPS, Place
from incidents.spelling import phrase_places


@dataclass(frozen=True)
class Span:
    """A place in a text that a mask covers. `key` says what was found there, the same wherever it is found."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Proposal:
    """One wording that names another child: as it is first written, whom it stands for, how often it is there.

    A doubtful one is as likely a word or an abbreviation: it is offered, and masked when a lead ticks it.
    """

    key: str
    shown: str
    letter: str
    is_form: bool
    times: int
    is_doubtful: bool = False


@dataclass(frozen=True)
class Proposed:
    """What is proposed for all the texts of one record, so that a letter means the same child in each."""

    spans: tuple[tuple[Span, ...], ...]
    proposals: tuple[Proposal, ...]

    @property
    def letters(self) -> list[str]:
        """The letters in use, in order."""
        return sorted({proposal.letter for proposal in self.proposals}, key=lambda letter: (len(letter), letter))

    @property
    def sure(self) -> set[str]:
        """The keys of what is masked unless a lead unticks it."""
        return {proposal.key for proposal in self.proposals if not proposal.is_doubtful}


@dataclass(frozen=True)
class Added:
    """A word or phrase that the lead masks besides, and the letter it becomes."""

    words: str
    letter: str


def letter_of(number: int) -> str:
    """The letter of the first, second, ... other child: B to Z, then AA, AB and so on. A is the child of the record."""
    number, letters = number + 1, ""
    while number >= 0:
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
        number -= 1
    return letters


def another_child(letter: str, is_form: bool = False) -> str:
    """What stands in the place of a name, in the language in force."""
    words = _("another child’s form (%(letter)s)") if is_form else _("another child (%(letter)s)")
    return words % {"letter": letter}


def propose(
    texts: Sequence[str],
    *,
    own: Person,
    involved: Sequence[Person] = (),
    others: Sequence[Person] = (),
    staff: Sequence[Person] = (),
) -> Proposed:
    """Everything in the texts that may name a child other than `own`.

    `involved` are the other children of the same report, `others` the rest of the roll. Names of staff stay.
    """
    names = Names(own=own, involved=involved, others=others, staff=staff)
    places = [places_of(text, names) for text in texts]
    every = sorted((place for found in places for place in found), key=lambda place: place.is_doubtful)
    whom = _Whom(names, every)
    doubtful = {place.key for place in every if place.is_doubtful}
    shown: dict[str, str] = {}
    times: dict[str, int] = {}
    spans = []
    for text, found in zip(texts, places, strict=True):
        row = []
        for place in found:
            key = place.key
            shown.setdefault(key, text[place.start : place.end])
            times[key] = times.get(key, 0) + 1
            row.append(Span(place.start, place.end, key))
        spans.append(tuple(row))
    proposals = [
        Proposal(key, shown[key], whom.letters[key], key.startswith(FORM), times[key], key in doubtful)
        for key in sorted(shown, key=lambda key: key in doubtful)
    ]
    return Proposed(tuple(spans), tuple(proposals))


class _Whom:
    """Gives each wording its letter: the same for every wording of one child, as far as the words tell.

    Letters are given in the order of the places, so that those which are masked begin the alphabet.
    """

    def __init__(self, names: Names, places: list[Place]) -> None:
        self.names = names
        self.named_in_full = {next(iter(place.ids)) for place in places if place.is_full and len(place.ids) == 1}
        self.letters: dict[str, str] = {}
        self.by_identity: dict[str, str] = {}
        for place in places:
            if place.key not in self.letters:
                fresh = letter_of(len(self.by_identity))
                self.letters[place.key] = self.by_identity.setdefault(self._identity(place), fresh)

    def _identity(self, place: Place) -> str:
        for known in (self.names.involved_ids, self.named_in_full):
            matching = place.ids & known
            if len(matching) == 1:
                return next(iter(matching))
        return next(iter(place.ids)) if len(place.ids) == 1 else place.key.removeprefix(PERHAPS)


def masked(
    text: str,
    spans: Sequence[Span],
    proposals: Sequence[Proposal],
    *,
    ticked: set[str],
    added: Sequence[Added] = (),
    instead: Callable[[str, bool], str] = another_child,
) -> str:
    """The text with the ticked proposals and the added phrases masked. An added phrase comes before a proposal."""
    of = {proposal.key: proposal for proposal in proposals}
    covers = [
        (start, end, instead(one.letter, False)) for one in added for start, end in phrase_places(text, one.words)
    ]
    covers += [
        (span.start, span.end, instead(of[span.key].letter, of[span.key].is_form))
        for span in spans
        if span.key in ticked
    ]
    return "".join(_pieces(text, covers))


def _pieces(text: str, covers: list[tuple[int, int, str]]) -> Iterator[str]:
    """The text in pieces, with what covers a place instead of what stood there.

    Covers that overlap become one over all that they cover, so that no part of a name is left; the first one's words
    stand there.
    """
    taken: list[tuple[int, int, int, str]] = []
    for rank, (start, end, words) in enumerate(covers):
        met = [other for other in taken if start < other[1] and other[0] < end]
        taken = [other for other in taken if other not in met]
        met.append((start, end, rank, words))
        first = min(met, key=lambda cover: cover[2])
        taken.append((min(cover[0] for cover in met), max(cover[1] for cover in met), *first[2:]))
    position = 0
    for start, end, _rank, words in sorted(taken):
        yield text[position:start]
        yield words
        position = end
    yield text[position:]


def without_names(
    texts: Sequence[str],
    children: Sequence[Person],
    instead: Callable[[str, bool], str],
    *,
    others: Sequence[Person] = (),
    staff: Sequence[Person] = (),
) -> list[str]:
    """Texts of ours in which no child is named: for eyes that may not know who they are.

    `children` are those whom the texts are about, `others` the rest of the roll. Names of staff stay, unless one of
    the children has the same: whoever may not know the child reads it in no company.
    """
    named = [replace(child, id=str(number)) for number, child in enumerate(children)]
    apart = _without_names_of(named, staff)
    found = propose(texts, own=Person(OWN), involved=named, others=others, staff=apart)
    return [
        masked(text, spans, found.proposals, ticked=found.sure, instead=instead)
        for text, spans in zip(texts, found.spans, strict=True)
    ]


def _without_names_of(children: Sequence[Person], staff: Sequence[Person]) -> list[Person]:
    """The staff by those of their names, and parts of them, that are no child's."""
    names = [name for child in children for name in (*child.forenames, *child.surnames)]
    taken = frozenset().union(*map(variants, names))

    def kept(known: tuple[str, ...]) -> tuple[str, ...]:
        shared = [name for name in known if variants(name) & taken]
        parts = [part for name in shared for part in name.replace("-", " ").split() if not variants(part) & taken]
        return (*(name for name in known if name not in shared), *parts)

    return [replace(one, forenames=kept(one.forenames), surnames=kept(one.surnames)) for one in staff]
