"""The initial review: a sitting, reasons to refer at once, marks, and what is done of it."""

import pytest
from django.core.management import call_command

from incidents.models import ReviewMark, ReviewSitting, TriggersFound
from incidents.reviewing import Task, TaskState
from incidents.selectors import reviewing as shown
from incidents.selectors.decisions import guidance_in_force
from incidents.services import reviewing
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, events_of, last_body
from tests.makers import make_concern

WORDS = "We agreed to call the police at once."


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def act(name, concern, actor, seen=None, **more):
    """One of the three, answered."""
    concern.refresh_from_db()
    said = {"actor": actor, "reference": concern.reference}
    if name == "mark":
        return reviewing.mark_task(**said, **({"task": Task.KNOWN, "state": TaskState.DONE} | more))
    said["seen_version"] = concern.version if seen is None else seen
    if name == "sitting":
        given = {"met_at": clock.now(), "people": "Mair and Dafydd", "words": WORDS}
        return reviewing.record_sitting(**said, **(given | more))
    return reviewing.find_triggers(**said, **({"triggers": ["COERCED", "ADULT_INVOLVED"], "words": WORDS} | more))


ACTS = ("sitting", "triggers", "mark")


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_does_any_of_it(cast, concern, name, who):
    with pytest.raises(NotThere):
        act(name, concern, cast.people[who])


@pytest.mark.parametrize("name", ACTS)
def test_nothing_of_it_is_done_on_a_closed_record(cast, name):
    with pytest.raises(MoveRefused):
        act(name, make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED), cast.mair)


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("sitting", events.REVIEW_SITTING_RECORDED),
        ("triggers", events.TRIGGERS_FOUND),
        ("mark", events.REVIEW_TASK_MARKED),
    ],
)
def test_each_leaves_one_event_with_no_words(cast, concern, name, event):
    act(name, concern, cast.mair)
    assert events_of(concern) == [event]
    assert WORDS not in last_body(concern) and "Dafydd" not in last_body(concern)


@pytest.mark.parametrize("name", ["sitting", "triggers"])
def test_a_second_press_writes_nothing(cast, concern, name):
    act(name, concern, cast.mair, seen=1)
    with pytest.raises(ChangedMeanwhile):
        act(name, concern, cast.mair, seen=1)
    assert ReviewSitting.objects.count() + TriggersFound.objects.count() == 1


def test_a_sitting_keeps_the_edition_of_the_guidance_it_went_by(cast, concern):
    call_command("load_reference", verbosity=0)
    act("sitting", concern, cast.mair)
    assert ReviewSitting.objects.get().guidance == guidance_in_force(cast.afon) is not None


def test_a_sitting_needs_somebody_who_was_there(cast, concern):
    with pytest.raises(MoveRefused) as refused:
        act("sitting", concern, cast.mair, people="  ")
    assert refused.value.missing == {"people"}


@pytest.mark.parametrize("state", [state for state in State if state != State.CLOSED])
def test_a_sitting_begins_the_review_where_nobody_had_and_moves_nothing_else(cast, state):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    act("sitting", concern, cast.mair)
    concern.refresh_from_db()
    assert concern.state == (State.IN_REVIEW if state in (State.SENT, State.OPENED) else state)


def test_reasons_are_kept_in_their_order_and_a_later_finding_stands(cast, concern):
    act("triggers", concern, cast.mair)
    assert TriggersFound.objects.get().triggers == "ADULT_INVOLVED,COERCED"
    act("triggers", concern, cast.mair, triggers=[])
    assert TriggersFound.objects.order_by("at").last().trigger_list == []


def test_a_mark_pressed_twice_is_there_once_and_can_be_taken_back(cast, concern):
    act("mark", concern, cast.mair)
    act("mark", concern, cast.dafydd)
    assert ReviewMark.objects.count() == 1 and shown.mark_of(concern, Task.KNOWN).is_done
    act("mark", concern, cast.dafydd, state=TaskState.IN_PROGRESS)
    assert not shown.mark_of(concern, Task.KNOWN).is_done and len(events_of(concern)) == 2


class TestTasks:
    def states(self, concern, about_images=True) -> dict:
        """How far each task is, by its words."""
        groups, _done = shown.task_groups(concern, about_images=about_images)
        return {str(row["text"]): str(row["status"]) for group in groups for row in group["tasks"]}

    def test_are_eleven_in_three_groups_and_nothing_is_started(self, cast, concern):
        groups, done = shown.task_groups(concern, about_images=True)
        assert [len(group["tasks"]) for group in groups] == [4, 6, 1]
        assert set(self.states(concern).values()) == {"Not started"} and (done.done, done.total) == (0, 11)

    def test_of_a_record_without_images_are_six(self, concern):
        assert list(self.states(concern, about_images=False)) == [
            "Who is at the meeting",
            "Immediate risk",
            "Reasons to refer at once",
            "Parents and carers",
            "Support",
            "Decision and reasons",
        ]

    def test_are_in_progress_once_something_is_on_the_record_and_done_once_marked(self, cast, concern):
        act("sitting", concern, cast.mair)
        act("mark", concern, cast.mair, task=Task.DEVICES)
        act("mark", concern, cast.mair, task=Task.FAMILY, state=TaskState.IN_PROGRESS)
        states = self.states(concern)
        assert states["Who is at the meeting"] == "In progress"
        assert states["Devices"] == "Done" and states["Parents and carers"] == "In progress"
        assert shown.progress(concern, about_images=True) == shown.Progress(1, 11)

    @pytest.mark.parametrize("task", Task)
    def test_each_has_a_page_and_something_that_begins_it(self, task):
        assert shown.PAGES[task] and shown.BEGUN_BY[task]
