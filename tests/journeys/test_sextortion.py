"""Blackmail over images from the classroom to a plan: recorded, its signs and pathway, referred at once, reviewed."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page

from incidents.models import Concern, Incident, PathwayChoice, ReviewMark
from incidents.reviewing import Task
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.models import User
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import MAIN_BUTTON, answer, open_as, typed_day, url_of

WORDS = "Amy said, “He will send a picture of me to everyone unless I pay.” I said that she was right to tell me."
TASKS = {
    Task.RISK: "safety",
    Task.KNOWN: "contact",
    Task.DEVICES: "devices",
    Task.VIEWING: "viewing",
    Task.FAMILY: "family",
    Task.SUPPORT: "support",
    Task.REMOVAL: "removal",
    Task.OTHERS: "links",
}

pytestmark = pytest.mark.parametrize(("code", "js"), [("en", True), ("cy", True), ("cy", False)])


def look(page: Page, js: bool) -> None:
    """The page as it stands can be used by everybody."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert not js or faults(page) == []


def record(nia: Page, cast) -> Concern:
    """Nia records on her phone what Amy told her."""
    press(nia, "form[action='/record/'] button")
    nia.fill("[name=sought]", "jon")
    press(nia, "[name=save_and][value=search]")
    answer(nia, [("pupils", str(cast.amy.pk))])
    answer(nia, words=WORDS)
    answer(nia, [("safe_1", "YES"), ("told_in_person", "YES"), ("about", "THREATS_OR_MONEY")])
    press(nia, MAIN_BUTTON)
    return Incident.objects.get().concerns.get()


def find_the_pathway(mair: Page, concern: Concern, js: bool) -> None:
    """Mair ticks what she was told, and confirms what the page proposes."""
    mair.goto(url_of("signs", concern))
    answer(mair, [("signs", "UNKNOWN_ACCOUNT"), ("signs", "MONEY_DEMANDED")])
    look(mair, js)
    mair.goto(url_of("pathway", concern))
    answer(mair, [("chosen", "SEXTORTION")])
    choice = PathwayChoice.objects.get()
    assert (choice.proposed, choice.rule, choice.chosen) == ("SEXTORTION", "THREAT_SIGN", "SEXTORTION")


def is_not_planned_yet(mair: Page, concern: Concern, js: bool) -> None:
    """A plan is refused while nobody was told, and what was typed stays."""
    mair.goto(url_of("plan", concern))
    answer(mair, [("kind", "MONITORING")], words="She has a named adult.", **typed_day("review_on", clock.today()))
    assert mair.locator(".govuk-error-summary").count() == 1
    assert mair.input_value("[name=words]") == "She has a named adult."
    look(mair, js)
    concern.refresh_from_db()
    assert concern.state == State.IN_REVIEW


def review(mair: Page, concern: Concern, js: bool) -> None:
    """The eleven tasks: who was there, the reasons, and every other part opened and marked as done."""
    mair.goto(url_of("review_sitting", concern))
    answer(mair, people="Mair Prosser, DSP\nDafydd Rees, deputy")
    mair.goto(url_of("review_triggers", concern))
    assert mair.is_checked("[name=triggers][value=ADULT_INVOLVED]") and mair.is_checked(
        "[name=triggers][value=COERCED]"
    )
    answer(mair)
    for name in TASKS.values():
        mair.goto(url_of(name, concern))
        look(mair, js)
        press(mair, f"form[action='{url_of('review_mark', concern)}'] button")
    done = set(ReviewMark.objects.filter(concern=concern, state="DONE").values_list("task", flat=True))
    assert set(TASKS) <= done
    mair.goto(url_of("review", concern))
    look(mair, js)


def test_what_amy_told_is_referred_at_once_reviewed_and_then_planned(new_page, cast, code, js):
    call_command("load_reference", verbosity=0)
    User.objects.update(language=code)
    nia = open_as(new_page, cast.nia, reverse("home"), js=js, viewport=NARROW)
    assert nia.get_attribute("html", "lang") == code
    concern = record(nia, cast)
    mair = open_as(new_page, cast.mair, url_of("concern", concern), js=js, viewport=NARROW)
    press(mair, f"form[action='{url_of('concern_take_on', concern)}'] button")
    find_the_pathway(mair, concern, js)
    mair.goto(url_of("review_sitting", concern))
    answer(mair, people="Mair Prosser, DSP")
    is_not_planned_yet(mair, concern, js)
    mair.goto(url_of("add_referral", concern))
    answer(mair, [("agency", "POLICE"), ("method", "POLICE_101")], spoke_to="PC 4411")
    review(mair, concern, js)
    mair.goto(url_of("plan", concern))
    answer(mair, [("kind", "MONITORING")], **typed_day("review_on", clock.today()))
    concern.refresh_from_db()
    assert concern.state == State.PLANNED
    look(mair, js)
