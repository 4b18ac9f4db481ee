"""Recording whether a child might hurt themselves, and telling the head at once where the worry is immediate."""

from datetime import date

from incidents.models import Concern, SafetyCheck
from incidents.selectors.team import to_be_told
from incidents.services.committing import chosen, committed
from incidents.services.holding import hold, pass_on
from incidents.wellbeing import SelfHarm, missing_of_check
from incidents.workflow import MoveRefused
from safeguarding import clock
from safeguarding.accounts import tasks
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def record_check(
    *,
    actor,
    reference: str,
    seen_version: int,
    self_harm: str,
    observed: list[str],
    recheck_on: date | None = None,
    others_at_risk: str = "",
    **said: str,
) -> SafetyCheck:
    """Records what was found by asking or watching. May be said too: observed_words, not_left_alone, put_in_place.

    Where the worry is immediate the heads of the school are told in the same act. Raises NotThere, ChangedMeanwhile,
    and MoveRefused when the record is closed, and when something is missing (wellbeing.missing_of_check).
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    check = SafetyCheck(
        concern=concern,
        self_harm=self_harm,
        observed=",".join(observed),
        others_at_risk=others_at_risk,
        recheck_on=recheck_on,
        by=actor,
        **said,
    )
    _require_whole(check, concern)
    check.save(force_insert=True)
    pass_on(concern)
    acts.record(
        events.SAFETY_CHECKED,
        actor=actor,
        subject=concern,
        check=check.pk,
        choices=chosen(check, concern, "self_harm", "observed", "others_at_risk", "recheck_on"),
        commitment=committed(check, concern),
    )
    if self_harm == SelfHarm.IMMEDIATE:
        _tell_heads(concern, check, actor)
    return check


def _require_whole(check: SafetyCheck, concern: Concern) -> None:
    if not concern.is_open:
        raise MoveRefused("record_check", concern.state)
    missing = missing_of_check(
        self_harm=check.self_harm,
        recheck_on=check.recheck_on,
        not_left_alone=check.not_left_alone,
        was_asked=concern.safety_checks.exclude(self_harm=SelfHarm.NOT_ASKED).exists(),
        today=clock.today(),
    )
    if missing:
        raise MoveRefused("record_check", concern.state, missing)


def _tell_heads(concern: Concern, check: SafetyCheck, actor) -> None:
    """It stands on their first page from now on, and a letter that says nothing of it goes to each but the actor."""
    heads = list(to_be_told(concern.school_id).exclude(pk=actor.pk))
    for head in heads:
        tasks.send_something_to_read.enqueue(str(head.pk))
    if heads:  # who is the head, and records it, knows
        told = [str(head.pk) for head in heads]
        acts.record(events.HEAD_TOLD, actor=actor, subject=concern, check=check.pk, told=told)
