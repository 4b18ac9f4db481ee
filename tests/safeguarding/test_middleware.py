"""What happens to every request: language, body, headers, address, and what the trail is told of it."""

import pytest
from django.test import RequestFactory

from safeguarding.accounts.addresses import address_of
from safeguarding.accounts.models import User
from safeguarding.accounts.services import sessions
from safeguarding.audit.models import RefusedMinute
from safeguarding.logs import WithoutContents
from safeguarding.schools.models import School
from safeguarding.vault.hiding import hidden
from tests.clients import FORM
from tests.safeguarding.accounts.trail import events

HOME = "/account/"


def language_of(response) -> str:
    assert f'<html lang="{response["Content-Language"]}"' in response.content.decode()
    return response["Content-Language"]


# --- language


@pytest.mark.parametrize(
    ("cookie", "browser", "installation", "expected"),
    [
        ("cy", "en", "en", "cy"),
        ("en", "cy", "cy", "en"),
        ("", "cy", "en", "cy"),
        ("", "cy-GB,en;q=0.5", "en", "cy"),
        ("", "en-GB,cy;q=0.5", "cy", "en"),
        ("", "fr", "cy", "cy"),
        ("", "fr", "en", "en"),
        ("fr", "", "cy", "cy"),
        ("", "", "en", "en"),
    ],
)
def test_before_sign_in_the_cookie_counts_then_the_browser_then_the_installation(
    client, db, settings, cookie, browser, installation, expected
):
    settings.LANGUAGE_CODE = installation
    if cookie:
        client.cookies["language"] = cookie
    headers = {"HTTP_ACCEPT_LANGUAGE": browser} if browser else {}
    assert language_of(client.get("/sign-in/", **headers)) == expected


def test_the_switch_works_before_sign_in(client, db):
    response = client.post("/language/", {"language": "cy", "next": "/sign-in/?next=/account/"})
    assert response.url == "/sign-in/?next=/account/"
    assert language_of(client.get("/sign-in/", HTTP_ACCEPT_LANGUAGE="en")) == "cy"


def test_the_switch_works_after_sign_in_and_is_kept_on_the_profile(signed_in, cast):
    client = signed_in("nia")
    client.post("/language/", {"language": "cy", "next": HOME})
    assert User.objects.get(pk=cast.nia.pk).language == "cy"
    client.cookies.pop("language")
    assert language_of(client.get(HOME)) == "cy"


def test_the_profile_counts_before_the_cookie(signed_in, cast):
    client = signed_in("nia")
    client.cookies["language"] = "cy"
    assert language_of(client.get(HOME, HTTP_ACCEPT_LANGUAGE="cy")) == "en"


@pytest.mark.parametrize(("name", "expected"), [("nia", "cy"), ("rhys", "en")])
def test_who_has_chosen_nothing_reads_the_first_language_of_their_school(signed_in, cast, name, expected):
    User.objects.update(language="")
    assert language_of(signed_in(name).get(HOME, HTTP_ACCEPT_LANGUAGE="en")) == expected


def test_who_chose_on_the_sign_in_page_goes_on_in_that_language(signed_in, cast):
    User.objects.update(language="")
    client = signed_in("nia")
    client.cookies["language"] = "en"
    assert language_of(client.get(HOME)) == "en"


@pytest.mark.parametrize(("languages", "offered"), [("cy,en", True), ("en,cy", True), ("en", False)])
def test_an_english_school_is_offered_welsh_where_it_has_chosen_to(signed_in, cast, languages, offered):
    School.objects.update(languages=languages)
    page = signed_in("rhys").get(HOME).content.decode()
    assert ('lang="cy"' in page) is offered


def test_welsh_is_offered_first_where_the_school_puts_it_first(signed_in):
    page = signed_in("nia").get(HOME).content.decode()
    assert page.index("Cymraeg") < page.index('lang="en">English') or page.index("Cymraeg") < page.index(">English<")


