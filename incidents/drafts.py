"""What a draft holds while it is being written: plain answers, named once, with no database behind them."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta

from safeguarding import clock


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
            self.children.append(Child(number=self._next_number(), pupil=pupil))

    def add_unlisted(self, description: str) -> None:
        """A child who is not on the list joins the record."""
        if description not in {child.unlisted for child in self.children}:
            self.children.append(Child(number=self._next_number(), unlisted=description))

    def remove(self, number: int) -> None:
        """A child chosen by mistake leaves the record; the others keep their answers."""
        self.children = [child for child in self.children if child.number != number]

    def both_texts(self, other: str) -> str:
        """Two texts of the same statement from two tabs, one under the other: neither is lost."""
        if not other or other in self.words:
            return self.words
        return other if self.words in other else f"{self.words}\n\n{other}"

    def missing(self) -> list[str]:
        """The required answers that are not there: who, what, when, safe now for each child, told in person.

        What a mark looked like needs its place too: a mark is kept with the part of the body it was on.
        """
        found = [] if self.children else ["who"]
        found += [] if self.words.strip() else ["what"]
        found += [] if self.became_aware_at else ["when"]
        found += [f"safe-{child.number}" for child in self.children if not child.safe_now]
        found += [f"marks-{child.number}" for child in self.children if child.mark_words and not child.regions]
        found += [] if self.told_in_person else ["told"]
        return found

    @staticmethod
    def latest_moment_at(at: time) -> datetime:
        """The latest moment in the past at this time of day: today, or yesterday when that is still to come."""
        now = clock.local(clock.now())
        today = datetime.combine(now.date(), at, tzinfo=clock.LONDON)
        return today if today <= now else datetime.combine(now.date() - timedelta(days=1), at, tzinfo=clock.LONDON)

    @property
    def someone_is_not_safe(self) -> bool:
        """A child is said not to be safe right now."""
        return any(child.safe_now == "NO" for child in self.children)

    def _next_number(self) -> int:
        return max((child.number for child in self.children), default=0) + 1


def moment(text: str) -> datetime | None:
    """A moment as a draft keeps it."""
    return datetime.fromisoformat(text) if text else None
