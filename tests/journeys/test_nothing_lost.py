"""Two tabs, a session that ends, a service that breaks: in a real browser no typed word is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page

from incidents.models import Note
from incidents.services import noting
from safeguarding import clock
from safeguarding.accounts.models import KeptWords, User
from tests.conftest import PASSWORD
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import MAIN_BUTTON, open_as, url_of
from tests.makers import make_concern, make_incident

TYPED = "She said: “don’t” & <b>left</b>.\n\n  Then Ŵyn came to find me."
SCRIPTS = pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def noting_down(new_page, cast, concern, code: str = "en", **options) -> Page:
    """Mair at the page of a note, with words in it."""
    User.objects.filter(pk=cast.mair.pk).update(language=code)
    page = open_as(new_page, cast.mair, url_of("concern_note", concern), **options)
    page.fill("[name=words]", TYPED)
    page.check("[name=text_language][value=cy]")
    return page


def sign_out_in_another_tab(page: Page) -> Page:
    """The other tab, on the page to sign in."""
    other = page.context.new_page()
    other.goto("/account/")
    press(other, "header form[action='/sign-out/'] button")
    return other


def sign_in(page: Page, person) -> None:
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


def wrong_with(page: Page, js: bool) -> list[str]:
    """What is wrong with the page; the tester is a script itself."""
    return faults(page) if js else []


@SCRIPTS
@pytest.mark.parametrize("code", ["en", "cy"])
def test_words_of_a_page_whose_token_is_dead_are_held_and_sent_by_one_press(new_page, cast, concern, js, code):
    page = noting_down(new_page, cast, concern, code, js=js, viewport=NARROW)
    sign_in(sign_out_in_another_tab(page), cast.mair)
    press(page, MAIN_BUTTON)
    assert page.get_attribute("html", "lang") == code and page.locator("h1").count() == 1
    assert "Then Ŵyn came to find me." in page.inner_text("main") and Note.objects.count() == 0
    assert wrong_with(page, js) == []
    press(page, MAIN_BUTTON)
    assert page.url.endswith(url_of("concern", concern))
    note = Note.objects.get()
    assert (note.text, note.language) == (TYPED, "cy")


@SCRIPTS
def test_a_change_of_language_on_that_page_leads_back_to_the_form(new_page, cast, concern, js):
    page = noting_down(new_page, cast, concern, js=js)
    sign_in(sign_out_in_another_tab(page), cast.mair)
    press(page, MAIN_BUTTON)
    press(page, "button[name=language][value=cy]")
    assert page.get_attribute("html", "lang") == "cy" and page.input_value("[name=words]") == TYPED
    assert Note.objects.count() == 0
    press(page, MAIN_BUTTON)
    assert Note.objects.get().text == TYPED


@SCRIPTS
def test_words_sent_after_signing_out_in_another_tab_stand_there_again(new_page, cast, concern, js):
    page = noting_down(new_page, cast, concern, js=js)
    sign_out_in_another_tab(page)
    press(page, MAIN_BUTTON)
    assert "/sign-in/?ended=saved" in page.url
    sign_in(page, cast.mair)
    assert page.input_value("[name=words]") == TYPED and page.is_checked("[name=text_language][value=cy]")
    assert Note.objects.count() == 0 and wrong_with(page, js) == []
    press(page, MAIN_BUTTON)
    assert Note.objects.get().text == TYPED
    assert KeptWords.objects.select_related("key").get().key.wrapped is None


def test_something_forgotten_and_sent_after_an_hour_comes_back(new_page, cast):
    incident, start = make_incident(cast.nia, [cast.amy]), clock.now()
    with time_machine.travel(start, tick=True) as traveller:
        page = open_as(new_page, cast.nia, reverse("my_record_add", args=[incident.reference]))
        page.fill("[name=words]", TYPED)
        traveller.move_to(start + timedelta(hours=1))
        press(page, MAIN_BUTTON)
        assert "What you typed was saved" in page.inner_text("main")
        sign_in(page, cast.nia)
        assert page.input_value("[name=words]") == TYPED
        press(page, MAIN_BUTTON)
        assert incident.statements.filter(kind="ADDED").get().text == TYPED


def test_who_is_somebody_else_sees_nothing_and_the_writer_finds_it_on_the_first_page(new_page, cast, concern):
    page = noting_down(new_page, cast, concern, viewport=NARROW)
    sign_out_in_another_tab(page)
    press(page, MAIN_BUTTON)
    sign_in(page, cast.dafydd)
    assert page.input_value("[name=words]") == ""
    again = open_as(new_page, cast.mair, "/", viewport=NARROW)
    press(again, f"a[href='{reverse('kept_words')}']")
    assert "Then Ŵyn came to find me." in again.inner_text("main") and faults(again) == []
    press(again, "main a.govuk-button")
    assert again.input_value("[name=words]") == TYPED


@SCRIPTS
def test_when_the_service_breaks_the_words_are_sent_again(new_page, cast, concern, js, monkeypatch, server_errors):
    page = noting_down(new_page, cast, concern, js=js, viewport=NARROW)

    def fail(**_said):
        raise RuntimeError("something in the service")

    with monkeypatch.context() as breaking:
        breaking.setattr(noting, "add_note", fail)
        press(page, MAIN_BUTTON)
    assert "Nothing you typed is lost" in page.inner_text("main") and Note.objects.count() == 0
    assert wrong_with(page, js) == []
    assert [type(error) for error in server_errors] == [RuntimeError]
    server_errors.clear()
    press(page, "main .govuk-button")
    assert page.url.endswith(url_of("concern", concern)) and Note.objects.get().text == TYPED