# --- bodies


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data; boundary=x", "application/json", "image/png", "text/plain", "application/octet-stream"],
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "get"])
def test_a_body_that_is_not_a_form_is_refused_unread_and_written_down(signed_in, cast, method, kind):
    client = signed_in("nia")
    response = (
        getattr(client, method)("/account/language/", data=b"\x89PNG", content_type=kind)
        if method != "get"
        else (client.generic("GET", "/account/language/", b"\x89PNG", content_type=kind))
    )
    assert response.status_code == 415
    [event] = events("request.body_refused")
    assert event["actor"] == str(cast.nia.pk) and event["outcome"] == "denied"


def test_a_body_sent_by_nobody_is_refused_and_counted(client, db):
    assert client.post("/sign-in/", b"{}", content_type="application/json").status_code == 415
    assert RefusedMinute.objects.get().event == "request.body_refused"


def test_a_body_of_unknown_length_is_refused(client, db):
    response = client.generic("POST", "/sign-in/", b"", content_type="image/png", HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 415


def test_a_form_that_is_too_long_is_refused_with_words_that_help(signed_in):
    response = signed_in("nia").post("/account/language/", {"language": "x" * 300_000})
    assert response.status_code == 413
    assert "send a shorter part first" in response.content.decode()


def test_a_form_with_a_charset_is_a_form(client, db):
    assert client.post("/sign-in/", "login=x", content_type=f"{FORM}; charset=utf-8").status_code == 200


# --- headers


@pytest.mark.parametrize("path", ["/sign-in/", "/account/", "/no/such/page/", "/healthz"])
def test_no_page_is_kept_embedded_or_given_a_camera(client, db, path):
    response = client.get(path)
    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY" and response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin" and response["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy


# --- addresses


@pytest.mark.parametrize(
    ("proxies", "passed_on", "expected"),
    [
        (0, "", "10.0.0.9"),
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "6.6.6.6", "10.0.0.9"),
        (1, "", "10.0.0.9"),
    ],
)
def test_an_address_is_believed_from_counted_proxies_only(settings, proxies, passed_on, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=passed_on)
    assert address_of(request) == expected


def test_the_trail_knows_addresses_and_sessions_only_as_keyed_hashes(client, cast):
    client.post("/sign-in/", {"login": "mair@demo.example", "password": "Demo-school-2026"}, REMOTE_ADDR="192.0.2.7")
    [event] = events("session.signed_in")
    assert event["address"] == hidden("address", "192.0.2.7")
    assert "192.0.2.7" not in str(event) and client.session.session_key not in str(event)
    assert event["request"]


def test_outside_a_request_the_trail_is_told_nothing_of_one(cast):
    sessions.record_sign_out(actor=cast.mair)
    [event] = events("session.signed_out")
    assert (event["session"], event["address"]) == ("", "")


@pytest.mark.parametrize("back", ["abc", "//evil.example/", "https://evil.example/", "", "/\\evil.example"])
def test_the_choice_of_language_leads_to_a_page_of_ours(signed_in, back):
    response = signed_in("nia").post("/language/", {"language": "cy", "next": back})
    assert response.status_code == 302 and response.url == "/"


def test_a_page_that_is_asked_for_in_a_wrong_way_says_so(signed_in):
    response = signed_in("nia").get("/language/")
    assert response.status_code == 405 and response["Allow"] == "POST"
    assert "That page cannot be opened like this" in response.content.decode()


def test_whoever_watches_the_server_may_ask_with_head(client, db):
    assert client.head("/healthz").status_code == 200


def test_the_log_names_pages_and_never_what_somebody_typed_as_an_address(signed_in, caplog):
    caplog.handler.addFilter(WithoutContents())
    client = signed_in("mair")
    for path in ("/concerns/Mabli-ab-Owain/", "/Mabli/Siân/Owain", "/concerns/2222-2222/take-on/?x=Mabli"):
        client.get(path)
    said = [record.getMessage() for record in caplog.records]
    assert "Not Found: [concern]" in said and "Not Found: [no such page]" in said
    assert not any("Mabli" in words for words in said)
