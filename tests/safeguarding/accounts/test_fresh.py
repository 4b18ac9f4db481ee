"""Fresh sign-in: who sits there is asked again after ten minutes, and nothing typed is lost by it."""

import re
from html import unescape

import pytest
import time_machine
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from safeguarding import clock
from safeguarding.accounts.fresh import fresh_sign_in_required
from safeguarding.accounts.models import User
from safeguarding.accounts.services import second_step
from tests.conftest import PASSWORD
from tests.safeguarding.accounts.test_second_step import SECRET, code_at
from tests.safeguarding.accounts.trail import events

GUARDED = "/guarded/7/"
PROVE = "/account/reauthenticate/"


@fresh_sign_in_required
def guarded(request, number):
    return HttpResponse(f"in {number} {request.method} {dict(request.POST.lists())}")


urlpatterns = [path("guarded/<int:number>/", guarded, name="guarded"), path("", include("safeguarding.urls"))]


@pytest.fixture
def late(signed_in):
    """Nia's browser, eleven minutes after she signed in."""
    start = clock.now().timestamp()
    with override_settings(ROOT_URLCONF=__name__), time_machine.travel(start, tick=False) as traveller:
        client = signed_in("nia")
        client.get("/account/")
        traveller.move_to(start + 660)
        client.traveller, client.start = traveller, start
        yield client


def hidden_fields(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page):
        found.setdefault(unescape(name), []).append(unescape(value))
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_a_sign_in_is_fresh_for_ten_minutes(late):
    late.traveller.move_to(late.start + 599)
    assert late.get(GUARDED).content == b"in 7 GET {}"
    late.traveller.move_to(late.start + 600)
    assert late.get(GUARDED).status_code == 302


def test_a_session_that_never_proved_anything_is_not_fresh(late):
    session = late.session
    del session["proved_at"]
    session.save()
    assert late.get(GUARDED).status_code == 302


def test_a_proof_from_the_future_is_no_proof(late):
    session = late.session
    session["proved_at"] = int(late.start) + 99_999
    session.save()
    assert late.get(GUARDED).status_code == 302


def test_a_page_is_asked_for_again_after_the_proof(late, cast):
    asked = late.get(f"{GUARDED}?page=2")
    assert asked.url.startswith(PROVE)
    assert "Show that it is you" in late.get(asked.url).content.decode()
    back = late.post(asked.url, {"password": PASSWORD})
    assert back.url == f"{GUARDED}?page=2"
    assert late.get(back.url).content == b"in 7 GET {}"
    [event] = events("session.proved_again")
    assert event["actor"] == str(cast.nia.pk) and event["details"] == {"method": "password"}


def test_a_wrong_password_proves_nothing(late):
    page = late.post(PROVE, {"password": "wrong"}).content.decode()
    assert "That is not your password" in page
    assert late.get(GUARDED).status_code == 302
    assert events("session.proved_again") == []


def test_another_persons_password_proves_nothing(late, cast):
    other = User.objects.get(pk=cast.owen.pk)
    other.set_password("tegell porffor ymbarel")
    other.save()
    late.post(PROVE, {"password": "tegell porffor ymbarel"})
    assert late.get(GUARDED).status_code == 302


def test_what_was_typed_travels_through_the_question_and_arrives(late):
    typed = {"reason": 'She said "no" & left <the room>', "section": ["a", "b"], "save_and": "leave"}
    page = late.post(GUARDED, typed).content.decode()
    assert "What you typed is not lost" in page
    carried = hidden_fields(page)
    assert carried == {"reason": [typed["reason"]], "section": ["a", "b"], "save_and": ["leave"]}
    wrong = late.post(GUARDED, {**carried, "proof-password": "wrong"}).content.decode()
    assert "That is not your password" in wrong and hidden_fields(wrong) == carried
    right = late.post(GUARDED, {**carried, "proof-password": PASSWORD})
    assert right.content.decode() == f"in 7 POST {carried}"
    assert late.get(GUARDED).status_code == 200
    assert len(events("session.proved_again")) == 1


def test_nothing_typed_is_kept_in_the_session(late):
    late.post(GUARDED, {"reason": "Cariad yn y gegin"})
    assert "Cariad" not in str(dict(late.session))


def test_the_question_can_be_read_in_the_other_language_without_losing_words(late):
    page = late.post(GUARDED, {"reason": "words", "language": "cy"}).content.decode()
    assert '<html lang="cy"' in page and hidden_fields(page) == {"reason": ["words"]}
    assert "error-summary" not in page


def test_tries_are_limited(late):
    answers = [late.post(GUARDED, {"proof-password": "wrong"}).content.decode() for _time in range(6)]
    assert "Wait five minutes" in answers[-1] and "Wait five minutes" not in answers[0]


def test_a_code_of_the_second_step_proves_it_too(late, cast):
    second_step.turn_on(actor=cast.nia, secret=SECRET)
    page = late.get(PROVE).content.decode()
    assert "Use a code from your app instead" in page
    back = late.post(f"{PROVE}code/?next={GUARDED}", {"code": code_at(SECRET, clock.now().timestamp())})
    assert back.url == GUARDED and late.get(GUARDED).status_code == 200
    assert events("session.proved_again")[0]["details"] == {"method": "totp"}


def test_who_has_no_way_to_show_it_is_refused(late, cast):
    late.get("/account/")
    person = User.objects.get(pk=cast.nia.pk)
    late.force_login(_without_password(person))
    session = late.session
    session["proved_at"] = int(late.start) - 999
    session.save()
    assert late.post(GUARDED, {"reason": "x"}).status_code == 403
    assert late.get(late.get(GUARDED).url).status_code == 403


def _without_password(person):
    person.set_unusable_password()
    person.save()
    return person


@pytest.mark.parametrize("page", ["turn-on", "turn-off", "recovery-codes", "recovery-codes/new"])
def test_the_second_step_is_changed_only_after_a_fresh_sign_in(late, page):
    assert late.get(f"/account/second-step/{page}/").url.startswith(PROVE)
