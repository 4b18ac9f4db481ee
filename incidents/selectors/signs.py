"""What points to blackmail over images on a record: its signs, the pathways chosen and the triages, read once."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from incidents.categories import Topic
from incidents.indicators import Pathway, Proposal, Sign, propose, referral_is_required
from incidents.models import Concern, PathwayChoice, SignObserved, Triage


@dataclass(frozen=True)
class Found:
    """Everything the rules read, and what they say of it. Three queries for all of it."""

    signs: dict[Sign, SignObserved]
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
    def proposal(self) -> Proposal:
        """What the rules propose from all that is recorded, with the rule that fired."""
        return propose(self.signs, self.about, triaged_as_sextortion=Topic.SEXTORTION in self.topics)

    @property
    def is_judged(self) -> bool:
        """Whether a lead has said which pathway applies, knowing that sextortion is proposed where it is.

        What a lead said before something was recorded that points to sextortion is no judgement of that: a further
        rule that fires is looked at anew.
        """
        if self.standing is None or self.proposal.pathway != Pathway.SEXTORTION:
            return self.standing is not None
        if self.standing.chosen == Pathway.SEXTORTION:
            return True
        return (self.standing.proposed, self.standing.rule) == (self.proposal.pathway, self.proposal.rule)

    @property
    def pathway(self) -> str:
        """The pathway the record is on: as a lead chose it last, else as it is proposed."""
        return self.standing.chosen if self.is_judged else str(self.proposal.pathway)

    @property
    def is_sextortion(self) -> bool:
        """Whether the record needs a referral or an agreed exception before it rests.

        It does once a lead found sextortion, at triage or as its pathway; and while it is proposed and nobody judged.
        """
        chosen = any(choice.chosen == Pathway.SEXTORTION for choice in self.choices)
        return referral_is_required(
            was_confirmed=chosen or Topic.SEXTORTION in self.topics,
            is_proposed=self.proposal.pathway == Pathway.SEXTORTION,
            was_judged=self.is_judged,
        )

    @property
    def is_about_images(self) -> bool:
        """Whether the pages of the response belong to it: the reporter, triage or a lead says that it is."""
        on_a_pathway = {str(self.proposal.pathway), self.pathway} - {str(Pathway.NONE)}
        return bool(on_a_pathway) or bool({Topic.NUDES, Topic.GROOMING} & self.topics)

    @property
    def proposed_at(self) -> datetime | None:
        """When the newest sign was recorded by which sextortion is proposed, while no lead has said what it is."""
        if self.is_judged or not self.signs or self.proposal.pathway != Pathway.SEXTORTION:
            return None
        return max(row.at for row in self.signs.values())


def found_on(concern: Concern) -> Found:
    """What is found on this record now."""
    triages = list(concern.triages.select_related("owner", "by").order_by("at"))
    for row in triages:
        row.concern = concern
    return Found(standing_signs(concern), pathway_choices(concern), triages, concern.incident.about)


def standing_signs(concern: Concern) -> dict[Sign, SignObserved]:
    """The signs that are on the record, each as it was recorded last."""
    latest: dict[str, SignObserved] = {}
    for row in concern.signs.select_related("by").order_by("at", "pk"):
        row.concern = concern
        latest[row.sign] = row
    return {sign: latest[sign] for sign in Sign if sign in latest and latest[sign].is_present}


def pathway_choices(concern: Concern) -> list[PathwayChoice]:
    """What leads chose, oldest first; the last one stands."""
    rows = list(concern.pathways.select_related("by").order_by("at", "pk"))
    for row in rows:
        row.concern = concern
    return rows
