"""Planning who is there for a child, and the days on which somebody speaks with them."""

from datetime import date
from uuid import UUID

from incidents.models import CheckIn, CheckInDone, Concern, SupportPlan
from incidents.selectors.support import check_in_of, services_of, standing_plan
from incidents.services.committing import chosen, committed
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def plan_support(
    *, actor, reference: str, seen_version: int, named_adult: str, services: list[str], child_says: str = "", words=""
) -> SupportPlan:
    """Plans who is there for the child; what was planned before stays on the record. `services`: ids of contacts.

    Raises NotThere (for a service that is not the school’s too), ChangedMeanwhile, and MoveRefused when the record is
    closed or this is what was planned already.
    """
    concern = _open_concern(actor, reference, seen_version, "plan_support")
    known = {one["id"] for one in services_of(concern)}
    unknown = sorted(set(services) - known)
    if unknown:
        raise policy.NotThere(Verb.DECIDE, asked_for="|".join(unknown))
    plan = SupportPlan(
        concern=concern,
        named_adult=named_adult,
        services=",".join(services),
        child_says=child_says,
        words=words,
        by=actor,
    )
    last = standing_plan(concern)
    if last and _said(last) == _said(plan):
        raise MoveRefused("plan_support", concern.state, frozenset({"something_new"}))
    return _keep(plan, events.SUPPORT_PLANNED, actor, concern, plan=plan.pk, services=len(services))


@acts.act
def plan_check_in(*, actor, reference: str, seen_version: int, due_on: date, with_whom: str = "") -> CheckIn:
    """Plans a day on which somebody speaks with the child again.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed.
    """
    concern = _open_concern(actor, reference, seen_version, "plan_check_in")
    check_in = CheckIn(concern=concern, due_on=due_on, with_whom=with_whom, by=actor)
    details = {"check_in": check_in.pk, "due_on": due_on.isoformat()}
    return _keep(check_in, events.CHECK_IN_PLANNED, actor, concern, **details)


@acts.act
def complete_check_in(
    *, actor, reference: str, seen_version: int, check_in_id: UUID, happened: str, words: str = ""
) -> CheckInDone:
    """Records whether it took place and how the child was. The record may be closed by then.

    Raises NotThere for a check-in of another record, and MoveRefused when that was recorded already.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    check_in = check_in_of(concern, check_in_id)
    if check_in is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(check_in_id))
    if hasattr(check_in, "done"):
        raise MoveRefused("complete_check_in", concern.state, frozenset({"check_in"}))
    done = CheckInDone(check_in=check_in, happened=happened, words=words, by=actor)
    details = {"check_in": check_in.pk, "choices": chosen(done, concern, "happened")}
    return _keep(done, events.CHECK_IN_DONE, actor, concern, **details)


def _open_concern(actor, reference: str, seen_version: int, what: str) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused(what, concern.state)
    return concern


def _said(plan: SupportPlan) -> tuple:
    return plan.named_adult, set(plan.services.split(",")), plan.child_says, plan.words


def _keep(row, event: str, actor, concern: Concern, **details):
    """Saves a row and records that it was written down."""
    row.save(force_insert=True)
    pass_on(concern)
    acts.record(event, actor=actor, subject=concern, **details, commitment=committed(row, concern))
    return row
