"""Recording signs, saying which pathway applies, and taking a record back into review when that calls for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.indicators import Pathway, Sign
from incidents.models import Concern, PathwayChoice, SignObserved
from incidents.selectors.pathway import proposal_for, referral_or_exception, standing_pathway, standing_signs
from incidents.services.committing import committed
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused, State, advance
from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.policy import Verb

RESTING = (State.PLANNED, State.NO_FURTHER_ACTION)


@dataclass(frozen=True)
class Noticed:
    """One sign as it was reported: by whom, and in which words."""

    sign: str
    said_by: str = ""
    words: str = ""


@acts.act
def record_signs(*, actor, reference: str, seen_version: int, noticed: Iterable[Noticed]) -> list[SignObserved]:
    """Records the signs that are known now: what is new or different is added, what is gone is said to be none.

    Signs are also recorded on a record that rests; one that is sextortion by them goes back into review. Raises
    NotThere, ChangedMeanwhile, and MoveRefused when the record is closed or nothing is new.
    """
    concern = _open_concern(actor, reference, seen_version, "record_signs")
    standing, wanted = standing_signs(concern), {one.sign: one for one in noticed}
    made = {"concern": concern, "by": actor, "at": clock.now()}  # one moment: they were recorded together
    rows = [
        SignObserved(sign=one.sign, said_by=one.said_by, words=one.words, **made)
        for one in wanted.values()
        if one.sign not in standing
        or (standing[one.sign].said_by, standing[one.sign].words) != (one.said_by, one.words)
    ]
    rows += [SignObserved(sign=sign, is_present=False, **made) for sign in standing if sign not in wanted]
    if not rows:
        raise MoveRefused("record_signs", concern.state, frozenset({"something_new"}))
    for row in rows:
        row.save()
    pass_on(concern)
    there = sorted(str(Sign(code)) for code in wanted)
    words = concern.key.commit("signs", "\x00".join(committed(row, concern) for row in rows))
    acts.record(events.SIGNS_RECORDED, actor=actor, subject=concern, signs=there, changed=len(rows), commitment=words)
    look_again(concern, actor)
    return rows


@acts.act
def choose_pathway(*, actor, reference: str, seen_version: int, chosen: str, reasons: str = "") -> PathwayChoice:
    """Confirms the pathway that is proposed, or chooses another and says why.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed, when reasons are missing where it is
    not the proposed one, and when this is what was chosen already.
    """
    concern = _open_concern(actor, reference, seen_version, "choose_pathway")
    proposal, standing = proposal_for(concern), standing_pathway(concern)
    if chosen != proposal.pathway and not reasons:
        raise MoveRefused("choose_pathway", concern.state, frozenset({"reasons"}))
    if standing and (standing.chosen, standing.reasons, standing.proposed, standing.rule) == (
        chosen,
        reasons,
        proposal.pathway,
        proposal.rule,
    ):
        raise MoveRefused("choose_pathway", concern.state, frozenset({"something_new"}))
    choice = PathwayChoice(
        concern=concern,
        proposed=proposal.pathway,
        rule=proposal.rule,
        chosen=Pathway(chosen),
        reasons=reasons,
        by=actor,
    )
    choice.save()
    pass_on(concern)
    acts.record(
        events.PATHWAY_CHOSEN,
        actor=actor,
        subject=concern,
        proposed=str(proposal.pathway),
        rule=str(proposal.rule),
        chosen=str(chosen),
        reasons=concern.key.commit("pathway", reasons),
    )
    look_again(concern, actor)
    return choice


def look_again(concern: Concern, actor) -> None:
    """Takes a record that rests back into review when it may not rest any more, within an act that found so.

    A record of sextortion does not stay planned or ended while nobody was told and nobody agreed to that.
    """
    if concern.state not in RESTING or referral_or_exception(concern):
        return
    step = advance(concern.state, "begin_review", {})
    concern.plan_kind, concern.review_on = "", None
    concern.take(step, by=actor)
    concern.save(update_fields=["state", "version", "plan_kind", "review_on"])
    acts.record(events.CONCERN_MOVED, actor=actor, subject=concern, move=step.move, start=step.start, end=step.end)


def _open_concern(actor, reference: str, seen_version: int, what: str) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused(what, concern.state)
    return concern
