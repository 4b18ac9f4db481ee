"""The page of the audit trail: for the head the school's, for the lead the team's; by event, person and day."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from incidents.models import CheckState, TrailCheck, trail_check
from incidents.selectors.audit_trail import PAGE
from incidents.services import reading, verifying
from safeguarding import clock, readiness
from safeguarding.accounts.services import sessions
from safeguarding.audit import acts, counting, events
from safeguarding.audit.models import AuditEvent
from safeguarding.audit.verification import Fault, Verdict
from tests.incidents.views.counting import queries
from tests.makers import make_incident

NINE = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)


def text_of(response) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def lines(response) -> list[tuple[str, str, str]]:
    """Who did what about what, as the page shows it."""
    return [(line.who, line.what, line.about) for line in response.context["page"].lines]


@pytest.fixture
def story(cast):
    """Nia sends a record, Mair opens it."""
    with time_machine.travel(NINE, tick=False):
        concern = make_incident(cast.nia, [cast.amy]).concerns.get()
        reading.open_concern(actor=cast.mair, reference=concern.reference)
    return concern


def test_the_head_reads_who_did_what_without_a_childs_name(story, signed_in):
    response = signed_in("huw").get(reverse("audit"))
    assert ("Mair Prosser", "Opened a concern", f"{story.reference}, Year 10") in lines(response)
    assert ("Nia Hopkins", "Sent a record", f"{story.reference}, Year 10") in lines(response)
    assert "Amy" not in text_of(response) and "Jones" not in text_of(response)


def test_opening_the_trail_is_written_in_it_first(story, signed_in, cast):
    response = signed_in("huw").get(reverse("audit"))
    assert lines(response)[0][:2] == ("Huw Bevan", "Opened the audit trail")
    assert AuditEvent.objects.filter(event=events.AUDIT_OPENED, actor_id=cast.huw.pk).count() == 1


def test_nothing_is_shown_when_the_opening_cannot_be_recorded(story, signed_in, monkeypatch):
    client = signed_in("huw")
    monkeypatch.setattr(acts.links, "canonical", lambda body: None)
    response = client.get(reverse("audit"))
    assert response.status_code == 503
    assert story.reference not in response.content.decode()


def test_the_lead_reads_what_the_team_did_and_nothing_else(story, signed_in):
    response = signed_in("mair").get(reverse("audit"))
    assert {who for who, _what, _about in lines(response)} == {"Mair Prosser"}
    assert "Huw Bevan" not in dict(response.context["form"].fields["person"].choices).values()
    assert signed_in("mair").post(reverse("audit")).status_code == 404
    outside = signed_in("mair").get(reverse("audit"), {"trail": "INSTALLATION"})
    assert {who for who, _what, _about in lines(outside)} == {"Mair Prosser"}


def test_the_head_of_another_school_reads_their_own_trail(story, signed_in):
    response = signed_in("rhys").get(reverse("audit"))
    assert story.reference not in text_of(response)
    assert "Mair" not in text_of(response)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"event": "concern.opened"}, {"Opened a concern"}),
        ({"event": "record.sent"}, {"Sent a record"}),
        ({"first_day_day": "14", "first_day_month": "9", "first_day_year": "2026", "last_day_day": "14",
          "last_day_month": "9", "last_day_year": "2026"}, {"Started a record", "Sent a record", "Opened a concern"}),
        ({"first_day_day": "1", "first_day_month": "9", "first_day_year": "2020", "last_day_day": "13",
          "last_day_month": "9", "last_day_year": "2020"}, set()),
    ],
)  # fmt: skip
def test_it_can_be_searched_by_event_and_day(asked, expected, story, signed_in):
    response = signed_in("huw").get(reverse("audit"), asked)
    assert {what for _who, what, _about in lines(response)} == expected


def test_it_can_be_searched_by_person(story, signed_in, cast):
    response = signed_in("huw").get(reverse("audit"), {"person": str(cast.nia.pk)})
    assert {who for who, _what, _about in lines(response)} == {"Nia Hopkins"}


@pytest.mark.parametrize(
    "asked",
    [
        {"event": "no.such"},
        {"person": "somebody"},
        *({"before": text} for text in ("-1", "x", "²", "9" * 5000)),
        {"first_day_day": "40"},
    ],
)
def test_nonsense_in_the_address_is_no_error(asked, story, signed_in):
    assert signed_in("huw").get(reverse("audit"), asked).status_code == 200


def test_a_long_trail_is_read_page_by_page_without_gap_or_repetition(cast, signed_in):
    for _ in range(PAGE + 3):
        sessions.record_sign_in(actor=cast.nia)
    client, seen, query = signed_in("huw"), [], "event=session.signed_in"
    while query:
        response = client.get(reverse("audit") + "?" + query)
        seen += [line.seq for line in response.context["page"].lines]
        query = response.context["next_query"]
    expected = AuditEvent.objects.filter(event=events.SIGNED_IN, chain__school_id=cast.afon.pk).order_by("-seq")
    assert seen == list(expected.values_list("seq", flat=True))
    assert len(seen) > PAGE


def test_failed_sign_ins_are_written_down_and_shown_in_the_trail_of_the_installation(cast, signed_in):
    with time_machine.travel(NINE, tick=False):
        for _ in range(4):
            counting.count(events.SIGN_IN_FAILED)
    with time_machine.travel(NINE + timedelta(minutes=3)):
        response = signed_in("huw").get(reverse("audit"), {"trail": "INSTALLATION"})
    assert lines(response)[0][:2] == ("People who had not signed in", "Failed sign-ins")
    assert response.context["page"].lines[0].times == 4
    assert "Failed sign-ins (4 times)" in text_of(response)


def test_opening_a_childs_file_names_the_records_in_it(story, cast, signed_in):
    reading.open_pupil_file(actor=cast.mair, pupil_id=cast.amy.pk)
    page = lines(signed_in("huw").get(reverse("audit")))
    [about] = [about for _who, what, about in page if what == "Opened the chronology of a child"]
    assert about.endswith(f", Year 10, {story.reference}")


def test_a_check_of_the_whole_trail_says_what_it_found(story, signed_in, monkeypatch):
    client = signed_in("huw")
    assert "asked for by Huw Bevan: the trail is whole" in text_of(client.post(reverse("audit")))
    assert "the trail is whole" in text_of(client.get(reverse("audit")))  # and it stays there
    fault = Fault("x", 17, "it was changed")
    monkeypatch.setattr(verifying, "verify", lambda school_id, **more: Verdict(1, 17, fault))
    assert "The first fault is at entry 17" in text_of(client.post(reverse("audit")))
    assert "The first fault is at entry 17" in text_of(client.get(reverse("audit")))
    assert "first fault" not in text_of(signed_in("mair").get(reverse("audit")))  # it is the head's


def test_a_long_trail_is_waited_for_on_a_page_of_its_own(cast, signed_in, monkeypatch):
    monkeypatch.setattr(trail_check, "TRAIL_AT_ONCE", 1)
    readiness.note_worker()
    client = signed_in("huw")
    assert client.get(reverse("audit_check")).url == reverse("audit")  # nothing goes on yet
    assert client.post(reverse("audit")).url == reverse("audit_check")
    page = client.get(reverse("audit_check"))
    assert page["Refresh"] == "5" and "Waiting for its turn" in text_of(page)
    assert "has not been running" not in text_of(page)
    assert "being checked now" in text_of(client.get(reverse("audit")))
    check = TrailCheck.objects.get()
    TrailCheck.objects.update(state=CheckState.CHECKING, checked=2)
    assert f"2 of {check.size} entries checked" in text_of(client.get(reverse("audit_check")))
    TrailCheck.objects.update(state=CheckState.WAITING)
    verifying.check_trail(check.pk)
    assert client.get(reverse("audit_check")).url == reverse("audit")
    assert "the trail is whole" in text_of(client.get(reverse("audit")))


def test_the_page_of_a_check_that_stands_still_does_not_keep_a_session_going(cast, signed_in, monkeypatch):
    monkeypatch.setattr(trail_check, "TRAIL_AT_ONCE", 1)
    signed_in("huw").post(reverse("audit"))
    with time_machine.travel(clock.now() + timedelta(minutes=4)):
        assert signed_in("huw").get(reverse("audit_check"))["Refresh"] == "5"
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        page = signed_in("huw").get(reverse("audit_check"))
        assert "Refresh" not in page and "See how far it is now" in text_of(page)


def test_a_check_that_nobody_did_is_said_and_can_be_asked_for_again(cast, signed_in):
    TrailCheck.objects.create(school=cast.afon, asked_by=cast.huw, size=1)
    client = signed_in("huw")
    assert "being checked now" in text_of(client.get(reverse("audit")))
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        client = signed_in("huw")
        assert client.get(reverse("audit_check")).url == reverse("audit")
        page = text_of(client.get(reverse("audit")))
        assert "could not be finished" in page and "Check the whole trail now" in page
        assert "the trail is whole" in text_of(client.post(reverse("audit")))


def test_whoever_waits_is_told_when_no_worker_is_there(cast, signed_in, monkeypatch):
    monkeypatch.setattr(trail_check, "TRAIL_AT_ONCE", 1)
    cache.delete(readiness.WORKER_SEEN)
    client = signed_in("huw")
    client.post(reverse("audit"))
    assert "has not been running for some minutes" in text_of(client.get(reverse("audit_check")))


def test_a_check_that_stopped_is_said_and_can_be_asked_for_again(cast, signed_in):
    TrailCheck.objects.create(school=cast.afon, asked_by=cast.huw, size=1, state=CheckState.FAILED)
    page = text_of(signed_in("huw").get(reverse("audit")))
    assert "could not be finished" in page and "Check the whole trail now" in page


def test_it_costs_the_same_however_long_the_trail_is(cast, signed_in):
    client = signed_in("huw")

    def cost() -> int:
        with queries() as found:
            assert client.get(reverse("audit")).status_code == 200
        return len(found)

    make_incident(cast.nia, [cast.amy])
    cost()  # the first page of a session also writes the session
    few = cost()
    for _ in range(8):
        make_incident(cast.nia, [cast.amy, cast.eli])
    assert cost() == few
