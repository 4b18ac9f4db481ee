"""Planning what comes next, ending without action, closing and reopening a concern."""

from datetime import date

from incidents.models import Agreement, AgreementPurpose, Closing, Concern
from incidents.outcomes import Choice, DecisionAbout
from incidents.selectors.closing import ClosingNeeds, closing_needs
from incidents.selectors.decisions import proposed_triggers, standing_decisions
from incidents.selectors.left_open import left_open
from incidents.selectors.pathway import referral_or_exception
from incidents.services.agreeing import ask_second_person
from incidents.services.deciding import write_decision
from incidents.services.holding import hold, pass_on
from incidents.workflow import MOVES, MoveRefused, advance
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def plan(*, actor, reference: str, seen_version: int, kind: str, review_on: date, words: str = "") -> Concern:
    """Plans what is done for the child, and the day on which it is looked at again."""
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    facts = {"kind": kind, "review_on": review_on, "referral_or_exception": referral_or_exception(concern)}
    step = advance(concern.state, "plan", facts)
    concern.plan_kind, concern.review_on = kind, review_on
    return _move(concern, step, actor, words, kind=str(kind), review_on=review_on.isoformat())


@acts.act
def end_without_action(*, actor, reference: str, seen_version: int, reasons: str) -> Concern:
    """Decides that nothing further is done, and why. Raises MoveRefused while a worry about the child forbids it."""
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    facts = {"reasons": reasons, "referral_or_exception": referral_or_exception(concern)}
    facts |= left_open(concern).facts()
    step = advance(concern.state, "end_without_action", facts)
    concern.plan_kind, concern.review_on = "", None
    return _move(concern, step, actor, reasons)


@acts.act
def ask_to_close(*, actor, reference: str, seen_version: int, reasons: str) -> Agreement:
    """Asks a second person to agree that a concern is closed, where that is for two to decide.

    Raises MoveRefused where closing is not possible, where no second person is needed, without reasons, and while a
    worry about the child or a device in the school's keeping forbids it whoever agrees.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    needs = closing_needs(concern)
    if concern.state not in MOVES["close"].starts or not needs.needs_second_person or needs.is_waiting:
        raise MoveRefused("ask_to_close", concern.state)
    if not reasons:
        raise MoveRefused("ask_to_close", concern.state, frozenset({"reasons"}))
    forbids = {need for need, is_met in left_open(concern).facts().items() if not is_met} - {"left_open"}
    if forbids:
        raise MoveRefused("ask_to_close", concern.state, frozenset(forbids))
    standing = standing_decisions(concern)
    decision = write_decision(
        concern,
        standing,
        about=DecisionAbout.CLOSING,
        choice=Choice.YES,
        reasons=reasons,
        triggers=",".join(proposed_triggers(concern, standing)),
        by=actor,
    )
    pass_on(concern)
    return ask_second_person(concern, AgreementPurpose.CLOSING, [decision], actor)


@acts.act
def close(
    *,
    actor,
    reference: str,
    seen_version: int,
    outcome: str,
    reasons: str,
    child_view: str = "",
    no_child_view: str = "",
    why_left_open: str = "",
) -> Closing:
    """Closes a concern: with its outcome, the reasons, and the child's own view or why there is none.

    `why_left_open`: needed where something is open of which nobody is reminded any more (selectors/left_open.py).
    Raises MoveRefused while an action is open, a second person has not agreed who must, or that selector forbids it.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    needs, still_open = closing_needs(concern), left_open(concern)
    said = {"outcome": outcome, "reasons": reasons}
    facts = said | still_open.facts(why_left_open) | _settled(concern, needs)
    facts["child_view"] = child_view or no_child_view
    step = advance(concern.state, "close", facts)
    closing = Closing(
        **said,
        concern=concern,
        child_view=child_view,
        no_child_view="" if child_view else no_child_view,
        left_open=why_left_open if still_open.rows else "",
        agreement=needs.request,
        by=actor,
    )
    closing.save(force_insert=True)
    concern.review_on = None
    _move(concern, step, actor, reasons, **_told_of(closing))
    return closing


@acts.act
def reopen(*, actor, reference: str, seen_version: int, reasons: str) -> Concern:
    """Takes a closed concern up again; it is in review."""
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    step = advance(concern.state, "reopen", {"reasons": reasons})
    concern.plan_kind = ""
    return _move(concern, step, actor, reasons)


def _settled(concern: Concern, needs: ClosingNeeds) -> dict:
    """What the move needs to know of steps, of a second person and of referring."""
    return {
        "no_open_action": needs.open_actions == 0,
        "second_signature": needs.is_signed,
        "referral_or_exception": referral_or_exception(concern),
    }


def _told_of(closing: Closing) -> dict:
    """What the event says of a closing: codes, who agreed, and commitments to its words."""
    words = {name: closing.concern.key.commit(name, getattr(closing, name)) for name in ("child_view", "left_open")}
    codes = {"outcome_code": str(closing.outcome), "no_child_view": str(closing.no_child_view)}
    return codes | words | {"agreement": closing.agreement_id}


def _move(concern: Concern, step, actor, reason: str, **details) -> Concern:
    concern.take(step, by=actor, reason=reason)
    concern.save(update_fields=["state", "version", "plan_kind", "review_on"])
    acts.record(
        events.CONCERN_MOVED,
        actor=actor,
        subject=concern,
        move=step.move,
        start=step.start,
        end=step.end,
        reasons=concern.key.commit("reason", reason),
        **details,
    )
    return concern
