"""A child's records: found by a posted name, read as a whole, and the chronology over all of them."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from incidents.models import Reading
from incidents.services import noting, reading, recording
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.bench.data import fill_concerns, fill_roll
from tests.cast import make_pupil
from tests.incidents.views.counting import queries
from tests.incidents.views.record import text_of, url
from tests.makers import make_concern, make_incident, make_referral

SEARCH = "/pupils/"
MOST_QUERIES = 28
MOST_OF_A_CHRONOLOGY = 60  # it reads every kind of row of the response once, however many there are


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


@pytest.fixture
def still_clock():
    """No minute passes while the queries are counted."""
    with time_machine.travel(clock.now(), tick=False):
        yield


def page_of(pupil) -> str:
    """The address of a child's page: an id, never a name."""
    return reverse("pupil", args=[pupil.pk])


def test_a_child_is_found_by_a_posted_name_and_the_address_stays_without_it(cast, mair):
    response = mair.post(SEARCH, {"sought": "amy jo"})
    assert page_of(cast.amy) in response.content.decode() and "amy" not in response.request["QUERY_STRING"]
    assert AuditEvent.objects.filter(event=events.QUEUE_SEARCHED).count() == 1


@pytest.mark.parametrize(
    ("sought", "says"), [("", "Type at least 2 letters"), ("j", "Type at least 2"), ("qqq", "No child on the roll")]
)
def test_a_search_that_finds_nothing_says_so(mair, sought, says):
    assert says in text_of(mair.post(SEARCH, {"sought": sought}))


def test_a_change_of_language_searches_nothing(mair):
    page = mair.post(SEARCH, {"sought": "amy", "language": "cy"}).content.decode()
    assert '<html lang="cy"' in page and 'value="amy"' in page and "govuk-error-summary" not in page
    assert not AuditEvent.objects.filter(event=events.QUEUE_SEARCHED).exists()


def test_the_other_schools_children_are_not_found_and_not_there(cast, mair):
    assert page_of(cast.other) not in mair.post(SEARCH, {"sought": "okonkwo"}).content.decode()
    assert mair.get(page_of(cast.other)).status_code == 404


def test_a_child_who_has_left_is_found_with_the_day(cast, mair):
    gone = make_pupil(cast.afon, "Harte", "Ffion", year_group=11, form="11C", left_on=date(2026, 7, 17))
    page = mair.post(SEARCH, {"sought": "harte"}).content.decode()
    assert page_of(gone) in page and "Left on 17 July 2026" in page
    assert "Left on 17 July 2026" in text_of(mair.get(page_of(gone)))


def test_a_deputy_at_two_schools_finds_the_children_of_both(cast, signed_in):
    roles.grant_role(actor=None, user=cast.dafydd, school=cast.riverside, role=Role.DEPUTY, starts_on=date(2024, 9, 1))
    page = signed_in("dafydd").post(SEARCH, {"sought": "okonkwo"}).content.decode()
    assert page_of(cast.other) in page
    assert AuditEvent.objects.filter(event=events.QUEUE_SEARCHED).count() == 2


@pytest.mark.parametrize("typed", [lambda text: text, lambda text: text.lower().replace("-", " "), "{:>12}".format])
@pytest.mark.parametrize("state", [State.SENT, State.CLOSED])
def test_a_record_is_found_by_its_reference_open_or_closed_and_whoever_the_child_was(cast, mair, state, typed):
    concern = make_concern(cast.afon, cast.nia, unlisted="A boy with a green coat", state=state)
    page = mair.post(SEARCH, {"sought": typed(concern.reference)}).content.decode()
    assert url("concern", concern) in page and "green coat" not in page and "No child on the roll" not in page
    assert '"found":1' in AuditEvent.objects.get(event=events.QUEUE_SEARCHED).body


def test_the_reference_of_a_report_finds_each_childs_record(cast, mair):
    incident = make_incident(cast.nia, [cast.amy, cast.eli])
    page = mair.post(SEARCH, {"sought": incident.reference}).content.decode()
    assert [url("concern", concern) in page for concern in incident.concerns.all()] == [True, True]


def test_the_reference_of_another_schools_record_finds_what_no_reference_finds(cast, mair):
    theirs = make_concern(cast.riverside, cast.rhys, cast.other)
    there, nowhere = (mair.post(SEARCH, {"sought": sought}) for sought in (theirs.reference, "2222-2222"))
    assert "no record has that reference" in text_of(there)
    assert text_of(there) == text_of(nowhere)


