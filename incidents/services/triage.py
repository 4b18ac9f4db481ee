"""Taking a concern on, handing it over, and deciding first what it is and what it needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from incidents import workflow
from incidents.categories import ReviewChoice
from incidents.indicators import categories_with_sextortion
from incidents.models import Concern, Triage
from incidents.selectors.team import may_lead
from incidents.services.committing import committed
from incidents.services.holding import hold, pass_on
from incidents.services.pathways import look_again
from incidents.workflow import MoveRefused, State
from safeguarding import policy
from safeguarding.accounts.models import User
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.terms import ABUSE_CATEGORIES


@dataclass(frozen=True)
class Judged:
    """What a lead decided at triage. `reasons` are needed when no review is."""

    owner_id: UUID
    review: str
    main_category: str
    level: str
    other_categories: Iterable[str] = ()
    topics: Iterable[str] = ()
    reasons: str = ""


class LedBySomebodyElse(Exception):
    """Somebody else was there first: what they lead is taken over knowingly or not at all. `name` says who."""

    def __init__(self, name: str) -> None:
        super().__init__("led by somebody else")
        self.name = name


@acts.quiet_act
def take_on(*, actor: User, reference: str) -> Concern:
    """A lead takes the concern on: it has an owner, and the clock of unopened records stops.

    Pressing twice is taking on once, and leaves no second event. Raises NotThere, LedBySomebodyElse, and MoveRefused
    when it is closed.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    is_led = concern.owner_id is not None and concern.state not in (State.SENT, State.CLOSED)
    if is_led and concern.owner_id != actor.pk:
        raise LedBySomebodyElse(concern.owner.name)
    if not is_led:
        _lead(concern, actor, by=actor)
        acts.record(events.CONCERN_TAKEN_ON, actor=actor, subject=concern, owner=actor.pk)
    return concern


@acts.quiet_act
def take_over(*, actor: User, reference: str, seen_version: int) -> Concern:
    """Takes the lead from whoever has it, as the actor saw it. Pressing twice takes it over once.

    Raises as `hand_over` does.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    return concern if concern.owner_id == actor.pk else _hand_over(actor, reference, seen_version, actor.pk, "")


@acts.act
def hand_over(*, actor: User, reference: str, seen_version: int, owner_id: UUID, reason: str) -> Concern:
    """Gives the concern to another lead or deputy, who leads it from now on.

    Raises NotThere, also for somebody who may not lead it, ChangedMeanwhile, and MoveRefused when it is closed.
    """
    return _hand_over(actor, reference, seen_version, owner_id, reason)


def _hand_over(actor: User, reference: str, seen_version: int, owner_id: UUID, reason: str) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    owner = _who_may_lead(concern, owner_id)
    if owner.pk == concern.owner_id:
        raise MoveRefused("hand_over", concern.state, frozenset({"something_new"}))
    _lead(concern, owner, by=actor, reason=reason)
    acts.record(
        events.CONCERN_HANDED_OVER,
        actor=actor,
        subject=concern,
        owner=owner.pk,
        commitment=concern.key.commit("reason", reason),
    )
    return concern


@acts.act
def triage(*, actor: User, reference: str, seen_version: int, judged: Judged) -> Triage:
    """Decides who leads, whether a review is needed, the formal category and the level of need.

    A review now, or later today, begins the review. Sextortion adds its categories. Raises NotThere,
    ChangedMeanwhile, and MoveRefused when the concern is closed or the reasons are missing.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    _require_open(concern, "triage")
    if judged.review == ReviewChoice.NOT_NEEDED and not judged.reasons.strip():
        raise MoveRefused("triage", concern.state, frozenset({"reasons"}))
    owner = _who_may_lead(concern, judged.owner_id)
    made = _write(concern, actor, owner, judged)
    _stand(concern, actor, owner, judged, made.main_category)
    look_again(concern, actor)
    acts.record(
        events.CONCERN_TRIAGED,
        actor=actor,
        subject=concern,
        owner=owner.pk,
        review=judged.review,
        category=made.main_category,
        level=judged.level,
        commitment=committed(made, concern),
    )
    return made


def _write(concern: Concern, actor: User, owner: User, judged: Judged) -> Triage:
    known = ABUSE_CATEGORIES[concern.school.jurisdiction]
    main, others = categories_with_sextortion(judged.topics, judged.main_category, judged.other_categories, known)
    made = Triage(
        concern=concern,
        owner=owner,
        review=judged.review,
        reasons=judged.reasons,
        main_category=main,
        other_categories=",".join(others),
        topics=",".join(judged.topics),
        level=judged.level,
        by=actor,
    )
    made.save()
    return made


def _stand(concern: Concern, actor: User, owner: User, judged: Judged, main_category: str) -> None:
    concern.main_category, concern.level = main_category, judged.level
    if concern.owner_id != owner.pk or concern.state == State.SENT:
        _lead(concern, owner, by=actor)
    if judged.review != ReviewChoice.NOT_NEEDED and "begin_review" in workflow.possible(concern.state):
        concern.take(workflow.advance(concern.state, "begin_review", {}), by=actor)
        concern.plan_kind, concern.review_on = "", None  # what was planned before is looked at again
    concern.save(update_fields=["main_category", "level", "plan_kind", "review_on", "state", "version"])
    pass_on(concern)


def _who_may_lead(concern: Concern, owner_id: UUID) -> User:
    owner = may_lead(concern.school_id).filter(pk=owner_id).first()
    if owner is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(owner_id))
    return owner


def _lead(concern: Concern, owner: User, *, by: User, reason: str = "") -> None:
    """Says who leads from now on. A concern that was only sent is opened by it; elsewhere it stays where it stands."""
    move = "take_on" if concern.state == State.SENT else "hand_over"
    concern.take(workflow.advance(concern.state, move, {"owner": True}), by=by, reason=reason, owner=owner)
    concern.save(update_fields=["owner", "state", "version"])


def _require_open(concern: Concern, move: str) -> None:
    if not concern.is_open:
        raise MoveRefused(move, concern.state)
