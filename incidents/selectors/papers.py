"""A paper about one child before it is printed: what it says, what in it may name another child, what was checked."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from incidents.masking import Added, Proposal, Proposed, letter_of, masked, propose
from incidents.models import CheckedPaper, Concern, PaperKind, Referral
from incidents.selectors.children import (
    linked_children,
    linked_with,
    others_in_report,
    own_child,
    rest_of_roll,
    staff_names,
)
from incidents.selectors.copies import copy_state


@dataclass(frozen=True)
class Line:
    """One line of a paper. `is_words`: somebody typed it, so that it may name another child."""

    name: str
    value: str
    is_words: bool = False
    lang: str = ""
    text: str = ""  # a sentence of ours above somebody's words
    by: str = ""
    when: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with its lines."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Paper:
    """Everything a paper says about one child, before anything is masked."""

    kind: str
    language: str
    title: str
    parts: list[Part]
    referral: Referral | None = None
    linked: tuple[str, ...] = ()  # the records it was ever linked with: their children are looked for in it

    @property
    def basis(self) -> str:
        """All of it as one text, by which it is told later whether something was added since, or a record linked."""
        return json.dumps([self.title, [asdict(part) for part in self.parts], self.linked], ensure_ascii=False)


@dataclass(frozen=True)
class Passage:
    """Words that may name another child, for the form that checks them."""

    text: str


@dataclass(frozen=True)
class PaperCheck:
    """What a lead checks before a paper is printed: its words, what is proposed in them, and what was masked before.

    `carried` are the phrases that a lead masked in the copy of the statement: they are masked here too. `kept` are the
    wordings that were found there and left, as they name nobody else, and `chosen` the doubtful ones that were ticked.
    """

    paper: Paper
    statements: tuple[Passage, ...]
    proposed: Proposed
    carried: tuple[Added, ...] = ()
    kept: frozenset[str] = field(default_factory=frozenset)
    chosen: frozenset[str] = field(default_factory=frozenset)

    @property
    def basis(self) -> str:
        """The paper with what was found in it: a child who came to the roll since, and is named in it, changes this."""
        places = [[(span.start, span.end, span.key) for span in spans] for spans in self.proposed.spans]
        letters = [(one.key, one.letter) for one in self.proposed.proposals]
        return json.dumps([self.paper.basis, places, letters], ensure_ascii=False)

    def is_ticked_at_first(self, one: Proposal) -> bool:
        """Whether it is masked unless a lead unticks it: as in the copy, and where that has it not, unless doubtful."""
        return one.key in self.chosen if one.is_doubtful else one.key not in self.kept

    def parts(self, ticked: set[str], added: Sequence[Added]) -> list[str]:
        """The words with these masks, in the language of the paper."""
        with override(self.paper.language):
            return [
                masked(passage.text, spans, self.proposed.proposals, ticked=ticked, added=[*added, *self.carried])
                for passage, spans in zip(self.statements, self.proposed.spans, strict=True)
            ]

    def shown(self, words: Sequence[str]) -> list[dict]:
        """The paper as it would be printed, with these words in the places of its own."""
        waiting = iter(words)
        return [
            {
                "title": part.title,
                "lines": [asdict(line) | ({"value": next(waiting)} if line.is_words else {}) for line in part.lines],
            }
            for part in self.paper.parts
        ]


@dataclass(frozen=True)
class PaperState:
    """The last checked paper of its kind and language, if there is one, and whether it would be another one now."""

    paper: CheckedPaper | None
    is_stale: bool

    @property
    def holds(self) -> bool:
        """It may be printed."""
        return self.paper is not None and not self.is_stale


def paper_check(concern: Concern, paper: Paper) -> PaperCheck:
    """What is proposed to be masked in a paper: names of every other child on the roll, in the report or linked."""
    passages = tuple(Passage(line.value) for part in paper.parts for line in part.lines if line.is_words)
    proposed = propose(
        [passage.text for passage in passages],
        own=own_child(concern),
        involved=[*others_in_report(concern), *linked_children(concern)],
        others=rest_of_roll(concern),
        staff=staff_names(concern.school),
    )
    return PaperCheck(paper, passages, proposed, *_masked_before(concern, proposed))


def paper_state(concern: Concern, check: PaperCheck) -> PaperState:
    """Whether this paper was checked as it stands now, and for every child who is found in it now."""
    paper = check.paper
    rows = concern.checked_papers.filter(kind=paper.kind, language=paper.language, referral=paper.referral)
    last = rows.select_related("checked_by").order_by("checked_at", "pk").last()
    if last is None:
        return PaperState(None, is_stale=False)
    last.concern = concern
    return PaperState(last, is_stale=last.basis != concern.key.commit("paper", check.basis))


def kind_words(kind: str) -> str:
    """What a paper is called."""
    return _("Referral pack") if kind == PaperKind.PACK else _("Chronology")


def linked_ids(concern: Concern) -> tuple[str, ...]:
    """Which records are, or were, linked with this one. It only grows: whom a lead checked for is not forgotten."""
    return tuple(sorted(str(pk) for pk in linked_with(concern).values_list("pk", flat=True)))


def _masked_before(concern: Concern, proposed: Proposed) -> tuple[tuple[Added, ...], frozenset[str], frozenset[str]]:
    """What a lead added, left or ticked in the checked copy of the statement, with the letters of this paper."""
    copy = copy_state(concern).copy
    if copy is None:
        return (), frozenset(), frozenset()
    masks = json.loads(copy.masks)["masks"]
    by_shown = {(one.shown.casefold(), one.is_doubtful): one for one in proposed.proposals}
    letters, used = _same_letters(masks, by_shown), len(proposed.letters)
    carried = []
    for one in masks:
        if one["masked"] and not one["proposed"]:
            if one["letter"] not in letters:
                letters[one["letter"]], used = letter_of(used), used + 1
            carried.append(Added(one["words"], letters[one["letter"]]))
    left = {_wording(one) for one in masks if one["proposed"] and not one["masked"]}
    ticked = {_wording(one) for one in masks if one["proposed"] and one["masked"]}
    kept = frozenset(one.key for wording, one in by_shown.items() if wording in left)
    return tuple(carried), kept, frozenset(one.key for wording, one in by_shown.items() if wording in ticked)


def _wording(mask: dict) -> tuple[str, bool]:
    """A wording of the copy, apart from the same where it was as likely a word."""
    return mask["words"].casefold(), mask.get("doubtful", False)


def _same_letters(masks: list[dict], by_shown: dict[tuple[str, bool], Proposal]) -> dict[str, str]:
    """Which letter of the copy is which letter of this paper: that of the same wording."""
    found: dict[str, str] = {}
    for one in masks:
        here = by_shown.get(_wording(one))
        if one["proposed"] and here:
            found.setdefault(one["letter"], here.letter)
    return found
