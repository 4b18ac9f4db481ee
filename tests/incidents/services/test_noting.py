"""Notes: by the team, in every state, in their author's words, one event each."""

from datetime import timedelta

import pytest
import time_machine

from incidents.models import Note
from incidents.services import noting
from incidents.workflow import State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern

TEXT = "Spoke to her by the lockers.\n\nShe slept well."


def add(concern, actor, text: str = TEXT) -> Note:
    return noting.add_note(actor=actor, reference=concern.reference, text=text, language="cy")


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.mark.parametrize("who", TEAM)
def test_the_team_adds_a_note_and_it_stays_as_it_was_written(cast, concern, who):
    add(concern, cast.people[who])
    note = Note.objects.select_related("concern__key").get()
    assert (note.text, note.language, note.author) == (TEXT, "cy", cast.people[who])


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_adds_one(cast, concern, who):
    before = stands(concern)
    with pytest.raises(NotThere):
        add(concern, cast.people[who])
    assert stands(concern) == before


@pytest.mark.parametrize("state", State)
def test_a_note_can_be_added_in_every_state_and_moves_nothing(cast, state):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    add(concern, cast.mair)
    concern.refresh_from_db()
    assert (concern.state, concern.version, concern.notes.count()) == (state, 2, 1)


def test_a_note_leaves_one_event_with_a_commitment_to_its_words(cast, concern):
    note = add(concern, cast.mair)
    assert events_of(concern) == [events.NOTE_ADDED]
    assert concern.key.commit("note", TEXT) in last_body(concern) and str(note.pk) in last_body(concern)
    assert "lockers" not in last_body(concern)


def test_a_note_pressed_twice_is_added_once(cast, concern):
    note = add(concern, cast.mair)
    before = stands(concern)
    assert add(concern, cast.mair) == note and stands(concern) == before
    assert add(concern, cast.dafydd) != note  # somebody else may say the same
    assert add(concern, cast.mair) != note  # and after that it is said again
    assert events_of(concern) == [events.NOTE_ADDED] * 3


def test_a_note_that_cannot_be_recorded_is_not_kept(cast, concern, unrecordable):
    before = stands(concern)
    unrecordable()
    with pytest.raises(NotRecorded):
        add(concern, cast.mair)
    assert stands(concern) == before


def test_the_same_words_a_week_later_are_a_note_of_their_own(cast, concern):
    first = add(concern, cast.mair)
    with time_machine.travel(clock.now() + timedelta(days=7)):
        assert add(concern, cast.mair) != first
    assert concern.notes.count() == 2 and events_of(concern) == [events.NOTE_ADDED] * 2
