"""Planned steps: planned with an owner and a date, and done."""

from datetime import date
from uuid import UUID

from incidents.models import Action, ActionDone, Concern
from incidents.selectors.team import may_lead
from incidents.services.committing import committed
from incidents.services.holding import hold, is_second_press, pass_on
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.quiet_act
def plan_action(*, actor, reference: str, what: str, owner_id: UUID, due_on: date) -> Action:
    """Plans a step. Raises NotThere, and MoveRefused when the concern is closed.

    Pressing twice plans once: the same step at the same time is the one that is there, and no second event.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    if not concern.is_open:
        raise MoveRefused("plan_action", concern.state)
    owner = may_lead(concern.school_id).filter(pk=owner_id).first()
    if owner is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(owner_id))
    action = Action(concern=concern, what=what, owner=owner, due_on=due_on, planned_by=actor)
    last = _last_open(concern)
    if last and is_second_press(last.planned_at) and _said(last) == _said(action):
        return last
    action.save()
    pass_on(concern)
    acts.record(
        events.ACTION_PLANNED,
        actor=actor,
        subject=concern,
        action=action.pk,
        owner=owner.pk,
        commitment=committed(action, concern),
    )
    return action


@acts.quiet_act
def complete_action(*, actor, reference: str, action_id: UUID, was_needed: bool, note: str) -> ActionDone:
    """Records that a step was done, or is not needed any more; doing it twice leaves the first and no second event.

    Raises NotThere for a step of another record.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    action = concern.actions.filter(pk=action_id).first()
    if action is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(action_id))
    action.concern = concern
    done = ActionDone.objects.filter(action=action).select_related("by").first()
    if done is not None:
        done.action = action
        return done
    done = ActionDone(was_needed=was_needed, note=note, by=actor, action=action)
    done.save()
    pass_on(concern)
    acts.record(
        events.ACTION_DONE,
        actor=actor,
        subject=concern,
        action=action.pk,
        was_needed=was_needed,
        commitment=committed(done, concern),
    )
    return done


def _last_open(concern: Concern) -> Action | None:
    """The step that was planned last, unless it is done: what is done can be planned again in the same words."""
    last = concern.actions.select_related("done").order_by("planned_at", "pk").last()
    if last is None or hasattr(last, "done"):
        return None
    last.concern = concern
    return last


def _said(action: Action) -> tuple:
    return action.planned_by_id, action.what, action.owner_id, action.due_on
