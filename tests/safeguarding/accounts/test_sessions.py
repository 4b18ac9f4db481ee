"""How long a session lasts, what ends with it, and that words which arrive too late are kept."""

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from safeguarding import clock
from safeguarding.accounts.keeping import keeps_words
from safeguarding.accounts.models import User
from tests.clients import FormClient
from tests.safeguarding.accounts.trail import events

PAGE = "/account/"
MINUTE = 60
kept: list = []


def keep(request, number):
    kept.append((request.user.name, number, request.POST["words"]))
    return f"/draft/{number}/"


@keeps_words(keep)
def draft(request, number):
    return HttpResponse("the view itself")


urlpatterns = [path("draft/<int:number>/", draft, name="draft"), path("", include("safeguarding.urls"))]


@pytest.fixture
def later():
    """Sets the time: `later(minutes)` after the test began."""
    start = clock.now().timestamp()
    with time_machine.travel(start, tick=False) as traveller:
        yield lambda minutes, seconds=0: traveller.move_to(start + minutes * MINUTE + seconds)


def lives(client) -> bool:
    return client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("nia", 20), ("sam", 20), ("gwen", 20), ("carys", 20), ("mair", 30), ("dafydd", 30), ("huw", 30), ("rhys", 30)],
)
def test_a_session_ends_after_a_time_without_use(signed_in, later, name, minutes):
    client = signed_in(name)
    assert lives(client)
    later(minutes, -1)
    assert lives(client)
    later(2 * minutes, -1)
    assert not lives(client)


def test_a_session_ends_after_eight_hours_however_busy(signed_in, later):
    client = signed_in("mair")
    for minutes in range(0, 480, 15):
        later(minutes)
        assert lives(client), minutes
    later(479, 59)
    assert lives(client)
    later(480)
    assert not lives(client)
    assert not lives(client)


def test_it_says_why_and_leads_back_to_the_page(signed_in, later, cast):
    client = signed_in("nia")
    client.get(PAGE)
    later(21)
    ended = client.get(f"{PAGE}?from=7")
    assert ended.url == "/sign-in/?ended=time&next=%2Faccount%2F%3Ffrom%3D7"
    assert "storage" in ended["Clear-Site-Data"]
    assert "You were signed out to protect children’s information" in client.get(ended.url).content.decode()
    signed = client.post(ended.url, {"login": "nia@demo.example", "password": "Demo-school-2026"})
    assert signed.url == f"{PAGE}?from=7"


def test_it_says_so_in_the_language_of_the_person(signed_in, later, cast):
    User.objects.filter(pk=cast.nia.pk).update(language="cy")
    client = signed_in("nia")
    client.get(PAGE)
    later(21)
    page = client.get(client.get(PAGE).url, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert '<html lang="cy"' in page


def test_the_end_is_written_down_once_and_the_session_is_gone(signed_in, later, cast):
    client = signed_in("nia")
    client.get(PAGE)
    key = client.session.session_key
    later(21)
    client.get(PAGE)
    client.get(PAGE)
    [event] = events("session.ended")
    assert event["actor"] == str(cast.nia.pk)
    assert not Session.objects.filter(pk=key).exists()


def test_a_stale_session_cannot_be_used_for_an_act(signed_in, later, cast):
    client = signed_in("nia")
    client.get(PAGE)
    later(21)
    assert client.post("/account/language/", {"preferred": "cy"}).url == "/sign-in/?ended=time"
    assert User.objects.get(pk=cast.nia.pk).language == "en"


def test_words_that_arrive_too_late_are_kept_and_the_session_ends(signed_in, later):
    kept.clear()
    with override_settings(ROOT_URLCONF=__name__):
        client = signed_in("nia")
        client.get(PAGE)
        later(45)
        ended = client.post("/draft/7/", {"words": "She told me at lunch"})
        assert ended.url == "/sign-in/?ended=saved&next=%2Fdraft%2F7%2F"
        assert kept == [("Nia Hopkins", 7, "She told me at lunch")]
        assert "What you typed was saved" in client.get(ended.url).content.decode()
        assert not lives(client)
        client.post("/draft/7/", {"words": "again"})
        assert len(kept) == 1


def test_words_with_a_bad_token_are_not_taken_for_the_persons(cast, later):
    kept.clear()
    with override_settings(ROOT_URLCONF=__name__):
        client = FormClient(enforce_csrf_checks=True)
        client.force_login(cast.nia)
        client.get(PAGE)
        later(45)
        assert client.post("/draft/7/", {"words": "forged"}).url == "/sign-in/?ended=time"
        assert kept == []
        assert not lives(client)


def test_words_in_time_go_to_the_view(signed_in, later):
    kept.clear()
    with override_settings(ROOT_URLCONF=__name__):
        client = signed_in("nia")
        client.get(PAGE)
        later(19)
        assert client.post("/draft/7/", {"words": "in time"}).content == b"the view itself"
        assert kept == []


def test_an_address_that_is_not_there_ends_the_session_too(signed_in, later):
    client = signed_in("nia")
    client.get(PAGE)
    later(21)
    assert client.post("/no/such/page/").url == "/sign-in/?ended=time"
    assert not lives(client)


def test_use_is_written_at_most_once_a_minute(signed_in, later):
    client = signed_in("nia")
    client.get(PAGE)
    written = []
    for seconds in range(0, 600, 5):  # a page every five seconds, for ten minutes
        later(0, seconds)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        written += [query for query in queries if "UPDATE" in query["sql"] and "django_session" in query["sql"]]
    assert len(written) == 9


def test_what_was_posted_by_nobody_is_not_gone_back_to(client, cast):
    assert client.post("/account/language/", {"preferred": "cy"}).url == "/sign-in/"
    assert client.get("/account/language/").url == "/sign-in/?next=/account/language/"