def test_a_record_that_was_added_to_is_marked_in_the_childs_file_once(cast, mair):
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    mair.get(url("concern", concern))
    recording.add_statement(actor=cast.nia, reference=concern.incident.reference, text="More.", language="en")
    assert "Added to on" in text_of(mair.get(page_of(cast.amy)))
    assert "Added to on" not in text_of(mair.get(page_of(cast.amy)))


@pytest.mark.parametrize("who", ["nia", "huw", "gwen", "carys", "sam"])
def test_nobody_outside_the_team_finds_or_opens_a_child(cast, signed_in, who):
    assert signed_in(who).post(SEARCH, {"sought": "amy"}).status_code == 404
    assert signed_in(who).get(page_of(cast.amy)).status_code == 404


def test_a_child_without_a_record_has_a_page_that_says_so(cast, mair):
    text = text_of(mair.get(page_of(cast.cai)))
    assert "There is no record of this child." in text and "Nothing has been recorded." in text


def test_the_page_holds_every_record_of_the_child_and_no_other_childs(cast, mair):
    first = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    second = make_concern(cast.afon, cast.owen, cast.amy)
    others = make_concern(cast.afon, cast.owen, cast.eli)
    page = mair.get(page_of(cast.amy)).content.decode()
    assert page.index(second.reference) < page.index(first.reference)
    assert others.reference not in page and "Jonas" not in page


def test_the_chronology_goes_over_all_records_newest_first_and_each_childs_own(cast, mair):
    incident = make_incident(cast.nia, [cast.amy, cast.eli])
    [amys, elis] = incident.concerns.order_by("place_in_report")
    noting.add_note(actor=cast.mair, reference=amys.reference, text="Of Amy alone.", language="en")
    noting.add_note(actor=cast.mair, reference=elis.reference, text="Of Eli alone.", language="en")
    entries = mair.get(page_of(cast.amy)).context["entries"]
    assert [str(entry.title) for entry in entries] == ["Note", "Recorded"]
    assert [entry.words for entry in entries][0] == "Of Amy alone."
    assert {entry.url for entry in entries} == {url("concern", amys)}


def test_opening_it_is_a_reading_of_each_record_in_it(cast, mair):
    for state in (State.SENT, State.CLOSED):
        make_concern(cast.afon, cast.nia, cast.amy, state=state)
    mair.get(page_of(cast.amy))
    assert Reading.objects.filter(reader=cast.mair, concern__pupil=cast.amy).count() == 2


def test_a_record_matched_to_the_child_belongs_to_it(cast, mair):
    concern = make_incident(cast.nia, unlisted=["A girl with a red bag"]).concerns.get()
    mair.post(url("concern_match", concern), {"sought": "amy", "pupil": str(cast.amy.pk), "version": 1})
    assert concern.reference in text_of(mair.get(page_of(cast.amy)))


def test_a_childs_page_costs_the_same_for_few_and_for_many(cast, mair, still_clock):
    counts = []
    mair.get(page_of(cast.amy))
    for more in (10, 140):
        fill_concerns(cast.afon, cast.nia, [cast.amy], more)
        concern = make_concern(cast.afon, cast.nia, cast.amy)
        reading.open_concern(actor=cast.mair, reference=concern.reference)
        incident = concern.incident.reference
        recording.add_statement(actor=cast.nia, reference=incident, text="Something more.", language="en")
        for number in range(5):
            noting.add_note(actor=cast.mair, reference=concern.reference, text=f"Once more: {number}", language="en")
            make_referral(concern, cast.mair)
        with queries() as sent:
            assert mair.get(page_of(cast.amy)).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_OF_A_CHRONOLOGY, str(sent)


def test_a_search_costs_the_same_on_a_large_roll(cast, mair, still_clock):
    counts = []
    mair.post(SEARCH, {"sought": "jones"})
    for more in (10, 990):
        fill_roll_of(cast, more)
        with queries() as sent:
            assert mair.post(SEARCH, {"sought": "surname"}).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES, str(sent)


def fill_roll_of(cast, more: int) -> None:
    """Pupils whose numbers no earlier call has given out."""
    fill_roll(cast.afon, more) if more > 10 else fill_roll(cast.riverside, more)
