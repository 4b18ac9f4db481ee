"""Every control of the pack in a real browser: readable by anyone, on a phone, with and without scripts."""

import mimetypes
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from safeguarding.fields import DayField, MomentField, TimeField, WordsField
from safeguarding.forms import SafeguardingForm
from safeguarding.widgets import Checkboxes, LineInput, Radios

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANGUAGES = [
    {"code": "cy", "name": "Cymraeg", "current": False},
    {"code": "en", "name": "English", "current": True},
]
ADDRESS = "http://record.test/"


class Everything(SafeguardingForm):
    heading = "words"
    words = WordsField(label="What happened?", help_text="Use the child’s own words", max_length=200)
    when = forms.ChoiceField(
        label="When?",
        choices=[("now", "Today"), ("then", "Another time")],
        widget=Radios(reveals={"then": "moment"}, hints={"now": "At about this time"}, dividers={"then": "or"}),
    )
    moment = MomentField(label="Date and time", help_text="For example, 27 3 2026, 10:40")
    about = forms.MultipleChoiceField(
        label="What is it about?",
        choices=[("mark", "An injury or mark"), ("online", "Something online"), ("none", "None of these")],
        widget=Checkboxes(reveals={"mark": "where"}, exclusive="none"),
    )
    where = forms.CharField(label="Where was the mark?", widget=LineInput(width=20))
    born = DayField(label="Date of birth")
    at = TimeField(label="At what time?", required=False)
    agency = forms.ChoiceField(label="Agency", choices=[("a", "The police"), ("b", "Children’s services")])
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    sure = forms.BooleanField(label="I have checked this", help_text="Your name goes into the record")


@contextmanager
def opened(browser, html, *, width=320, scripts=True):
    """The page in a browser, with our static files; `sent` fills with what a button sends."""
    sent = []

    def answer(route, request):
        if request.method == "POST":
            sent.append(parse_qs(request.post_data, keep_blank_values=True))
        if "/static/" not in request.url:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        found = Path(finders.find(request.url.split("/static/")[1]))
        route.fulfill(body=found.read_bytes(), content_type=mimetypes.guess_type(found.name)[0])

    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.route("**/*", answer)
    page.goto(ADDRESS)
    yield page, sent
    context.close()


def form_page(data=None, **values):
    return render_to_string(
        "layouts/form.html",
        {
            "form": Everything(data),
            "languages": LANGUAGES,
            "school_name": "Ysgol Afon",
            "person_name": "Nia Rees",
            "nav": [{"url": "/", "text": "Home", "current": True}, {"url": "/my-records/", "text": "My records"}],
            "keeps_draft": True,
            **values,
        },
    )


@pytest.mark.parametrize("width", [320, 1100])
@pytest.mark.parametrize("data", [None, {"when": "then", "about": ["mark"], "born_day": "4"}], ids=["new", "wrong"])
def test_nothing_stands_in_anyones_way(browser, width, data):
    with opened(browser, form_page(data), width=width) as (page, _sent):
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_enter_sends_the_answers_and_not_the_language(browser):
    with opened(browser, form_page()) as (page, sent):
        page.fill("#id_at", "10:40")
        with page.expect_navigation():
            page.press("#id_at", "Enter")
        assert sent[0]["at"] == ["10:40"]
        assert "language" not in sent[0] and "save_and" not in sent[0]


@pytest.mark.parametrize("scripts", [True, False])
def test_the_language_switch_takes_along_what_was_typed(browser, scripts):
    with opened(browser, form_page(), scripts=scripts) as (page, sent):
        page.fill("#id_words", "\nas typed ")
        with page.expect_navigation():
            page.click("text=Cymraeg")
        assert sent[0]["language"] == ["cy"]
        assert sent[0]["words"] == ["\r\nas typed "]


def test_questions_of_options_wait_for_the_option(browser):
    with opened(browser, form_page()) as (page, _sent):
        assert not page.is_visible("#id_moment-day")
        page.check("#id_when-2", force=True)
        assert page.is_visible("#id_moment-day")
        assert page.get_attribute("#id_when-2", "aria-expanded") is None


def test_without_scripts_every_question_is_there(browser):
    with opened(browser, form_page(), scripts=False) as (page, _sent):
        assert page.is_visible("#id_moment-day") and page.is_visible("#id_where")
        assert page.is_visible("text=My records")


def test_an_error_takes_the_reader_to_the_part_to_mend(browser):
    with opened(browser, form_page({"born_day": "4", "born_month": "6"})) as (page, _sent):
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
        page.click("text=Date must include a year >> nth=0")
        assert page.evaluate("document.activeElement.id") == "id_born-year"


def test_the_count_speaks_with_our_words(browser):
    with translation.override("cy"):
        html = form_page()
    with opened(browser, html) as (page, _sent):
        words = page.get_attribute("[data-module=govuk-character-count]", "data-i18n.characters-under-limit.two")
        page.fill("#id_words", "x" * 198)
        assert page.inner_text(".govuk-character-count__status") == words.replace("%{count}", "2")


def test_the_main_button_is_large_enough_for_a_thumb(browser):
    with opened(browser, form_page()) as (page, _sent):
        assert page.locator("main .govuk-button[type=submit]").bounding_box()["height"] >= 44
