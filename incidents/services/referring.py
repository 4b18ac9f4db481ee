"""Referring to an outside agency, and recording what comes of it."""

from datetime import datetime

from incidents.deadlines import earliest_referral, is_before
from incidents.models import Concern, Disagreement, Referral, ReferralAddition, Reply, WrittenConfirmation
from incidents.outcomes import REFERRAL_DECISIONS, Choice, Method, ReferralTo, outcomes_for
from incidents.selectors.decisions import proposed_triggers, standing_decisions
from incidents.selectors.removal import may_be_referred
from incidents.services.committing import committed
from incidents.services.deciding import write_decision
from incidents.services.holding import hold, pass_on
from incidents.workflow import MOVES, MoveRefused, advance
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def make_referral(
    *, actor, reference: str, seen_version: int, agency: str, method: str, made_at: datetime, spoke_to: str, **said: str
) -> Referral:
    """Records a referral that was made; a concern that was sent or opened is in review from now on.

    Only agency, method, time and who was spoken to are needed: somebody may still be on the phone. A referral to the
    police or to children's services is the decision to refer, and who refers a concern that nobody leads yet leads it.
    Raises MoveRefused when the concern is closed, for a time long before anybody had recorded it, and for adult
    safeguarding before an adult agrees or it is recorded why it is reported all the same.
    """
    concern = hold(actor=actor, verb=Verb.REFER, reference=reference, seen_version=seen_version)
    said |= {"agency": agency, "method": method, "made_at": made_at, "spoke_to": spoke_to}
    return write_referral(concern, made_by=actor, **said)


def write_referral(concern: Concern, *, made_by, agency: str, made_at: datetime, **said) -> Referral:
    """The referral of a concern that is held, within an act; with the `pattern` where it is made about several.

    Raises MoveRefused as `make_referral` does.
    """
    move = "refer" if concern.state in MOVES["refer"].starts else "refer_again"
    step = advance(concern.state, move, {"agency": agency})
    _require_not_before("made_at", made_at, earliest_referral(concern.recorded_at), concern)
    # Who is in danger is helped first, and asked afterwards.
    if agency == ReferralTo.ADULT_SERVICES and said["method"] != Method.EMERGENCY and not may_be_referred(concern):
        raise MoveRefused(move, concern.state, frozenset({"consent"}))
    _decide_to_refer(concern, agency, made_by)
    number = concern.referrals.count() + 1
    referral = Referral(concern=concern, number=number, agency=agency, made_at=made_at, made_by=made_by, **said)
    referral.save(force_insert=True)
    concern.take(step, by=made_by, owner=None if concern.owner_id else made_by)
    concern.save(update_fields=["state", "version", "owner"])
    codes = {"agency": str(agency), "method": str(referral.method), "start": step.start, "end": step.end}
    if referral.pattern_id:
        codes["pattern"] = referral.pattern_id
    _note(events.REFERRAL_MADE, made_by, referral, **codes, words=committed(referral, concern))
    return referral


@acts.act
def add_to_referral(*, actor, reference: str, number: int, seen_version: int, **said: str) -> ReferralAddition:
    """Records what was left open while somebody was on the phone. The concern may be closed by then.

    What may be said: agency_reference, agreed, child_told and parents_told, each of these two with its words. Raises
    MoveRefused when nothing is said.
    """
    referral = _held_referral(actor, reference, number, seen_version)
    if not any(said.values()):
        raise MoveRefused("add_to_referral", referral.concern.state, frozenset({"something_said"}))
    addition = ReferralAddition(referral=referral, by=actor, **said)
    return _keep(addition, events.REFERRAL_ADDED_TO, actor, referral, addition=addition.pk)


@acts.act
def confirm_in_writing(
    *, actor, reference: str, number: int, seen_version: int, sent_at: datetime, how: str = ""
) -> WrittenConfirmation:
    """Records that a referral was confirmed in writing. The concern may be closed by then.

    Raises MoveRefused for a time before the referral was made.
    """
    referral = _held_referral(actor, reference, number, seen_version)
    _require_not_before("sent_at", sent_at, referral.made_at, referral.concern)
    confirmation = WrittenConfirmation(referral=referral, sent_at=sent_at, how=how, by=actor)
    return _keep(confirmation, events.REFERRAL_CONFIRMED, actor, referral)


@acts.act
def record_reply(
    *,
    actor,
    reference: str,
    number: int,
    seen_version: int,
    replied_at: datetime,
    outcome: str,
    from_whom: str,
    words: str = "",
) -> Reply:
    """Records what the agency answered, with one of the outcomes it can answer with in that country.

    Raises MoveRefused for another outcome, and for a time before the referral was made.
    """
    referral = _held_referral(actor, reference, number, seen_version)
    if outcome not in dict(outcomes_for(referral.agency, referral.concern.school.jurisdiction)):
        raise MoveRefused("reply", referral.concern.state, frozenset({"outcome"}))
    _require_not_before("replied_at", replied_at, referral.made_at, referral.concern)
    reply = Reply(referral=referral, replied_at=replied_at, outcome=outcome, from_whom=from_whom, words=words, by=actor)
    return _keep(reply, events.REFERRAL_REPLIED, actor, referral, answer=str(outcome))


@acts.act
def record_disagreement(
    *, actor, reference: str, number: int, seen_version: int, step: str, reasons: str, with_whom: str = ""
) -> Disagreement:
    """Records a step taken because the school does not agree with the agency's decision."""
    referral = _held_referral(actor, reference, number, seen_version)
    if not reasons:
        raise MoveRefused("disagree", referral.concern.state, frozenset({"reasons"}))
    disagreement = Disagreement(referral=referral, step=step, with_whom=with_whom, reasons=reasons, by=actor)
    return _keep(disagreement, events.REFERRAL_DISAGREED, actor, referral, step=str(step))


def _held_referral(actor, reference: str, number: int, seen_version: int) -> Referral:
    concern = hold(actor=actor, verb=Verb.REFER, reference=reference, seen_version=seen_version)
    referral = concern.referrals.filter(number=number).first()
    if referral is None:
        raise policy.NotThere(Verb.REFER, asked_for=f"{reference}|{number}")
    referral.concern = concern
    return referral


def _require_not_before(name: str, moment: datetime, earliest: datetime, concern: Concern) -> None:
    if is_before(moment, earliest):
        raise MoveRefused("refer", concern.state, frozenset({name}))


def _keep(row, event: str, actor, referral: Referral, **details):
    """Saves what came of a referral and records that it was written down."""
    row.save(force_insert=True)
    pass_on(referral.concern)
    _note(event, actor, referral, **details, words=committed(row, referral.concern))
    return row


def _note(event: str, actor, referral: Referral, **details) -> None:
    acts.record(event, actor=actor, subject=referral.concern, referral=referral.pk, number=referral.number, **details)


def _decide_to_refer(concern: Concern, agency: str, actor) -> None:
    """Whoever refers has decided to: an earlier "no" or "not yet" about this agency stands no longer."""
    standing = standing_decisions(concern)
    about = next((about for about in REFERRAL_DECISIONS if about == agency), None)
    if about is None or (about in standing and standing[about].choice == Choice.YES):
        return
    triggers = ",".join(proposed_triggers(concern, standing))
    write_decision(concern, standing, about=about, choice=Choice.YES, reasons="", triggers=triggers, by=actor)
