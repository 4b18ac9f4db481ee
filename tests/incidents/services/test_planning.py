"""Planned steps: by the team, on open records, one event each, done once."""

from datetime import timedelta

import pytest
import time_machine

from incidents.models import Action, ActionDone
from incidents.services import planning
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern

WHAT = "Ask her tutor to look in before lunch"


def plan(concern, actor, owner) -> Action:
    return planning.plan_action(
        actor=actor, reference=concern.reference, what=WHAT, owner_id=owner.pk, due_on=clock.today()
    )


def complete(action, actor, **changes) -> ActionDone:
    said = {"reference": action.concern.reference, "was_needed": True, "note": "She was glad."} | changes
    return planning.complete_action(actor=actor, action_id=action.pk, **said)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.fixture
def action(cast, concern):
    return plan(concern, cast.mair, cast.dafydd)


@pytest.mark.parametrize("who", TEAM)
def test_the_team_plans_a_step_and_does_it(cast, concern, who):
    action = plan(concern, cast.people[who], cast.dafydd)
    done = complete(action, cast.people[who])
    kept = Action.objects.select_related("concern__key").get()
    assert (kept.what, kept.owner, kept.planned_by) == (WHAT, cast.dafydd, cast.people[who])
    assert (done.was_needed, done.by, done.note) == (True, cast.people[who], "She was glad.")


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_plans_or_completes(cast, concern, action, who):
    before = stands(concern)
    with pytest.raises(NotThere):
        plan(concern, cast.people[who], cast.mair)
    with pytest.raises(NotThere):
        complete(action, cast.people[who])
    assert stands(concern) == before


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_a_step_is_given_to_nobody_who_could_not_see_it(cast, concern, who):
    with pytest.raises(NotThere):
        plan(concern, cast.mair, cast.people[who])
    assert Action.objects.count() == 0


def test_a_closed_record_takes_no_new_step(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    before = stands(concern)
    with pytest.raises(MoveRefused):
        plan(concern, cast.mair, cast.mair)
    assert stands(concern) == before


def test_a_step_of_another_record_is_not_there(cast, concern, action):
    other = make_concern(cast.afon, cast.nia, cast.eli)
    with pytest.raises(NotThere):
        complete(action, cast.mair, reference=other.reference)
    assert ActionDone.objects.count() == 0


def test_a_step_done_twice_keeps_what_was_said_first(cast, action):
    complete(action, cast.mair)
    complete(action, cast.dafydd, was_needed=False, note="Not now.")
    done = ActionDone.objects.select_related("action__concern__key").get()
    assert (done.by, done.was_needed, done.note) == (cast.mair, True, "She was glad.")
    assert events_of(action.concern) == [events.ACTION_PLANNED, events.ACTION_DONE]  # of the second, nothing was kept


def test_a_step_pressed_twice_is_planned_once(cast, concern, action):
    before = stands(concern)
    assert plan(concern, cast.mair, cast.dafydd) == action and stands(concern) == before
    assert plan(concern, cast.mair, cast.mair) != action
    assert plan(concern, cast.dafydd, cast.mair) != action
    assert Action.objects.count() == 3


def test_a_step_that_is_done_can_be_planned_again_in_the_same_words(cast, concern, action):
    complete(action, cast.mair)
    assert plan(concern, cast.mair, cast.dafydd) != action


def test_each_leaves_one_event_that_commits_to_its_words(cast, concern, action):
    assert events_of(concern) == [events.ACTION_PLANNED]
    assert concern.key.commit("action", WHAT) in last_body(concern)
    assert "tutor" not in last_body(concern) and f'"action":"{action.pk}"' in last_body(concern)
    complete(action, cast.mair)
    assert events_of(concern) == [events.ACTION_PLANNED, events.ACTION_DONE]
    assert "glad" not in last_body(concern)
    assert concern.key.commit("actiondone", "She was glad.") in last_body(concern)


def test_what_cannot_be_recorded_leaves_nothing(cast, concern, action, unrecordable):
    before = stands(concern)
    unrecordable()
    with pytest.raises(NotRecorded):
        plan(concern, cast.mair, cast.mair)
    with pytest.raises(NotRecorded):
        complete(action, cast.mair)
    assert stands(concern) == before


def test_who_has_the_record_open_sees_that_a_step_was_added(cast, concern, action):
    concern.refresh_from_db()
    assert concern.version == 2
    complete(action, cast.mair)
    concern.refresh_from_db()
    assert concern.version == 3


def test_the_same_step_is_planned_again_on_another_day(cast, concern, action):
    with time_machine.travel(clock.now() + timedelta(days=1)):
        again = planning.plan_action(
            actor=cast.mair, reference=concern.reference, what=WHAT, owner_id=action.owner_id, due_on=action.due_on
        )
    assert again != action
