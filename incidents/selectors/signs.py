"""What points to blackmail over images on a record: its signs, the pathways chosen and the triages, read once."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from incidents.categories import Topic
from incidents.indicators import (
    LOOKED_AT_ANEW,
    Pathway,
    Proposal,
    Sign,
    points_to_sextortion,
    propose,
    referral_is_required,
)
from incidents.models import Concern, PathwayChoice, SignObserved, Triage

# The signs that make a lead look anew: each when it is ticked, and the last when it is unticked.
WEIGHED = LOOKED_AT_ANEW | {Sign.ONLY_EMAIL}


@dataclass(frozen=True)
class Found:
    """Everything the rules read, and what they say of it. Three queries for all of it.

    `observed`: every sign as it was ever recorded, oldest first, also that it is none after all.
    """

    observed: list[SignObserved]
    choices: list[PathwayChoice]
    triages: list[Triage]
    about: tuple[str, ...]

    @property
    def standing(self) -> PathwayChoice | None:
        """The pathway that a lead chose last, if one did."""
        return next(reversed(self.choices), None)

    @property
    def topics(self) -> set[Topic]:
        """Everything that a triage ever found."""
        return {topic for triage in self.triages for topic in triage.topic_list}

    @cached_property
    def signs(self) -> dict[Sign, SignObserved]:
        """The signs that are on the record, each as it was recorded last."""
        latest = {row.sign: row for row in self.observed}
        return {sign: latest[sign] for sign in Sign if sign in latest and latest[sign].is_present}

    @cached_property
    def proposal(self) -> Proposal:
        """What the rules propose from all that is recorded, with the rule that fired."""
        triaged = Topic.SEXTORTION in self.topics
        pointed_before = self.was_pointed_to and not self.is_judged
        return propose(self.signs, self.about, triaged_as_sextortion=triaged, pointed_before=pointed_before)

    @cached_property
    def pointed_at(self) -> datetime | None:
        """When something was found last by which it may be sextortion: a triage, or a sign with what was there then.

        The sign may be unticked since. That there is not only an e-mail after all is such a sign too.
        """
        there = set()
        last = next((row.at for row in self.triages if Topic.SEXTORTION in row.topic_list), None)
        for at, rows in groupby(self.observed, key=lambda row: row.at):
            together = list(rows)
            there |= {row.sign for row in together if row.is_present}
            there -= {row.sign for row in together if not row.is_present}
            is_more = any(row.is_present == (row.sign in LOOKED_AT_ANEW) for row in together if row.sign in WEIGHED)
            if is_more and points_to_sextortion(there, self.about):
                last = max(at, last or at)
        return last

    @property
    def was_pointed_to(self) -> bool:
        """Whether anything ever pointed to sextortion: a sign, what the reporter ticked, or a triage."""
        return bool(self.pointed_at or points_to_sextortion((), self.about))

    @property
    def is_judged(self) -> bool:
        """Whether a lead has said which pathway applies: with reasons where anything points to sextortion.

        What a lead said before something was recorded that points to sextortion is no judgement of that.
        """
        made = self.standing
        if made is None or made.chosen == Pathway.SEXTORTION or not self.was_pointed_to:
            return made is not None
        return bool(made.reasons) and (self.pointed_at is None or made.at > self.pointed_at)

    def needs_reasons(self, chosen: str) -> bool:
        """Whether this pathway is chosen with reasons: it is not the proposed one, or not what anything points to."""
        is_less = self.was_pointed_to and chosen != Pathway.SEXTORTION
        return is_less or chosen != self.proposal.pathway

    @property
    def was_confirmed(self) -> bool:
        """Whether a lead ever found sextortion, at triage or as its pathway: that is for good."""
        return Topic.SEXTORTION in self.topics or any(made.chosen == Pathway.SEXTORTION for made in self.choices)

    @property
    def pathway(self) -> str:
        """The pathway the record is on: as a lead chose it last, else as it is proposed."""
        return self.standing.chosen if self.is_judged else str(self.proposal.pathway)

    @property
    def is_sextortion(self) -> bool:
        """Whether the record needs a referral or an agreed exception before it rests.

        It does once a lead found sextortion, and once anything has pointed to it, while nobody has judged that.
        """
        return referral_is_required(
            was_confirmed=self.was_confirmed, was_pointed_to=self.was_pointed_to, was_judged=self.is_judged
        )

    @property
    def is_about_images(self) -> bool:
        """Whether the pages of the response belong to it: the reporter, triage or a lead says that it is."""
        on_a_pathway = {str(self.proposal.pathway), self.pathway} - {str(Pathway.NONE)}
        return bool(on_a_pathway) or bool({Topic.NUDES, Topic.GROOMING} & self.topics)

    @property
    def proposed_at(self) -> datetime | None:
        """When the newest sign was recorded by which sextortion is proposed, while no lead has said what it is."""
        if self.is_judged or self.proposal.pathway != Pathway.SEXTORTION:
            return None
        return self.pointed_at


def found_on(concern: Concern) -> Found:
    """What is found on this record now."""
    triages = list(concern.triages.select_related("owner", "by").order_by("at"))
    for row in triages:
        row.concern = concern
    return Found(_observed(concern), pathway_choices(concern), triages, concern.incident.about)


def standing_signs(concern: Concern) -> dict[Sign, SignObserved]:
    """The signs that are on the record, each as it was recorded last."""
    return Found(_observed(concern), [], [], ()).signs


def pathway_choices(concern: Concern) -> list[PathwayChoice]:
    """What leads chose, oldest first; the last one stands."""
    rows = list(concern.pathways.select_related("by").order_by("at", "pk"))
    for row in rows:
        row.concern = concern
    return rows


def _observed(concern: Concern) -> list[SignObserved]:
    rows = list(concern.signs.select_related("by").order_by("at", "pk"))
    for row in rows:
        row.concern = concern
    return rows
