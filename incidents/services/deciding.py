"""Deciding whether to refer: to the police, and to children's services, each with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from incidents.models import Agreement, AgreementPurpose, Concern, Decision
from incidents.outcomes import REFERRAL_DECISIONS, Choice, DecisionAbout
from incidents.selectors.agreements import standing_agreements
from incidents.selectors.decisions import guidance_in_force, standing_decisions, triggers_ever_applied
from incidents.services.agreeing import ask_second_person
from incidents.services.holding import hold, pass_on
from incidents.services.pathways import look_again
from incidents.workflow import MoveRefused, decisions_for_two
from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@dataclass(frozen=True)
class Answered:
    """What was decided about one agency."""

    choice: str
    reasons: str = ""


@acts.act
def decide(
    *,
    actor,
    reference: str,
    seen_version: int,
    triggers: Iterable[str],
    police: Answered,
    childrens_services: Answered,
) -> Agreement | None:
    """Records the two decisions. "Considered, not referred" also asks a second person, and returns the request.

    What was decided already in the same words stays as it is. Raises ChangedMeanwhile, and MoveRefused when the
    concern is closed, when reasons are missing, or when all of it was decided already.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    _require_open_and_reasoned(concern, police, childrens_services)
    standing, triggers = standing_decisions(concern), ",".join(triggers)
    answers = dict(zip(REFERRAL_DECISIONS, (police, childrens_services), strict=True))
    new = {about: answer for about, answer in answers.items() if not _says(standing.get(about), answer, triggers)}
    if not new:
        raise MoveRefused("decide", concern.state, frozenset({"something_new"}))
    for about, answer in new.items():
        standing[about] = write_decision(
            concern, standing, about=about, choice=answer.choice, reasons=answer.reasons, triggers=triggers, by=actor
        )
    pass_on(concern)
    look_again(concern, actor)
    return _ask_about_not_referring(concern, standing, actor)


def write_decision(
    concern: Concern,
    standing: dict[str, Decision],
    *,
    about: DecisionAbout,
    choice: str,
    reasons: str,
    triggers: str,
    by,
) -> Decision:
    """Writes one decision down, within an act; it stands from now on in place of an earlier one about the same."""
    decision = Decision(
        concern=concern,
        about=about,
        choice=choice,
        reasons=reasons,
        triggers=triggers,
        guidance=guidance_in_force(concern.school),
        by=by,
        at=_after(standing.get(about)),
    )
    decision.save(force_insert=True)
    acts.record(
        events.DECISION_MADE,
        actor=by,
        subject=concern,
        decision=decision.pk,
        about=str(about),
        choice=str(choice),
        triggers=[code for code in triggers.split(",") if code],
        reasons=concern.key.commit("decision", reasons),
    )
    return decision


def _require_open_and_reasoned(concern: Concern, *answers: Answered) -> None:
    if not concern.is_open:
        raise MoveRefused("decide", concern.state)
    if any(answer.choice != Choice.YES and not answer.reasons for answer in answers):
        raise MoveRefused("decide", concern.state, frozenset({"reasons"}))


def _says(decision: Decision | None, answer: Answered, triggers: str) -> bool:
    wanted = (answer.choice, answer.reasons, triggers)
    return decision is not None and (decision.choice, decision.reasons, decision.triggers) == wanted


def _after(earlier: Decision | None) -> datetime:
    """Now; a later decision is later by the clock too, however quickly it follows."""
    return max(clock.now(), earlier.at + timedelta(microseconds=1)) if earlier else clock.now()


def _ask_about_not_referring(concern: Concern, standing: dict[str, Decision], actor) -> Agreement | None:
    """Asks a second person, unless one has agreed to these very decisions or is being asked about them."""
    pair = {about: standing[about] for about in REFERRAL_DECISIONS}
    for_two = decisions_for_two(
        {about: decision.choice for about, decision in pair.items()},
        triggers_applied=triggers_ever_applied(concern),
    )
    covered = {pair[about].pk for about in for_two}
    for earlier in standing_agreements(concern, standing):
        refused = hasattr(earlier, "answer") and not earlier.answer.agreed
        if covered <= set(earlier.decision_ids) and not refused:
            return None
    if not covered:
        return None
    return ask_second_person(concern, AgreementPurpose.NOT_REFERRING, [pair[about] for about in sorted(for_two)], actor)
