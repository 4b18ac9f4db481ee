"""Planned steps: planned with an owner and a date, and done."""

from datetime import date
from uuid import UUID

from incidents.models import Action, ActionDone
from incidents.selectors.team import may_lead
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def plan_action(*, actor, reference: str, what: str, owner_id: UUID, due_on: date) -> Action:
    """Plans a step. Raises NotThere, and MoveRefused when the concern is closed."""
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    if not concern.is_open:
        raise MoveRefused("plan_action", concern.state)
    owner = may_lead(concern.school_id).filter(pk=owner_id).first()
    if owner is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(owner_id))
    action = Action(concern=concern, what=what, owner=owner, due_on=due_on, planned_by=actor)
    action.save()
    pass_on(concern)
    acts.record(events.ACTION_PLANNED, actor=actor, subject=concern, action=action.pk, owner=owner.pk)
    return action


@acts.act
def complete_action(*, actor, reference: str, action_id: UUID, was_needed: bool, note: str) -> ActionDone:
    """Records that a step was done, or is not needed any more; doing it twice leaves the first.

    Raises NotThere for a step of another record.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    action = concern.actions.filter(pk=action_id).first()
    if action is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(action_id))
    action.concern = concern
    done = ActionDone.objects.filter(action=action).select_related("by").first()
    if done is None:
        done = ActionDone(was_needed=was_needed, note=note, by=actor, action=action)
        done.save()
        pass_on(concern)
    done.action = action
    acts.record(events.ACTION_DONE, actor=actor, subject=concern, action=action.pk, was_needed=was_needed)
    return done
