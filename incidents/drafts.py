"""What a draft holds while it is being written: plain answers, named once, with no database behind them."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta

from incidents.categories import About
from safeguarding import clock
from safeguarding.typed import can_be_kept

LONGEST = 10_000  # characters of a statement
PAGES = ("who", "what", "checks", "marks")
# On which page each kind of required answer is given.
PAGE_OF = {"who": "who", "what": "what", "when": "what", "safe": "checks", "told": "checks", "marks": "marks"}


@dataclass
class Child:
    """One child in an unsent record, and what was answered about them."""

    number: int
    pupil: str = ""  # id on the roll
    unlisted: str = ""  # "not on the list": as the writer described them
    safe_now: str = ""
    part: str = ""
    self_harm_worry: str = ""
    regions: list[str] = field(default_factory=list)
    mark_words: str = ""


@dataclass
class Call:
    """A call that the writer made themselves."""

    called: str
    called_at: str  # ISO, with zone
    spoke_to: str = ""
    agency_reference: str = ""


@dataclass
class Answers:
    """Everything that can be answered on the pages of a record."""

    children: list[Child] = field(default_factory=list)
    words: str = ""
    became_aware_at: str = ""  # ISO, with zone
    place: str = ""
    language: str = ""
    told_in_person: str = ""
    told_at: str = ""  # ISO, with zone
    about: list[str] = field(default_factory=list)
    seen_image: str = ""
    calls: list[Call] = field(default_factory=list)
    typed: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # each page as it was typed, right or wrong
    not_taken: list[str] = field(default_factory=list)  # pages of which not all that was typed is an answer
    saved: dict[str, int] = field(default_factory=dict)  # with which version of the draft each page was last saved
    last_number: int = 0  # of a child: a number is never given twice, so that nobody gets another child's answers

    @classmethod
    def read(cls, stored: dict) -> "Answers":
        """From what a draft keeps."""
        stored = dict(stored)
        children = [Child(**child) for child in stored.pop("children", [])]
        calls = [Call(**call) for call in stored.pop("calls", [])]
        return cls(children=children, calls=calls, **stored)

    def written(self) -> dict:
        """For a draft to keep."""
        return asdict(self)

    def add_pupil(self, pupil: str) -> None:
        """A child on the roll joins the record; one who is in it already stays once."""
        if pupil not in {child.pupil for child in self.children}:
            self._join(pupil=pupil)

    def add_unlisted(self, description: str) -> None:
        """A child who is not on the list joins the record. Two may be described in the same words."""
        self._join(unlisted=description)

    def is_described(self, description: str) -> bool:
        """Whether a child who is not on the list is in the record with just these words."""
        return description in {child.unlisted for child in self.children}

    def remove(self, number: int) -> None:
        """A child chosen by mistake leaves the record, with what was answered about them; the others keep theirs."""
        self.children = [child for child in self.children if child.number != number]
        for page in self.typed.values():
            for name in [name for name in page if name.rpartition("_")[2] == str(number)]:
                del page[name]

    def was_saved_since(self, page: str, version: int | None) -> bool:
        """Whether a page was saved elsewhere since somebody opened it, in this version of the draft."""
        return version is not None and version < self.saved.get(page, 0)

    def put(self, page: str, typed: dict[str, list[str]], *, taken: bool) -> None:
        """Keeps a page as it was typed, the statement in a place of its own.

        `taken`: all of it is an answer. What is not can be sent by nobody until somebody has looked at it again.
        """
        if "words" in typed:
            self.words = "\n".join(typed["words"]).replace("\r\n", "\n")
        self.typed[page] = {name: values for name, values in typed.items() if name != "words"}
        self.not_taken = [other for other in self.not_taken if other != page] + ([] if taken else [page])

    def missing(self) -> list[str]:
        """What stands in the way of sending, in the order of the pages.

        The required answers that are not there: who, what, when, safe now for each child, told in person. What a mark
        looked like needs its place too: a mark is kept with the part of the body it was on. And "page-" with the name
        of a page on which something was typed that could not be taken as an answer.
        """
        found = [] if self.children else ["who"]
        found += [] if self.words.strip() else ["what"]
        found += [] if self.became_aware_at else ["when"]
        found += [f"safe-{child.number}" for child in self.children if not child.safe_now]
        found += [] if self.told_in_person else ["told"]
        if self.asks_for_marks:
            found += [f"marks-{child.number}" for child in self.children if child.mark_words and not child.regions]
        found += [f"page-{page}" for page in self._to_mend()]
        return sorted(found, key=lambda name: PAGES.index(page_of(name)))

    @staticmethod
    def latest_moment_at(at: time) -> datetime:
        """The latest moment in the past at this time of day: today, or yesterday when that is still to come."""
        now = clock.local(clock.now())
        today = datetime.combine(now.date(), at, tzinfo=clock.LONDON)
        return today if today <= now else datetime.combine(now.date() - timedelta(days=1), at, tzinfo=clock.LONDON)

    @property
    def not_safe(self) -> set[int]:
        """The numbers of the children who are said not to be safe right now."""
        return {child.number for child in self.children if child.safe_now == "NO"}

    @property
    def asks_for_marks(self) -> bool:
        """Whether it is about an injury. What was said about a mark is kept, and sent only then."""
        return About.INJURY in self.about

    def _to_mend(self) -> set[str]:
        pages = set(self.not_taken) - (set() if self.asks_for_marks else {"marks"})
        return pages if len(self.words) <= LONGEST and can_be_kept(self.words) else pages | {"what"}

    def _join(self, **who: str) -> None:
        self.last_number = max([self.last_number, *(child.number for child in self.children)]) + 1
        self.children.append(Child(number=self.last_number, **who))


def page_of(missing: str) -> str:
    """The page on which something that is missing is mended."""
    kind, _dash, rest = missing.partition("-")
    return rest if kind == "page" else PAGE_OF[kind]


def both_texts(kept: str, came: str, between: str = "\n\n") -> str:
    """Two texts for the same question from two tabs, one under the other: neither is lost."""
    if came in kept:
        return kept
    return came if kept in came else f"{kept}{between}{came}"


def moment(text: str) -> datetime | None:
    """A moment as a draft keeps it."""
    return datetime.fromisoformat(text) if text else None
