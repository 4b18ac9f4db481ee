"""What the pages of a concern cost: a fixed number of queries, the recording of the reading included."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.services import agreeing, closing, deciding, matching, noting, planning, recording
from incidents.services.deciding import Answered
from safeguarding import clock
from tests.bench.data import fill_concerns
from tests.incidents.views.counting import queries
from tests.incidents.views.living import live_through
from tests.makers import ask_how_they_are, make_incident, make_referral

# Four of them say how far the initial review is: signs, pathway, marks and the last safety check. One is the clock
# that runs since the school became aware.
MOST_QUERIES = 33
# The chronology reads every kind of row of the response once, however many there are.
MOST_OF_A_CHRONOLOGY = 60
PAGES = ["concern", "concern_chronology", "concern_actions", "concern_referrals", "concern_access"]
FORMS = ["concern_triage", "concern_hand_over", "concern_note", "concern_action", "concern_match"]


@pytest.fixture(autouse=True)
def still_clock():
    """No minute passes while the queries are counted."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.mark.parametrize("name", PAGES + FORMS)
def test_a_page_of_a_concern_costs_the_same_for_few_and_for_many(cast, signed_in, full, name):
    incident = make_incident(cast.nia, [cast.amy], unlisted=["Somebody"], about=["THREATS_OR_MONEY", "INJURY"])
    concern = incident.concerns.get(place_in_report=2)
    matching.match_to_pupil(actor=cast.mair, reference=concern.reference, seen_version=1, pupil_id=cast.amy.pk)
    live_through(cast, concern)
    path = reverse(name, kwargs={"reference": concern.reference})
    client, counts = signed_in("mair"), []
    client.get(path)
    for more in (10, 9_990 if full and name == "concern" else 990):
        fill_concerns(cast.afon, cast.nia, [cast.amy], more)
        for number in range(10):
            again = f"Once more, {number} of {more}."
            noting.add_note(actor=cast.mair, reference=concern.reference, text=again, language="en")
            recording.add_statement(actor=cast.nia, reference=incident.reference, text=again, language="en")
            planning.plan_action(
                actor=cast.dafydd,
                reference=concern.reference,
                what=again,
                owner_id=cast.dafydd.pk,
                due_on=clock.today(),
            )
            make_referral(concern, cast.mair)
        with queries() as sent:
            assert client.get(path).status_code == 200
        counts.append(len(sent))
    most = MOST_OF_A_CHRONOLOGY if name == "concern_chronology" else MOST_QUERIES
    assert counts[0] == counts[1] <= most, str(sent)


def test_a_record_on_which_everything_waits_and_a_closed_one_cost_no_more(cast, signed_in):
    incident = make_incident(cast.nia, [cast.amy], unlisted=["Somebody"], about=["THREATS_OR_MONEY", "INJURY"])
    concern = incident.concerns.get(place_in_report=2)
    client = signed_in("mair")

    def said() -> dict:
        concern.refresh_from_db()
        return {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}

    def cost() -> int:
        with queries() as sent:
            assert client.get(reverse("concern", kwargs={"reference": concern.reference})).status_code == 200
        return len(sent)

    matching.match_to_pupil(**said(), pupil_id=cast.amy.pk)
    live_through(cast, concern)
    cost()
    no = Answered("NO", "Not yet known, and asked again.")
    deciding.decide(**said(), triggers=["COERCED"], police=no, childrens_services=no)
    ask_how_they_are(concern, cast.mair)
    closing.plan(**said(), kind="MONITORING", review_on=clock.today(), words="We look again.")
    planning.complete_action(
        actor=cast.mair, reference=concern.reference, action_id=concern.actions.get().pk, was_needed=True, note=""
    )
    with time_machine.travel(clock.now() + timedelta(seconds=20), tick=False):  # asked after all that was decided
        asked = closing.ask_to_close(**said(), reasons="It was known already.")
        assert cost() <= MOST_QUERIES
        agreeing.answer_request(actor=cast.huw, agreement_id=asked.pk, agreed=True, reasons="")
        closing.close(
            **said(), outcome="RISK_REMOVED", reasons="It has stopped.", child_view="Better.", why_left_open="-"
        )
        assert cost() <= MOST_QUERIES
