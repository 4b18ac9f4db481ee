"""Signing in, as people do it: with and without scripts, in both languages, on a narrow screen."""

import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.utils import translation
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Page

from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.accounts.selectors import second_step as selected
from safeguarding.accounts.services import second_step
from safeguarding.accounts.services.passwords import link_for
from tests.conftest import PASSWORD
from tests.journeys.looking import NARROW, faults, press

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW = "tegell porffor ymbarel"
MAIN_BUTTON = "main .govuk-button[type=submit]:not(.govuk-button--secondary):not(.govuk-password-input__toggle)"


def fill(page: Page, **answers: str) -> None:
    """Answers by the names of the fields, and presses the main button."""
    for name, answer in answers.items():
        page.fill(f"[name={name}]", answer)
    press(page, MAIN_BUTTON)


def sign_in(page: Page, name: str = "nia", password: str = PASSWORD) -> None:
    page.goto("/sign-in/?next=/account/")
    fill(page, login=f"{name}@demo.example", password=password)


@pytest.fixture
def one_moment():
    """Stops the clock, so that a code cannot run out between being read and being sent."""
    with time_machine.travel(clock.now(), tick=False):
        yield


def switch_to(page: Page, code: str) -> None:
    """Presses the other language, where it is not the present one."""
    if page.get_attribute("html", "lang") != code:
        press(page, f"button[name=language][value={code}]")
    assert page.get_attribute("html", "lang") == code


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30))


@pytest.mark.both_engines
@pytest.mark.parametrize("code", ["en", "cy"])
@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_nia_signs_in_looks_at_her_account_and_signs_out(new_page, cast, js, code):
    User.objects.filter(pk=cast.nia.pk).update(language=code)
    page = new_page(js=js)
    page.goto("/account/")
    assert "/sign-in/?next=/account/" in page.url
    switch_to(page, code)
    fill(page, login="nia@demo.example", password="not it")
    assert page.locator(".govuk-error-summary").count() == 1
    fill(page, login="nia@demo.example", password=PASSWORD)
    assert page.url.endswith("/account/") and page.get_attribute("html", "lang") == code
    assert "Nia Hopkins" in page.inner_text("main")
    press(page, "header form[action='/sign-out/'] button")
    assert page.url.endswith("/sign-in/") and page.get_attribute("html", "lang") == code
    page.go_back()
    page.reload()
    assert "/sign-in/" in page.url and "Nia Hopkins" not in page.inner_text("body")


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_a_forgotten_password_is_chosen_anew(new_page, cast, js):
    page = new_page(js=js)
    page.goto("/sign-in/")
    press(page, "a[href='/reset-password/']")
    fill(page, email="nia@demo.example")
    assert page.url.endswith("/reset-password/sent/")
    [waiting] = DBTaskResult.objects.all()
    waiting.task.func(*waiting.args_kwargs["args"])
    page.goto(re.search(r"http\S+/reset-password/\S+", mail.outbox[0].body)[0])
    assert page.url.endswith("-set-password/")
    fill(page, password1=NEW, password2=NEW)
    assert page.url.endswith("/reset-password/done/")
    sign_in(page, password=NEW)
    assert "Nia Hopkins" in page.inner_text("header")


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_a_second_step_is_turned_on_and_signed_in_with(new_page, cast, one_moment, js):
    page = new_page(js=js)
    sign_in(page)
    page.goto("/account/second-step/")
    press(page, "a[href='/account/second-step/turn-on/']")
    secret = page.inner_text("main code").replace(" ", "")
    fill(page, code=code_now(secret))
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    other = new_page(js=js)
    sign_in(other)
    assert other.url.endswith("/sign-in/second-step/")
    fill(other, code=codes[0])
    assert "Nia Hopkins" in other.inner_text("header")


@pytest.mark.parametrize("code", ["en", "cy"])
@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_whoever_pauses_before_an_act_that_needs_it_shows_that_it_is_they_and_loses_nothing(new_page, cast, js, code):
    User.objects.filter(pk=cast.nia.pk).update(language=code)
    second_step.turn_on(actor=cast.nia, secret=SECRET)
    page = new_page(js=js, viewport=NARROW)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        sign_in(page)
        fill(page, code=code_now(SECRET))
        page.goto("/account/second-step/turn-off/")
        traveller.shift(660)
        press(page, MAIN_BUTTON)
        assert page.url.endswith("/account/second-step/turn-off/")
        fill(page, **{"proof-password": "wrong"})
        if js:
            assert faults(page) == []
        fill(page, **{"proof-password": PASSWORD})
    assert page.url.endswith("/account/second-step/")
    assert not selected.of(cast.nia).is_on


def test_a_password_can_be_shown_while_it_is_typed(page, cast):
    page.goto("/sign-in/")
    page.fill("[name=password]", "seen")
    page.click(".govuk-password-input__toggle")
    assert page.get_attribute("[name=password]", "type") == "text"


def pages_before_sign_in(page: Page, cast):
    """Every page that a stranger meets, normal and with errors."""
    yield "/sign-in/"
    fill(page, login="", password="")
    yield None
    yield from ("/sign-in/?ended=time", "/sign-in/?ended=saved", "/sign-in/not-in-use/", "/reset-password/")
    fill(page, email="nobody")
    yield None
    yield from ("/reset-password/sent/", "/reset-password/done/", "/reset-password/1-invented/")
    yield link_for(cast.nia)
    fill(page, password1="password1234", password2="other")
    yield None


def pages_after_sign_in(page: Page):
    """Every page of an account, normal and with errors."""
    yield from ("/account/", "/account/language/", "/account/password/")
    fill(page, oldpassword="x", password1="password1234", password2="y")
    yield None
    yield "/account/reauthenticate/"
    fill(page, password="wrong")
    yield None
    yield from ("/sign-out/", "/account/second-step/", "/account/second-step/turn-on/")
    fill(page, code="000000")
    yield None
    fill(page, code=code_now(page.inner_text("main code").replace(" ", "")))
    yield None
    yield from ("/account/second-step/", "/account/second-step/recovery-codes/new/", "/account/second-step/turn-off/")
    yield "/account/reauthenticate/code/"


def looked_at(page: Page, addresses, code: str) -> list[str]:
    """What is wrong on any of the pages; an address of None is the page as it stands."""
    found = []
    for address in addresses:
        if address:
            page.goto(address)
        assert page.get_attribute("html", "lang") == code, page.url
        found += faults(page)
    return found


@pytest.mark.parametrize("code", ["en", "cy"])
def test_everybody_can_use_every_page_before_sign_in(new_page, cast, code):
    page = new_page(viewport=NARROW, locale=code)
    with translation.override(code):
        assert looked_at(page, pages_before_sign_in(page, cast), code) == []


@pytest.mark.parametrize("code", ["en", "cy"])
def test_everybody_can_use_every_page_of_their_account(new_page, cast, one_moment, code):
    User.objects.filter(pk=cast.nia.pk).update(language=code)
    page = new_page(viewport=NARROW)
    sign_in(page)
    assert looked_at(page, pages_after_sign_in(page), code) == []
    other = new_page(viewport=NARROW, locale=code)
    sign_in(other)
    assert other.url.endswith("/sign-in/second-step/")
    assert looked_at(other, [None], code) == []
    fill(other, code="000000")
    assert looked_at(other, [None], code) == []
