"""Plan, no further action, close and reopen: each by the right person, from the right state, with what it needs."""

from datetime import timedelta

import pytest

from incidents.models import Action, ActionDone, Closing, StateChange
from incidents.services import closing
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.makers import make_concern

SOON = clock.today() + timedelta(days=14)
REASONS = "She has a named adult, and the messages have stopped."
ACTS = {
    "plan": (closing.plan, {"kind": "MONITORING", "review_on": SOON, "words": "A word every Monday"}, State.PLANNED),
    "end_without_action": (closing.end_without_action, {"reasons": REASONS}, State.NO_FURTHER_ACTION),
    "close": (
        closing.close,
        {"outcome": "RISK_REMOVED", "reasons": REASONS, "child_view": "I feel all right now"},
        State.CLOSED,
    ),
    "reopen": (closing.reopen, {"reasons": "It began again"}, State.IN_REVIEW),
}
FROM = {
    "plan": {State.OPENED, State.IN_REVIEW, State.PLANNED},
    "end_without_action": {State.OPENED, State.IN_REVIEW, State.PLANNED},
    "close": {State.PLANNED, State.NO_FURTHER_ACTION},
    "reopen": {State.CLOSED},
}
NEEDED = [("plan", "kind"), ("plan", "review_on"), ("end_without_action", "reasons"), ("close", "outcome")]
NEEDED += [("close", "reasons"), ("close", "child_view"), ("reopen", "reasons")]
SENTENCES = ["Monday", "stopped", "all right", "began again"]


def act(name, concern, actor, **changes):
    """One of the acts, as somebody does it who has just looked at the record."""
    concern.refresh_from_db()
    service, answers, _end = ACTS[name]
    kwargs = {"reference": concern.reference, "seen_version": concern.version} | answers | changes
    return service(actor=actor, **kwargs)


def start_of(name) -> State:
    """A state from which the move is possible."""
    return sorted(FROM[name])[0]


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", ["mair", "dafydd"])
def test_the_team_moves_a_record_and_leaves_who_when_and_why(cast, name, who):
    start = start_of(name)
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=start)
    act(name, concern, cast.people[who])
    concern.refresh_from_db()
    change = StateChange.objects.select_related("concern__key").get(concern=concern)
    assert concern.state == ACTS[name][2]
    assert (change.move, change.start, change.end, change.by) == (name, start, concern.state, cast.people[who])
    assert change.reason == ACTS[name][1].get("words", ACTS[name][1].get("reasons"))


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", ["nia", "owen", "huw", "gwen", "carys", "sam", "rhys"])
def test_nobody_outside_the_team_moves_it(cast, name, who):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=start_of(name))
    with pytest.raises(NotThere):
        act(name, concern, cast.people[who])
    assert StateChange.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "state"), [(name, state) for name in ACTS for state in State if state not in FROM[name]]
)
def test_a_move_is_refused_from_any_other_state(cast, name, state):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    with pytest.raises(MoveRefused):
        act(name, concern, cast.mair)
    concern.refresh_from_db()
    assert (concern.state, StateChange.objects.count(), Closing.objects.count()) == (state, 0, 0)


@pytest.mark.parametrize(("name", "need"), NEEDED)
def test_a_move_needs_what_it_needs(cast, name, need):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=start_of(name))
    with pytest.raises(MoveRefused) as refused:
        act(name, concern, cast.mair, **{need: ""})
    assert refused.value.missing == {need}


@pytest.mark.parametrize("name", ACTS)
def test_a_move_leaves_one_event_with_codes_and_no_words(cast, name):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=start_of(name))
    act(name, concern, cast.mair)
    event = AuditEvent.objects.get(subject_id=concern.pk)
    assert event.event == events.CONCERN_MOVED
    assert f'"move":"{name}"' in event.body
    assert not any(sentence in event.body for sentence in SENTENCES)


@pytest.mark.parametrize("name", ACTS)
def test_a_move_that_fails_leaves_nothing(cast, name):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=start_of(name))
    with pytest.raises(ChangedMeanwhile):
        act(name, concern, cast.mair, seen_version=0)
    concern.refresh_from_db()
    assert (concern.state, concern.version) == (start_of(name), 1)
    assert (
        StateChange.objects.count(),
        Closing.objects.count(),
        AuditEvent.objects.filter(subject_id=concern.pk).count(),
    ) == (0, 0, 0)


def test_a_plan_has_a_kind_and_a_day_to_look_again_and_loses_them_when_it_ends(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    act("plan", concern, cast.mair)
    concern.refresh_from_db()
    assert (concern.plan_kind, concern.review_on) == ("MONITORING", SOON)
    act("end_without_action", concern, cast.mair)
    concern.refresh_from_db()
    assert (concern.plan_kind, concern.review_on) == ("", None)


def test_a_closing_keeps_outcome_reasons_and_the_childs_view(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED)
    act("close", concern, cast.mair, no_child_view="TOO_YOUNG")
    kept = Closing.objects.select_related("concern__key").get()
    assert (kept.outcome, kept.reasons, kept.child_view) == ("RISK_REMOVED", REASONS, "I feel all right now")
    assert (kept.no_child_view, kept.agreement) == ("", None)


def test_a_closing_without_a_view_says_why(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED)
    act("close", concern, cast.mair, child_view="", no_child_view="NOT_SAFE_TO_ASK")
    assert Closing.objects.get().no_child_view == "NOT_SAFE_TO_ASK"


def test_an_open_action_holds_the_closing_until_it_is_done(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED)
    step = Action(concern=concern, what="Ring home", owner=cast.nia, due_on=SOON, planned_by=cast.mair)
    step.save(force_insert=True)
    with pytest.raises(MoveRefused) as refused:
        act("close", concern, cast.mair)
    assert refused.value.missing == {"no_open_action"}
    ActionDone(action=step, by=cast.nia).save(force_insert=True)
    act("close", concern, cast.mair)


# --- the second signature


def test_the_trail_is_bound_to_the_reasons_and_to_the_childs_view(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED)
    act("close", concern, cast.mair)
    body = AuditEvent.objects.get(subject_id=concern.pk).body
    assert concern.key.commit("reason", REASONS) in body
    assert concern.key.commit("child_view", "I feel all right now") in body


def test_a_plan_is_kept_with_its_move_and_the_next_does_not_overwrite_it(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    act("plan", concern, cast.mair)
    act("plan", concern, cast.mair, kind="EARLY_HELP", review_on=SOON + timedelta(days=7), words="The family agreed")
    kept = list(concern.state_changes.order_by("at").values_list("plan_kind", "review_on"))
    assert kept == [("MONITORING", SOON), ("EARLY_HELP", SOON + timedelta(days=7))]
