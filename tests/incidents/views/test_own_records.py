"""What the reporter sees of what they sent, and what they may add; that they read it is recorded."""

import re

import pytest
from django.urls import reverse

from incidents.models import Reading
from incidents.selectors import own_records
from incidents.services import noting
from incidents.services.recording import add_statement
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.dates import moment
from tests.incidents.views.counting import queries
from tests.incidents.views.pages import problems_of, text_of
from tests.makers import WORDS, make_draft, make_incident

QUERIES = {"my_records": 7, "my_record": 10}
OTHERS = ("mair", "dafydd", "owen", "huw", "gwen", "carys", "sam", "rhys")


def url(name: str, incident) -> str:
    return reverse(name, kwargs={"reference": incident.reference})


@pytest.fixture
def sent(cast):
    """A record that Nia sent about two children."""
    return make_incident(cast.nia, [cast.amy, cast.eli])


def test_the_list_holds_ones_own_records_and_unfinished_ones(cast, sent, signed_in):
    other = make_incident(cast.owen, [cast.amy])
    make_draft(cast.nia)
    response = signed_in("nia").get(reverse("my_records"))
    text = text_of(response)
    assert "1 unfinished record" in text and "Amy Jones" in text and "Sent, not yet opened" in text
    assert url("my_record", sent) in response.content.decode()
    assert url("my_record", other) not in response.content.decode()


def test_a_long_list_goes_on_on_further_pages_and_ends_nowhere_before(cast, signed_in, monkeypatch):
    monkeypatch.setattr(own_records, "PAGE", 2)
    sent = [make_incident(cast.nia, [cast.amy]) for _number in range(5)]
    nia, found = signed_in("nia"), []
    for page in ("", "?page=2", "?page=3", "?page=²", "?page=99"):
        shown = nia.get(reverse("my_records") + page).content.decode()
        found.append([url("my_record", one) in shown for one in reversed(sent)])
    first, second, third = [True, True, *[False] * 3], [False, False, True, True, False], [*[False] * 4, True]
    assert found == [first, second, third, first, third]
    assert 'href="?page=2"' in nia.get(reverse("my_records")).content.decode()


def test_an_unfinished_record_is_named_in_whole_sentences(cast, signed_in):
    draft = make_draft(cast.nia)
    page, when = text_of(signed_in("nia").get(reverse("my_records"))), moment(draft.started_at)
    assert f"Continue the record started on {when}" in page and f"Discard the record started on {when}" in page


def test_what_the_reporter_wrote_says_in_which_language_it_is(cast, signed_in):
    sent = make_incident(cast.nia, [cast.amy], place="Y ffreutur", language="cy")
    page = signed_in("nia").get(url("my_record", sent)).content.decode()
    assert re.search(r'<dd class="govuk-summary-list__value" lang="cy">Y ffreutur</dd>', page)


def test_the_list_of_someone_who_has_sent_nothing_says_so(signed_in):
    assert "You have not sent a record yet." in text_of(signed_in("owen").get(reverse("my_records")))


def test_the_page_shows_words_reference_and_state_and_nothing_of_the_teams(cast, sent, signed_in):
    [first, _second] = sent.concerns.order_by("place_in_report")
    Reading(concern=first, reader=cast.mair, role="LEAD", at=clock.now()).save()
    noting.add_note(actor=cast.mair, reference=first.reference, text="We spoke with her mother.", language="en")
    text = text_of(signed_in("nia").get(url("my_record", sent)))
    assert WORDS in text and first.reference in text
    assert "Opened by the safeguarding team on" in text and "Sent, not yet opened" in text
    assert "mother" not in text and "Mair" not in text


def test_reading_it_is_recorded_each_time(sent, signed_in):
    client = signed_in("nia")
    for _time in range(2):
        client.get(url("my_record", sent))
    assert AuditEvent.objects.filter(event=events.OWN_RECORD_OPENED, subject_id=sent.pk).count() == 2


