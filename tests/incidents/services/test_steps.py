"""Steps of the guidance: by the team, of the list, on open records, one event each, nothing twice."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from incidents.models import StepTaken
from incidents.selectors.steps import before, find_list, standing_steps
from incidents.services.holding import ChangedMeanwhile
from incidents.services.steps import take_steps
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit.acts import NotRecorded
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern

HELPED = "Mrs Pugh, her head of year"


@pytest.fixture
def concern(cast):
    call_command("load_reference", verbosity=0)
    return make_concern(cast.afon, cast.nia, cast.amy)


def take(concern, actor, codes=("keep-messages",), **changes):
    concern.refresh_from_db()
    said = {"list_slug": "keep-safe", "state": "DONE", "on": clock.today(), "helped_by": HELPED, "words": "She did."}
    given = {"seen_version": concern.version, "codes": codes} | said | changes
    return take_steps(actor=actor, reference=concern.reference, **given)


@pytest.mark.parametrize("who", TEAM)
def test_the_team_records_a_step(cast, concern, who):
    take(concern, cast.people[who])
    row = StepTaken.objects.select_related("concern__key").get()
    assert (row.step, row.state, row.on, row.by) == ("keep-messages", "DONE", clock.today(), cast.people[who])
    assert (row.helped_by, row.words) == (HELPED, "She did.")
    assert events_of(concern) == ["step.taken"]
    assert "keep-messages" in last_body(concern) and "Pugh" not in last_body(concern)


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_does(cast, concern, who):
    before_that = stands(concern)
    with pytest.raises(NotThere):
        take(concern, cast.people[who])
    assert stands(concern) == before_that and not StepTaken.objects.exists()


def test_one_conversation_is_one_act_about_several_steps_in_the_order_of_their_list(cast, concern):
    rows = take(concern, cast.mair, codes=["block-account", "keep-messages", "never-pay"], state="TALKED")
    assert [row.step for row in rows] == ["keep-messages", "never-pay", "block-account"]
    assert events_of(concern) == ["step.taken"]


def test_a_later_row_replaces_the_earlier_one_which_stays(cast, concern):
    take(concern, cast.mair, state="NOT_WANTED", words="Not today.")
    take(concern, cast.dafydd, state="DONE", words="")
    assert standing_steps(concern)["keep-messages"].state == "DONE"
    assert [row.state for row in StepTaken.objects.order_by("at")] == ["NOT_WANTED", "DONE"]


def test_pressing_twice_records_once(cast, concern):
    version = concern.version
    take(concern, cast.mair)
    with pytest.raises(ChangedMeanwhile):
        take(concern, cast.mair, seen_version=version)
    with pytest.raises(MoveRefused) as refused:
        take(concern, cast.mair)
    assert refused.value.missing == {"something_new"}
    assert StepTaken.objects.count() == 1 and events_of(concern) == ["step.taken"]


def test_of_several_only_what_is_new_is_written(cast, concern):
    take(concern, cast.mair, state="TALKED")
    rows = take(concern, cast.mair, codes=["keep-messages", "stop-contact"], state="TALKED")
    assert [row.step for row in rows] == ["stop-contact"]


def test_the_same_on_another_day_is_new(cast, concern):
    take(concern, cast.mair, on=clock.today() - timedelta(days=1))
    take(concern, cast.mair)
    assert StepTaken.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [{"list_slug": "nonsense"}, {"codes": ["nonsense"]}, {"list_slug": "accounts"}, {"codes": ["do-not-pay"]}],
)
def test_a_step_that_the_list_does_not_have_is_not_there(cast, concern, changes):
    with pytest.raises(NotThere):
        take(concern, cast.mair, **changes)
    assert not StepTaken.objects.exists()


def test_what_a_child_was_told_is_nothing_they_do(cast, concern):
    told = {"list_slug": "reassure", "codes": ["not-to-blame"]}
    with pytest.raises(MoveRefused):
        take(concern, cast.mair, **told, state="DONE")
    assert [row.state for row in take(concern, cast.mair, **told, state="TALKED")] == ["TALKED"]


def test_nothing_is_recorded_on_a_closed_record(cast, concern):
    closed = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    with pytest.raises(MoveRefused):
        take(closed, cast.mair)
    assert not StepTaken.objects.exists()


def test_what_cannot_be_recorded_is_not_kept(cast, concern, unrecordable):
    unrecordable()
    with pytest.raises(NotRecorded):
        take(concern, cast.mair)
    assert not StepTaken.objects.exists()


def test_what_comes_first_and_is_open_is_known(cast, concern):
    _which, steps = find_list(concern, "keep-safe")
    assert [step.code for step in steps][:4] == ["keep-messages", "stop-contact", "never-pay", "block-account"]
    assert len(before(steps, {}, "block-account")) == 3 and before(steps, {}, "keep-messages") == []
    take(concern, cast.mair, codes=["keep-messages", "stop-contact", "never-pay"])
    assert before(steps, standing_steps(concern), "block-account") == []
