"""What the pages of a concern cost: a fixed number of queries, the recording of the reading included."""

import pytest
import time_machine
from django.urls import reverse

from incidents.services import matching, noting, planning
from safeguarding import clock
from tests.bench.data import fill_concerns
from tests.incidents.views.counting import queries
from tests.incidents.views.living import live_through
from tests.makers import make_incident, make_referral

MOST_QUERIES = 28
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
        for _again in range(10):
            noting.add_note(actor=cast.mair, reference=concern.reference, text="Once more.", language="en")
            planning.plan_action(
                actor=cast.dafydd,
                reference=concern.reference,
                what="This",
                owner_id=cast.dafydd.pk,
                due_on=clock.today(),
            )
            make_referral(concern, cast.mair)
        with queries() as sent:
            assert client.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES, str(sent)
