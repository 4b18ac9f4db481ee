"""The service breaks while words are sent: the page that says so holds them, and sends them again by a press."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.models import Note
from incidents.services import noting
from incidents.views import triage
from safeguarding import middleware, unable
from tests.incidents.views.every_form import FORMS, WORDS, typed_by
from tests.tabs import TOKEN, Browser, answers_in


class Broken(Exception):
    """Something in the service."""


def fail(*args, **kwargs):
    raise Broken("a message that might quote what was typed")


@pytest.fixture
def browser(cast) -> Browser:
    found = Browser()
    found.raise_request_exception = False
    return found


def note(browser, cast):
    """Mair at the page of a note, with words in it."""
    browser.sign_in(cast.mair)
    tab = browser.open(FORMS["concern_note"].place(cast))
    return tab, answers_in(tab.response) | typed_by(cast, "concern_note")


def held(response) -> dict[str, str]:
    """What the page would send again, as a browser reads it."""
    page = response.content.decode()
    assert "s3cret" not in page and "<b>left" not in page
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    }


def test_a_500_holds_what_was_typed_and_sends_it_again(browser, cast, monkeypatch):
    tab, answers = note(browser, cast)
    with monkeypatch.context() as breaking:
        breaking.setattr(noting, "add_note", fail)
        broken = tab.send(answers)
    page = broken.content.decode()
    assert broken.status_code == 500 and f'<form method="post" action="{tab.path}"' in page
    assert "Nothing you typed is lost" in page and "Does dim a deipioch wedi’i golli" in page
    assert "came to find me" in page and "might quote" not in page and broken["Cache-Control"] == "no-store"
    assert held(broken)["words"] == WORDS and Note.objects.count() == 0
    assert browser.post(tab.path, held(broken), HTTP_ORIGIN="http://testserver").status_code == 302
    assert Note.objects.get().text == WORDS.replace("\r\n", "\n")


def test_the_500_asks_the_database_for_nothing(browser, cast, monkeypatch):
    tab, answers = note(browser, cast)
    asked = []

    def counting(request, *args, **kwargs):
        with CaptureQueriesContext(connection) as queries:
            response = alone(request, *args, **kwargs)
        asked.append(len(queries))
        return response

    alone = unable.alone
    monkeypatch.setattr(noting, "add_note", fail)
    monkeypatch.setattr(unable, "alone", counting)
    assert held(tab.send(answers))["words"] == WORDS
    assert asked == [0]


def test_a_500_before_anybody_is_known_holds_what_was_typed_too(browser, cast, monkeypatch):
    tab, answers = note(browser, cast)
    with monkeypatch.context() as breaking:
        breaking.setattr(middleware, "hidden", fail)
        broken = tab.send(answers)
    assert broken.status_code == 500 and held(broken)["words"] == WORDS


def test_of_a_page_that_fails_while_holding_only_the_words_are_missing(browser, cast, monkeypatch):
    tab, answers = note(browser, cast)
    monkeypatch.setattr(noting, "add_note", fail)
    monkeypatch.setattr(unable.resending, "held", fail)
    broken = tab.send(answers)
    assert broken.status_code == 500 and "call 999" in broken.content.decode() and held(broken) == {}


def test_a_500_of_a_page_that_was_only_opened_has_no_form(browser, cast, monkeypatch):
    tab, _answers = note(browser, cast)
    monkeypatch.setattr(triage, "NoteForm", fail)
    broken = browser.get(tab.path)
    assert broken.status_code == 500 and "<form" not in broken.content.decode()


def test_a_500_shows_another_site_nothing_of_what_it_sent(browser, cast, monkeypatch):
    tab, answers = note(browser, cast)
    monkeypatch.setattr(middleware, "hidden", fail)
    broken = tab.send(answers, origin="https://elsewhere.example")
    assert broken.status_code == 500 and held(broken) == {} and "find me" not in broken.content.decode()


@pytest.mark.parametrize("name", ["account_login", "account_change_password", "account_reauthenticate"])
def test_a_500_of_a_page_with_a_password_holds_nothing(browser, cast, monkeypatch, name):
    if name != "account_login":
        browser.sign_in(cast.mair)
    tab = browser.open(reverse(name))
    monkeypatch.setattr(middleware, "hidden", fail)
    broken = tab.send({"login": "mair@demo.example", "password": "s3cret", "oldpassword": "s3cret"})
    assert broken.status_code == 500 and held(broken) == {} and TOKEN not in broken.content.decode()


def test_what_cannot_be_recorded_is_held_and_sent_again(cast, browser, unrecordable):
    tab, answers = note(browser, cast)
    unrecordable()
    refused = tab.send(answers)
    assert refused.status_code == 503 and held(refused)["words"] == WORDS and Note.objects.count() == 0
    assert "came to find me" in refused.content.decode()
