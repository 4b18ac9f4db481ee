"""What the reporter sees afterwards: their own words and three words of state, and nothing of what others wrote."""

from datetime import timedelta

import pytest

from incidents.models import PupilMatch, Reading
from incidents.selectors.own_records import (
    children_of,
    own_record_page,
    sent_lines,
    sent_this_term,
    unfinished,
    words_sent,
)
from incidents.services import drafting, reading, recording, triage
from incidents.workflow import State
from safeguarding import clock
from tests.incidents.views.counting import queries
from tests.makers import make_concern, make_draft, make_incident

NOT_OPENED, DEALT_WITH = "Sent, not yet opened", "Being dealt with"


def states(incident) -> list[str]:
    return [child.state for child in children_of(incident)]


def test_a_record_is_sent_then_opened_then_dealt_with(cast):
    incident = make_incident(cast.nia, [cast.amy])
    [concern] = incident.concerns.all()
    assert states(incident) == [NOT_OPENED]
    reading.open_concern(actor=cast.mair, reference=concern.reference)
    assert states(incident)[0].startswith("Opened by the safeguarding team on ")
    triage.take_on(actor=cast.mair, reference=concern.reference)
    assert states(incident) == [DEALT_WITH]


@pytest.mark.parametrize("state", [state for state in State if state != State.SENT])
def test_what_became_of_it_stays_with_the_team(cast, state):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    assert states(concern.incident) == [DEALT_WITH]


def test_the_first_opening_counts_and_only_one_by_the_team(cast):
    incident = make_incident(cast.nia, [cast.amy])
    [concern] = incident.concerns.all()
    now = clock.now()
    Reading(concern=concern, reader=cast.huw, role="HEAD", at=now - timedelta(hours=2)).save()
    assert states(incident) == [NOT_OPENED]
    Reading(concern=concern, reader=cast.dafydd, role="DEPUTY", at=now).save()
    before = states(incident)
    Reading(concern=concern, reader=cast.mair, role="LEAD", at=now + timedelta(hours=1)).save()
    assert states(incident) == before != [NOT_OPENED]


def test_each_child_stands_where_their_own_concern_stands(cast):
    incident = make_incident(cast.nia, [cast.amy, cast.eli])
    first = incident.concerns.get(pupil=cast.amy)
    triage.take_on(actor=cast.mair, reference=first.reference)
    assert states(incident) == [DEALT_WITH, NOT_OPENED]
    assert [child.name for child in children_of(incident)] == ["Amy Jones", "Eli Jonas"]


def test_whom_a_lead_found_behind_a_description_is_not_for_the_reporter(cast):
    incident = make_incident(cast.nia, unlisted=["A tall boy with a blue bag"])
    [concern] = incident.concerns.all()
    PupilMatch(concern=concern, pupil=cast.eli, by=cast.mair).save()
    concern.pupil = cast.eli
    concern.save(update_fields=["pupil"])
    [child] = children_of(incident)
    assert child.name == "“A tall boy with a blue bag”"


def test_the_lines_are_ones_own_newest_first(cast):
    first, second = make_incident(cast.nia, [cast.amy]), make_incident(cast.nia, [cast.eli])
    make_incident(cast.owen, [cast.amy])
    assert [line["reference"] for line in sent_lines(cast.nia)] == [second.reference, first.reference]
    assert list(sent_lines(cast.gwen)) == []


def test_lines_cost_the_same_for_one_record_and_for_ten(cast):
    counts = []
    for _time in range(2):
        make_incident(cast.nia, [cast.amy, cast.eli])
        with queries() as sent:
            sent_lines(cast.nia)
        counts.append(len(sent))
        for _more in range(9):
            make_incident(cast.nia, [cast.amy])
    assert counts[0] == counts[1] <= 3


def test_the_page_holds_words_additions_and_calls(cast):
    incident = make_incident(cast.nia, [cast.amy], place="In the library")
    recording.add_statement(actor=cast.nia, reference=incident.reference, text="And one more thing.", language="en")
    recording.record_direct_call(
        actor=cast.nia,
        reference=incident.reference,
        called="POLICE",
        called_at=clock.now(),
        spoke_to="The desk",
        agency_reference="P-9",
    )
    page = own_record_page(recording.own_incident(cast.nia, incident.reference))
    assert [one.text for one in page["statements"]][1:] == ["And one more thing."]
    assert [(call["spoke_to"], call["reference"]) for call in page["calls"]] == [("The desk", "P-9")]
    assert "In the library" in [fact["value"] for fact in page["facts"]]


def test_the_words_sent_are_all_that_the_reporter_wrote(cast):
    mark = {"regions": ["CHEST"], "mark_words": "Blue"}
    call = {"called": "POLICE", "called_at": clock.now().isoformat(), "spoke_to": "The desk", "agency_reference": "P-9"}
    incident = make_incident(
        cast.nia, unlisted=["A boy"], words="He fell.", place="By the gate", about_child=mark, calls=[call]
    )
    recording.add_statement(actor=cast.nia, reference=incident.reference, text="And ran.", language="en")
    wanted = {"He fell.", "And ran.", "By the gate", "A boy", "Blue", "The desk", "P-9"}
    assert set(words_sent(incident)) == wanted


def test_unfinished_records_are_unsent_and_ones_own(cast):
    mine, given_up, sent = make_draft(cast.nia), make_draft(cast.nia), make_draft(cast.nia, [cast.amy])
    make_draft(cast.owen)
    drafting.discard_draft(actor=cast.nia, draft_id=given_up.pk, reason="WRONG_CHILD")
    recording.send_draft(actor=cast.nia, draft_id=sent.pk)
    assert unfinished(cast.nia) == [mine]
    assert sent_this_term(cast.nia, clock.now() - timedelta(days=1)) == 1
