"""Recording signs, saying which pathway applies, and taking a record back into review when that calls for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from incidents.categories import Topic
from incidents.indicators import THREATS, Pathway, Sign, categories_with_sextortion
from incidents.models import Concern, PathwayChoice, SignObserved
from incidents.selectors.pathway import found_on, referral_or_exception
from incidents.selectors.signs import Found
from incidents.services import committing
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused, State, advance
from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.terms import ABUSE_CATEGORIES

RESTING = (State.PLANNED, State.NO_FURTHER_ACTION)


@dataclass(frozen=True)
class Noticed:
    """One sign as it was reported: by whom, and in which words."""

    sign: str
    said_by: str = ""
    words: str = ""


@acts.act
def record_signs(
    *, actor, reference: str, seen_version: int, noticed: Iterable[Noticed], why_gone: str = ""
) -> list[SignObserved]:
    """Records the signs that are known now: what is new or different is added, what is gone is said to be none.

    Signs are also recorded on a record that rests; one that is sextortion by them goes back into review. `why_gone`:
    why a sign is none after all, needed where a threat is unticked. Raises NotThere, ChangedMeanwhile, and
    MoveRefused when the record is closed, when that is missing or when nothing is new.
    """
    concern = _open_concern(actor, reference, seen_version, "record_signs")
    found, wanted = found_on(concern), {one.sign: one for one in noticed}
    standing = found.signs
    gone = [sign for sign in standing if sign not in wanted]
    if THREATS & set(gone) and not why_gone.strip():
        raise MoveRefused("record_signs", concern.state, frozenset({"why_gone"}))
    made = {"concern": concern, "by": actor, "at": _moment(found)}  # one moment: they were recorded together
    rows = [
        SignObserved(sign=Sign(one.sign), said_by=one.said_by, words=one.words, **made)
        for one in wanted.values()
        if one.sign not in standing
        or (standing[one.sign].said_by, standing[one.sign].words) != (one.said_by, one.words)
    ]
    rows += [SignObserved(sign=sign, is_present=False, words=why_gone, **made) for sign in gone]
    if not rows:
        raise MoveRefused("record_signs", concern.state, frozenset({"something_new"}))
    for row in rows:
        row.save()
    pass_on(concern)
    codes = [committing.chosen(row, concern, "sign", "is_present", "said_by") for row in rows]
    acts.record(
        events.SIGNS_RECORDED,
        actor=actor,
        subject=concern,
        changed=len(rows),
        choices=concern.key.commit("signs choices", "\x00".join(codes)),
        commitment=concern.key.commit("signs", "\x00".join(committing.committed(row, concern) for row in rows)),
    )
    look_again(concern, actor)
    return rows


@acts.act
def choose_pathway(*, actor, reference: str, seen_version: int, chosen: str, reasons: str = "") -> PathwayChoice:
    """Confirms the pathway that is proposed, or chooses another and says why.

    Sextortion adds its categories to the record. Raises NotThere, ChangedMeanwhile, and MoveRefused when the record
    is closed, when reasons are missing where they are needed, and when this is what was chosen already.
    """
    concern = _open_concern(actor, reference, seen_version, "choose_pathway")
    found = found_on(concern)
    proposal, standing = found.proposal, found.standing
    if found.needs_reasons(chosen) and not reasons.strip():
        raise MoveRefused("choose_pathway", concern.state, frozenset({"reasons"}))
    said = (str(chosen), reasons, str(proposal.pathway), str(proposal.rule))
    if found.is_judged and (standing.chosen, standing.reasons, standing.proposed, standing.rule) == said:
        raise MoveRefused("choose_pathway", concern.state, frozenset({"something_new"}))
    choice = PathwayChoice(
        concern=concern,
        proposed=proposal.pathway,
        rule=proposal.rule,
        chosen=Pathway(chosen),
        reasons=reasons,
        by=actor,
        at=_moment(found),
    )
    choice.save()
    if chosen == Pathway.SEXTORTION:
        _judge_as_sextortion(concern)
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


def look_again_at_records_of(pupils: Collection[UUID]) -> None:
    """The same for every record of pupils whose birthday was put right, within the act that did so.

    Who was taken for an adult may be a child, for whom other agencies answer. Nobody moves the record: the roll does.
    """
    rows = Concern.objects.with_keys().select_for_update(of=("self",))
    for concern in rows.filter(pupil__in=pupils, state__in=RESTING).order_by("pk"):
        look_again(concern, None)


def _judge_as_sextortion(concern: Concern) -> None:
    """A record without a category of the law has one from now on; a triage that said another stays as it was."""
    known = ABUSE_CATEGORIES[concern.school.jurisdiction]
    concern.main_category, _others = categories_with_sextortion([Topic.SEXTORTION], concern.main_category, (), known)
    concern.save(update_fields=["main_category"])


def _moment(found: Found) -> datetime:
    """Now; what follows something is later by the clock too, however quickly it follows."""
    before = [row.at for row in (*found.observed[-1:], *found.choices[-1:])]
    return max([clock.now(), *(at + timedelta(microseconds=1) for at in before)])


def _open_concern(actor, reference: str, seen_version: int, what: str) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused(what, concern.state)
    return concern
