"""Opening to read: by the team, a reading and an event for each, and nothing is handed over that is not recorded."""

import json
import uuid

import pytest

from incidents.models import Reading
from incidents.services import reading
from incidents.workflow import State
from safeguarding.accounts.roles import Role
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern

ROLES = {"mair": Role.LEAD, "dafydd": Role.DEPUTY}


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT)


@pytest.mark.parametrize("who", TEAM)
def test_the_team_opens_a_concern_and_that_is_a_reading_and_an_event(cast, concern, who):
    assert reading.open_concern(actor=cast.people[who], reference=concern.reference) == concern
    row = Reading.objects.get()
    assert (row.concern, row.reader, row.role) == (concern, cast.people[who], ROLES[who])
    assert events_of(concern) == [events.CONCERN_OPENED]


@pytest.mark.parametrize("state", State)
def test_reading_moves_nothing_in_any_state(cast, state):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    reading.open_concern(actor=cast.mair, reference=concern.reference)
    concern.refresh_from_db()
    assert (concern.state, concern.version, concern.owner) == (state, 1, None)


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_opens_anything(cast, concern, who):
    before, person = stands(concern), cast.people[who]
    with pytest.raises(NotThere):
        reading.open_concern(actor=person, reference=concern.reference)
    with pytest.raises(NotThere):
        reading.open_access_list(actor=person, reference=concern.reference)
    with pytest.raises(NotThere):
        reading.open_pupil_file(actor=person, pupil_id=cast.amy.pk)
    with pytest.raises(NotThere):
        reading.record_search(actor=person, school_id=cast.afon.pk, found=1)
    assert stands(concern) == before


def test_what_does_not_exist_is_the_same_as_what_is_not_theirs(cast):
    with pytest.raises(NotThere) as nothing:
        reading.open_concern(actor=cast.mair, reference="2222-2222")
    theirs = make_concern(cast.riverside, cast.rhys, cast.other)
    with pytest.raises(NotThere) as foreign:
        reading.open_concern(actor=cast.mair, reference=theirs.reference)
    assert str(nothing.value) == str(foreign.value)
    with pytest.raises(NotThere):
        reading.open_pupil_file(actor=cast.mair, pupil_id=uuid.uuid4())


def test_a_childs_file_is_a_reading_of_each_record_in_it_and_one_event(cast, concern):
    closed = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    make_concern(cast.afon, cast.nia, cast.eli)
    assert reading.open_pupil_file(actor=cast.mair, pupil_id=cast.amy.pk) == (cast.amy, {})
    assert {row.concern.pupil for row in Reading.objects.all()} == {cast.amy} and Reading.objects.count() == 2
    assert events_of(cast.amy) == [events.CHRONOLOGY_OPENED]
    assert '"concerns":2' in last_body(cast.amy)
    records = json.loads(last_body(cast.amy))["details"]["records"]
    assert set(records) == {concern.reference, closed.reference}


def test_a_search_is_an_event_that_says_how_many_and_not_what_was_typed(cast):
    reading.record_search(actor=cast.mair, school_id=cast.afon.pk, found=3)
    event = AuditEvent.objects.filter(event=events.QUEUE_SEARCHED).get()
    assert '"found":3' in event.body


def test_nothing_is_handed_over_that_cannot_be_recorded(cast, concern, unrecordable):
    before = stands(concern)
    unrecordable()
    with pytest.raises(NotRecorded):
        reading.open_concern(actor=cast.mair, reference=concern.reference)
    with pytest.raises(NotRecorded):
        reading.open_access_list(actor=cast.mair, reference=concern.reference)
    with pytest.raises(NotRecorded):
        reading.open_pupil_file(actor=cast.mair, pupil_id=cast.amy.pk)
    assert stands(concern) == before
