"""What a reporter added after the team last looked: statements and calls, open and closed, until somebody looks."""

from datetime import timedelta

import pytest
import time_machine

from incidents.models import Concern, Reading
from incidents.selectors.additions import added_since_looked, added_to_since_looked
from incidents.services import reading, recording
from incidents.workflow import State
from safeguarding import clock
from tests.incidents.views.counting import queries
from tests.makers import make_incident

NOON = clock.now().replace(hour=12, minute=0)


def at(minutes: int):
    return time_machine.travel(NOON + timedelta(minutes=minutes), tick=False)


def say(incident, minutes: int, text: str = "Something more.") -> None:
    with at(minutes):
        recording.add_statement(actor=incident.reporter, reference=incident.reference, text=text, language="en")


def call(incident, minutes: int) -> None:
    with at(minutes):
        said = {"called": "POLICE", "called_at": NOON, "spoke_to": "", "agency_reference": ""}
        recording.record_direct_call(actor=incident.reporter, reference=incident.reference, **said)


def look(person, concern, minutes: int) -> None:
    with at(minutes):
        reading.open_concern(actor=person, reference=concern.reference)


def waiting() -> dict:
    """How many minutes after noon each of them began to wait."""
    found = added_since_looked(Concern.objects.all())
    return {pk: (since - NOON).total_seconds() / 60 for pk, since in found.items()}


@pytest.fixture
def incident(cast):
    with at(0):
        return make_incident(cast.nia, [cast.amy])


@pytest.fixture
def concern(incident):
    return incident.concerns.get()


@pytest.mark.parametrize("add", [say, call])
@pytest.mark.parametrize("state", State)
def test_what_was_added_waits_in_every_state_until_somebody_of_the_team_looks(cast, incident, concern, state, add):
    look(cast.mair, concern, 5)
    Concern.objects.filter(pk=concern.pk).update(state=state)
    assert waiting() == {}
    add(incident, 10)
    assert waiting() == {concern.pk: 10}
    assert added_to_since_looked(concern) == NOON + timedelta(minutes=10)
    look(cast.dafydd, concern, 15)
    assert waiting() == {} and added_to_since_looked(concern) is None


def test_it_waits_since_the_first_that_nobody_has_seen(cast, incident, concern):
    say(incident, 1, "Before anybody looked.")
    look(cast.mair, concern, 5)
    say(incident, 20, "Later.")
    call(incident, 12)
    assert waiting() == {concern.pk: 12}


def test_a_record_that_nobody_has_opened_waits_as_a_whole(incident, concern):
    say(incident, 10)
    call(incident, 11)
    assert waiting() == {}


def test_a_record_that_somebody_leads_without_having_opened_it_is_not_forgotten(incident, concern):
    Concern.objects.filter(pk=concern.pk).update(state=State.CLOSED)
    say(incident, 10)
    assert waiting() == {concern.pk: 10}


def test_a_look_by_somebody_outside_the_team_is_no_look_of_theirs(cast, incident, concern):
    look(cast.mair, concern, 5)
    say(incident, 10)
    with at(15):
        Reading.objects.create(concern=concern, reader=cast.huw, role="HEAD")
    assert waiting() == {concern.pk: 10}


def test_each_child_of_a_report_has_a_record_to_look_at(cast):
    with at(0):
        incident = make_incident(cast.nia, [cast.amy, cast.eli])
    amys, elis = incident.concerns.order_by("place_in_report")
    for concern in (amys, elis):
        look(cast.mair, concern, 5)
    say(incident, 10)
    look(cast.mair, amys, 15)
    assert waiting() == {elis.pk: 10}


def test_what_is_not_asked_about_is_not_told(cast, incident, concern):
    look(cast.mair, concern, 5)
    say(incident, 10)
    assert added_since_looked(Concern.objects.filter(school=cast.riverside)) == {}


def test_it_costs_two_queries_for_any_number(cast, incident, concern):
    counts = []
    for number in (3, 30):
        for one in range(number):
            with at(0):
                more = make_incident(cast.nia, [cast.amy])
            look(cast.mair, more.concerns.get(), 5)
            say(more, 10 + one)
        with queries() as sent:
            assert len(added_since_looked(Concern.objects.all())) >= number
        counts.append(len(sent))
    assert counts == [2, 2]
