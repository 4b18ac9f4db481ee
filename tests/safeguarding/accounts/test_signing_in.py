"""Signing in and out: who gets in, where they land, what is written down, and how often anybody may try."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.accounts.services import roles
from safeguarding.audit import counting
from safeguarding.audit import events as catalogue
from safeguarding.audit.models import RefusedMinute
from safeguarding.vault.hiding import hidden
from tests.access.matrix import without_tokens
from tests.clients import FormClient
from tests.conftest import PASSWORD
from tests.safeguarding.accounts.trail import events

SIGN_IN, SIGN_OUT, ACCOUNT = "/sign-in/", "/sign-out/", "/account/"


def sign_in(client, name="mair", password=PASSWORD, path=SIGN_IN, **extra):
    return client.post(path, {"login": f"{name}@demo.example", "password": password}, **extra)


def is_signed_in(client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_the_right_password_leads_to_the_home_page(client, cast):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, reverse("home"))
    assert is_signed_in(client)


def test_an_address_is_the_same_in_capitals_and_with_blanks(client, cast):
    client.post(SIGN_IN, {"login": " Mair@DEMO.example ", "password": PASSWORD})
    assert is_signed_in(client)


def test_sign_in_leads_to_the_page_that_was_asked_for(client, cast):
    asked = client.get("/account/language/")
    assert sign_in(client, path=asked.url).url == "/account/language/"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", r"\\example.org"]
)
def test_sign_in_never_leads_to_another_site(client, cast, elsewhere):
    assert sign_in(client, path=f"{SIGN_IN}?next={elsewhere}").url == reverse("home")


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(client, cast):
    wrong, unknown = (sign_in(client, name, "not the password") for name in ("mair", "nobody"))
    assert "The email address or password is not right" in wrong.content.decode()
    pages = [without_tokens(page.content).replace(b"nobody@", b"mair@") for page in (wrong, unknown)]
    assert pages[0] == pages[1]
    assert not is_signed_in(client)


def test_what_is_missing_is_asked_for_in_our_words(client, cast):
    page = client.post(SIGN_IN, {"login": "", "password": ""}).content.decode()
    assert "Enter your email address" in page and "Enter your password" in page
    assert "This field is required" not in page
    malformed = client.post(SIGN_IN, {"login": "mair", "password": "x"}).content.decode()
    assert "like name@example.com" in malformed
    unseen = client.post(SIGN_IN, {"login": "mair@demo.example", "password": "x\x00"}).content.decode()
    assert "a character that cannot be seen" in unseen and "Null characters" not in unseen


def test_a_password_that_is_too_long_is_not_hashed(client, cast, monkeypatch):
    monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("it was hashed"))
    assert "at most 256 characters" in sign_in(client, password="x" * 257).content.decode()


def test_somebody_who_no_longer_works_here_is_told_so_and_counted(client, cast):
    User.objects.filter(pk=cast.nia.pk).update(is_active=False)
    response = sign_in(client, "nia")
    assert response.url == reverse("account_inactive")
    assert "not in use" in client.get(response.url).content.decode()
    assert not is_signed_in(client)
    assert RefusedMinute.objects.get().times == 1


def test_the_session_gets_a_new_key(client, cast):
    client.get(SIGN_IN)
    client.post("/language/", {"language": "cy"})
    session = client.session
    session["anything"] = 1
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_the_session_lasts_as_long_as_the_browser_is_open(client, cast):
    sign_in(client)
    cookie = client.cookies["session"]
    assert cookie["expires"] == "" and cookie["max-age"] == ""
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_signing_in_is_written_down_once_with_its_way_and_its_session(client, cast):
    sign_in(client)
    [event] = events("session.signed_in")
    assert event["actor"] == str(cast.mair.pk) and event["role"] == "LEAD"
    assert event["details"] == {"method": "password"}
    assert event["session"] == hidden("session", client.session.session_key)


def test_signing_in_is_written_down_at_each_school_of_the_person(client, cast):
    roles.grant_role(actor=None, user=cast.nia, school=cast.riverside, role="STAFF")
    sign_in(client, "nia")
    assert len(events("session.signed_in")) == 2
    assert len({event["chain"] for event in events("session.signed_in")}) == 2


def test_somebody_without_a_role_is_written_down_in_the_chain_of_the_installation(client, cast):
    User.objects.create_user("new@demo.example", "New Person", password=PASSWORD)
    sign_in(client, "new")
    assert len(events("session.signed_in")) == 1


def test_nobody_is_signed_in_whose_sign_in_cannot_be_written_down(client, cast, monkeypatch):
    monkeypatch.setattr(catalogue, "TITLES", {})
    client.raise_request_exception = False
    assert sign_in(client).status_code == 500
    assert client.get(ACCOUNT).status_code == 302


def test_failed_sign_ins_are_counted_and_what_was_typed_is_kept_nowhere(client, cast):
    for _time in range(3):
        sign_in(client, "mair", "Llanfair-1234")
    counted = RefusedMinute.objects.get()
    assert (counted.event, counted.times) == ("session.sign_in_failed", 3)
    RefusedMinute.objects.update(minute=counted.minute - timedelta(minutes=2))
    assert counting.write_down_past_minutes() == 1
    [event] = events("session.sign_in_failed")
    assert event["details"]["times"] == 3 and event["actor"] is None
    assert "Llanfair" not in str(events())


def test_the_sixth_wrong_password_for_one_account_has_to_wait_and_others_behind_the_address_do_not(client, cast):
    for _time in range(5):
        sign_in(client, "mair", "wrong")
    assert "Wait five minutes" in sign_in(client, "mair").content.decode()
    assert not is_signed_in(client)
    assert sign_in(FormClient(), "nia").status_code == 302


def test_a_whole_school_signs_in_behind_one_address(client, cast, monkeypatch):
    monkeypatch.setattr(User, "check_password", lambda *_: True)  # 150 real hashes would take half a minute
    for _person in range(150):
        assert sign_in(FormClient(), "owen").status_code == 302


def test_a_flood_from_one_address_is_answered_with_the_page_for_it(client, cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}
    answers = [sign_in(client, "mair", "wrong") for _time in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "Too many tries" in answers[-1].content.decode()
    client.post("/language/", {"language": "cy"})
    welsh = sign_in(client, "mair", "wrong")
    assert welsh.status_code == 429 and '<html lang="cy"' in welsh.content.decode()


def test_signing_out_ends_the_session_for_good(client, cast):
    sign_in(client)
    cookie = client.cookies["session"].value
    response = client.post(SIGN_OUT)
    assert response.url == SIGN_IN
    assert "cache" in response["Clear-Site-Data"] and "cookies" not in response["Clear-Site-Data"]
    assert "You have signed out" in client.get(SIGN_IN).content.decode()
    client.cookies["session"] = cookie
    assert not is_signed_in(client)
    assert not Session.objects.filter(pk=cookie).exists()
    assert len(events("session.signed_out")) == 1


def test_the_page_for_signing_out_has_a_button_and_does_nothing_by_itself(client, cast):
    sign_in(client)
    page = client.get(SIGN_OUT)
    assert page.status_code == 200 and "Do you want to sign out?" in page.content.decode()
    assert is_signed_in(client)
    assert events("session.signed_out") == []


def test_signing_out_without_being_signed_in_is_no_event(client, cast):
    assert client.post(SIGN_OUT).status_code == 302
    assert events("session.signed_out") == []


def test_the_way_out_is_in_the_language_of_the_person(client, cast):
    User.objects.filter(pk=cast.mair.pk).update(language="cy")
    sign_in(client, HTTP_ACCEPT_LANGUAGE="en")
    client.post(SIGN_OUT, HTTP_ACCEPT_LANGUAGE="en")
    assert '<html lang="cy"' in client.get(SIGN_IN, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    client.post("/language/", {"language": "en"})
    assert '<html lang="en"' in client.get(SIGN_IN, HTTP_ACCEPT_LANGUAGE="cy").content.decode()


def test_deactivation_takes_effect_at_the_next_page(client, cast):
    sign_in(client, "nia")
    assert is_signed_in(client)
    User.objects.filter(pk=cast.nia.pk).update(is_active=False)
    assert not is_signed_in(client)


def test_the_end_of_a_role_takes_effect_at_the_next_page(client, cast):
    sign_in(client, "mair")
    assert "Designated Safeguarding Person" in client.get(ACCOUNT).content.decode()
    held = cast.mair.staff_roles.get(role="LEAD")
    roles.end_role(actor=None, held=held, ends_on=clock.today() - timedelta(days=1))
    assert "Designated Safeguarding Person" not in client.get(ACCOUNT).content.decode()


def test_the_sign_in_page_shows_nobody_and_nothing(client, cast):
    page = client.get(SIGN_IN).content.decode()
    words = re.sub(r"<[^>]+>", " ", page)
    for secret in ("Afon", "Riverside", "Mair", "demo.example", PASSWORD):
        assert secret not in words


@pytest.mark.parametrize("path", ["/signup/", "/sign-up/", "/accounts/signup/", "/account/email/", "/accounts/login/"])
def test_there_is_no_sign_up_and_no_page_for_addresses(client, cast, path):
    sign_in(client)
    assert client.get(path).status_code == 404


def test_who_is_signed_in_is_sent_on_from_the_sign_in_page(client, cast):
    sign_in(client)
    assert client.get(SIGN_IN).url == reverse("home")
