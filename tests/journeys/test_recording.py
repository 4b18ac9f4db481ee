"""Nia records on a phone: with and without scripts, in both languages, by keyboard, and in a second browser."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from incidents.models import Draft, Incident
from safeguarding import clock
from safeguarding.accounts.models import User
from tests.journeys.looking import NARROW, faults, kept_in_browser, press
from tests.journeys.walking import MAIN_BUTTON, Counting, open_as

WORDS = "He stayed behind and said, “Someone is asking me for money.” I said that I was glad he told me."
SECOND = "A girl in year 8 with a red bag"
MOST_PAGES, MOST_ACTIVATIONS, FEWEST = 5, 12, 8
WAYS = [(js, code) for js in (True, False) for code in ("en", "cy")]
named = pytest.mark.parametrize(
    ("js", "code"), WAYS, ids=["scripts-en", "scripts-cy", "no-scripts-en", "no-scripts-cy"]
)


def begin(new_page, cast, code: str = "en", **options) -> Page:
    """Nia has signed in on her phone and begun a record."""
    User.objects.filter(pk=cast.nia.pk).update(language=code)
    page = open_as(new_page, cast.nia, reverse("home"), **{"viewport": NARROW, **options})
    assert page.get_attribute("html", "lang") == code
    return page


def search(page: Page, name: str) -> None:
    page.fill("[name=sought]", name)
    press(page, "[name=save_and][value=search]")


def draft_of(page: Page) -> Draft:
    return Draft.objects.select_related("key").get(pk=page.url.split("/record/")[1].split("/")[0])


@named
def test_nia_records_about_two_children_one_of_whom_she_does_not_know(new_page, cast, js, code):
    page = begin(new_page, cast, code, js=js)
    count = Counting(page)
    count.press("form[action='/record/'] button")
    count.type(sought="Cai")
    count.press("[name=save_and][value=search]")
    count.choose("pupils", str(cast.cai.pk))
    count.type(unlisted=SECOND)
    count.press(MAIN_BUTTON)
    count.type(words=WORDS)
    count.press(MAIN_BUTTON)
    for name, value in (("safe_1", "YES"), ("safe_2", "UNKNOWN"), ("told_in_person", "COULD_NOT_FIND")):
        count.choose(name, value)
    count.press(MAIN_BUTTON)
    assert WORDS in page.inner_text("main") and SECOND in page.inner_text("main")
    count.press(MAIN_BUTTON)
    assert page.url.endswith("/sent/")
    pages = list(dict.fromkeys(count.pages))
    assert len(pages) <= MOST_PAGES and count.activations <= MOST_ACTIVATIONS, (pages, count.activations)
    [incident] = Incident.objects.all()
    concerns = list(incident.concerns.select_related("key").order_by("place_in_report"))
    assert [(one.pupil, one.unlisted_child, one.safe_now) for one in concerns] == [
        (cast.cai, "", "YES"),
        (None, SECOND, "UNKNOWN"),
    ]
    assert incident.language == code
    assert kept_in_browser(page) == []


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_a_record_about_one_child_takes_eight_presses(new_page, cast, js):
    page = begin(new_page, cast, js=js)
    count = Counting(page)
    count.press("form[action='/record/'] button")
    page.fill("[name=sought]", "Cai")
    with page.expect_navigation():
        page.press("[name=sought]", "Enter")  # typing
    count.choose("pupils", str(cast.cai.pk))
    count.press(MAIN_BUTTON)
    count.type(words=WORDS)
    count.press(MAIN_BUTTON)
    count.choose("safe_1", "YES")
    count.choose("told_in_person", "YES")
    count.press(MAIN_BUTTON)
    count.press(MAIN_BUTTON)
    assert page.url.endswith("/sent/")
    assert count.activations <= FEWEST


def wrong_with(page: Page, js: bool) -> list[str]:
    """What is wrong with the page; without scripts its width alone, because the tester is a script itself."""
    if js:
        return faults(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url} is {wide} too wide"] if wide > 0 else []


def pages_with_mistakes(page: Page, cast):
    """Goes the whole way and makes every mistake there is; stops at each page worth looking at."""
    press(page, "form[action='/record/'] button")
    press(page, MAIN_BUTTON)
    yield "nobody is named"
    search(page, "jon")
    yield "children are found"
    page.check(f"[name=pupils][value='{cast.amy.pk}']")
    search(page, "qqqq")
    yield "one is chosen, nobody is found"
    page.fill("[name=unlisted]", SECOND)
    press(page, MAIN_BUTTON)
    press(page, MAIN_BUTTON)
    yield "nothing is written"
    page.fill("[name=words]", WORDS)
    press(page, MAIN_BUTTON)
    press(page, MAIN_BUTTON)
    yield "nothing is answered"
    for name, value in (("safe_1", "NO"), ("safe_2", "YES"), ("told_in_person", "YES"), ("about", "INJURY")):
        page.check(f"[name={name}][value={value}]")
    page.check("[name=call_made][value=YES]")
    press(page, MAIN_BUTTON)
    yield "danger, whatever else is wrong"
    press(page, "main a.govuk-button--inverse")
    yield "a call without whom and when"
    page.check("[name=called][value=POLICE]")
    day = clock.today() - timedelta(days=1)
    for part, value in {"day": day.day, "month": day.month, "year": day.year, "time": "9:30"}.items():
        page.fill(f"[name=called_at_{part}]", str(value))
    press(page, MAIN_BUTTON)
    page.fill("[name=mark_words_1]", "Purple, the size of a coin")
    press(page, MAIN_BUTTON)
    yield "a mark that is nowhere"
    page.check("[name=regions_1][value=ARM_LOWER_LEFT]")
    press(page, MAIN_BUTTON)
    yield "check and send"
    press(page, MAIN_BUTTON)
    yield "sent"


@named
def test_every_page_met_on_the_way_can_be_used_by_everybody(new_page, cast, js, code):
    page = begin(new_page, cast, code, js=js)
    found = [f"{stop}: {fault}" for stop in pages_with_mistakes(page, cast) for fault in wrong_with(page, js)]
    assert found == [], "\n".join(found)
    assert page.url.endswith("/sent/")


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_a_change_of_language_keeps_page_and_words(new_page, cast, js):
    page = begin(new_page, cast, js=js)
    press(page, "form[action='/record/'] button")
    page.fill("[name=unlisted]", SECOND)
    press(page, MAIN_BUTTON)
    page.fill("[name=words]", WORDS)
    page.fill("[name=place]", "By the gate")
    press(page, "button[name=language][value=cy]")
    assert page.get_attribute("html", "lang") == "cy" and page.url.endswith("/what/")
    assert (page.input_value("[name=words]"), page.input_value("[name=place]")) == (WORDS, "By the gate")
    assert page.locator(".govuk-error-summary").count() == 0


@pytest.mark.parametrize("button", ["[value=leave]", ".house-back-button", "[value='sign-out']"])
@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_what_was_typed_is_there_again_on_another_day_in_another_browser(new_page, cast, js, button):
    page = begin(new_page, cast, js=js)
    press(page, "form[action='/record/'] button")
    page.fill("[name=unlisted]", SECOND)
    press(page, MAIN_BUTTON)
    page.fill("[name=words]", WORDS)
    press(page, button)
    page.context.close()
    again = open_as(new_page, cast.nia, reverse("home"), viewport=NARROW, js=js)
    press(again, ".house-record a[href*='/check/']")
    assert again.url.endswith("/checks/")  # the first page that is not answered
    press(again, ".house-back-button")
    assert again.input_value("[name=words]") == WORDS


def test_the_back_button_of_the_browser_leads_back_to_what_was_typed(new_page, cast):
    page = begin(new_page, cast)
    press(page, "form[action='/record/'] button")
    page.fill("[name=unlisted]", SECOND)
    press(page, MAIN_BUTTON)
    page.fill("[name=words]", WORDS)
    press(page, MAIN_BUTTON)
    page.go_back()
    assert page.input_value("[name=words]") == WORDS
    page.fill("[name=words]", "Shorter.")
    press(page, MAIN_BUTTON)
    assert page.url.endswith("/checks/")
    assert draft_of(page).content["words"] == "Shorter."


def test_a_record_can_be_written_and_sent_by_keyboard_alone(new_page, cast):
    page = begin(new_page, cast, viewport={"width": 1280, "height": 900})

    def go_to(selector: str) -> None:
        for _step in range(80):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached by Tab on {page.url}")

    def enter() -> None:
        with page.expect_navigation():
            page.keyboard.press("Enter")

    go_to("form[action='/record/'] button")
    enter()
    go_to("[name=sought]")
    page.keyboard.type("cai")
    enter()
    go_to("[name=pupils]")
    page.keyboard.press("Space")
    go_to(MAIN_BUTTON)
    enter()
    go_to("[name=words]")
    page.keyboard.type(WORDS)
    go_to(MAIN_BUTTON)
    enter()
    for name in ("safe_1", "told_in_person"):
        go_to(f"[name={name}]")
        page.keyboard.press("Space")
    go_to(MAIN_BUTTON)
    enter()
    go_to(MAIN_BUTTON)
    enter()
    assert page.url.endswith("/sent/") and Incident.objects.count() == 1


def test_two_presses_of_send_make_one_record(new_page, cast):
    page = begin(new_page, cast, js=False)
    press(page, "form[action='/record/'] button")
    page.fill("[name=unlisted]", SECOND)
    press(page, MAIN_BUTTON)
    page.fill("[name=words]", WORDS)
    press(page, MAIN_BUTTON)
    page.check("[name=safe_1][value=YES]")
    page.check("[name=told_in_person][value=YES]")
    press(page, MAIN_BUTTON)
    page.dblclick(MAIN_BUTTON)
    page.wait_for_url("**/sent/")
    assert Incident.objects.count() == 1


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_what_is_written_in_another_tab_after_sending_or_discarding_is_not_lost(new_page, cast, js):
    page = begin(new_page, cast, js=js)
    faults_found = []
    for ending in ("send", "discard"):
        page.goto(reverse("home"))
        press(page, "form[action='/record/'] button")
        page.fill("[name=unlisted]", SECOND)
        press(page, MAIN_BUTTON)
        draft, other = draft_of(page), page.context.new_page()
        other.goto(page.url)
        page.fill("[name=words]", "The first words.")
        press(page, MAIN_BUTTON)
        if ending == "send":
            page.check("[name=safe_1][value=YES]")
            page.check("[name=told_in_person][value=YES]")
            press(page, MAIN_BUTTON)
            press(page, MAIN_BUTTON)
        else:
            page.goto(reverse("record_discard", args=[draft.pk]))
            page.check("[name=reason][value=WRONG_CHILD]")
            press(page, ".govuk-button--warning")
        other.fill("[name=words]", WORDS)
        press(other, MAIN_BUTTON)
        assert WORDS in (other.input_value("[name=words]") if ending == "send" else other.inner_text("main"))
        faults_found += wrong_with(other, js)
        if ending == "send":
            press(other, "button[name=language][value=cy]")
            press(other, MAIN_BUTTON)
            assert [one.text for one in draft_of(page).incident.statements.all()] == ["The first words.", WORDS]
        else:
            press(other, "form[action='/record/'] button")
            assert draft_of(other).content["words"] == WORDS
    assert faults_found == []