def test_something_forgotten_is_added_below_what_was_sent(sent, signed_in):
    client = signed_in("nia")
    response = client.post(url("my_record_add", sent), {"words": "It began on a game.", "text_language": "en"})
    assert response.url == url("my_record", sent)
    text = text_of(client.get(response.url))
    assert text.index(WORDS) < text.index("It began on a game.")


def test_nothing_is_added_when_nothing_was_written(sent, signed_in):
    response = signed_in("nia").post(url("my_record_add", sent), {"words": "  ", "text_language": "en"})
    assert problems_of(response) == [("#id_words", "Enter what you want to add")]
    assert sent.statements.count() == 1


@pytest.mark.parametrize(("page", "field"), [("my_record_add", "words"), ("my_record_called", "spoke_to")])
def test_a_change_of_language_keeps_what_was_typed_and_judges_nothing(sent, signed_in, page, field):
    response = signed_in("nia").post(url(page, sent), {field: "Half a sent", "language": "cy"})
    assert response.context["form"][field].value() == "Half a sent"
    assert not response.context["form"].errors
    assert '<html lang="cy"' in response.content.decode()
    assert (sent.statements.count(), sent.direct_calls.count()) == (1, 0)


def test_a_call_is_recorded_afterwards(sent, signed_in):
    client, local = signed_in("nia"), clock.local(clock.now())
    call = {"called": "CHILDRENS_SERVICES", "spoke_to": "The duty worker", "agency_reference": "C-77"}
    call |= {f"called_at_{name}": getattr(local, name) for name in ("day", "month", "year")}
    call |= {"called_at_time": "0:00"}
    assert client.post(url("my_record_called", sent), call).url == url("my_record", sent)
    text = text_of(client.get(url("my_record", sent)))
    assert all(words in text for words in ("Children’s services", "The duty worker", "C-77"))


def test_a_call_sent_twice_is_one_call(sent, signed_in):
    client, local = signed_in("nia"), clock.local(clock.now())
    call = {"called": "POLICE", "called_at_time": "0:00", "spoke_to": "The desk"}
    call |= {f"called_at_{name}": getattr(local, name) for name in ("day", "month", "year")}
    for _press in range(2):
        assert client.post(url("my_record_called", sent), call).url == url("my_record", sent)
    assert sent.direct_calls.count() == 1


def test_a_call_needs_whom_and_when(sent, signed_in):
    wanted = [("#id_called", "Select who you called"), ("#id_called_at-day", "Enter when you called")]
    assert problems_of(signed_in("nia").post(url("my_record_called", sent), {})) == wanted


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_opens_it_by_this_way(cast, sent, signed_in, who):
    client = signed_in(who)
    for page in ("my_record", "my_record_add", "my_record_called"):
        assert client.get(url(page, sent)).status_code == 404
    assert AuditEvent.objects.filter(event=events.OWN_RECORD_OPENED).count() == 0


@pytest.mark.parametrize("page", QUERIES)
def test_a_page_costs_the_same_for_one_and_for_ten(cast, signed_in, page):
    client, costs = signed_in("nia"), []
    client.get(reverse("my_records"))
    for number in (1, 10):
        incident = make_incident(cast.nia, [cast.amy, cast.eli][: 1 + (number > 1)])
        for more in range(number):
            add_statement(actor=cast.nia, reference=incident.reference, text=f"More {more}.", language="en")
        for _more in range(number if page == "my_records" else 0):
            make_incident(cast.nia, [cast.amy, cast.eli])
        address = reverse("my_records") if page == "my_records" else url(page, incident)
        with queries() as seen:
            client.get(address)
        costs.append(len(seen))
    assert costs == [QUERIES[page]] * 2, seen


def test_no_page_names_a_child_in_its_title(sent, signed_in):
    client = signed_in("nia")
    for page in ("my_record", "my_record_add", "my_record_called"):
        title = re.search(r"<title>(.*?)</title>", client.get(url(page, sent)).content.decode(), re.DOTALL)[1]
        assert not any(name in title for name in ("Amy", "Jones", sent.reference))
