"""A lead at work on a record: opens it, takes it on, notes, plans a step, does it and hands the record over."""

import pytest
from playwright.sync_api import Page

from incidents.models import ActionDone, Concern
from safeguarding import clock
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import answer, open_as, url_of
from tests.makers import make_incident

NOTE = "Spoke to Amy by the lockers at 11:20. She said she slept better."
STEP = "Ask her tutor to look in on her before lunch"


def look(page: Page) -> None:
    """The page as it stands can be used by everybody. Without scripts the checker itself would never answer."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if page.locator("body.js-enabled").count():
        assert faults(page) == []


def plan_and_do(mair: Page, concern: Concern, day) -> None:
    """A step is planned, stands among the actions, and is done."""
    mair.goto(url_of("concern_action", concern))
    answer(mair)
    assert mair.title().startswith("Error:")
    look(mair)
    date = {"due_on_day": f"{day.day}", "due_on_month": f"{day.month}", "due_on_year": f"{day.year}"}
    answer(mair, what=STEP, **date)
    assert STEP in mair.inner_text("main")
    look(mair)
    press(mair, "main a:has-text('Complete this action')")
    answer(mair, [("was_needed", "YES")], note="He did, and she was glad.")
    assert "He did, and she was glad." in mair.inner_text("main")


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.both_engines
def test_a_lead_takes_on_notes_plans_does_and_hands_over(new_page, cast, js):
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    mair = open_as(new_page, cast.mair, "/queue/", js=js, viewport=NARROW)
    look(mair)
    press(mair, f"main a[href='{url_of('concern', concern)}']")
    press(mair, f"form[action='{url_of('concern_take_on', concern)}'] button")
    press(mair, f"main a[href='{url_of('concern_note', concern)}']")
    answer(mair, words=NOTE)
    assert NOTE in mair.inner_text("main")
    look(mair)
    plan_and_do(mair, concern, clock.today())
    mair.goto(url_of("concern_hand_over", concern))
    answer(mair, [("owner", str(cast.dafydd.pk))], reason="I am away on Friday.")
    assert "Lead: Dafydd Rees" in mair.inner_text("main")
    concern.refresh_from_db()
    assert concern.owner == cast.dafydd and ActionDone.objects.get().by == cast.mair
    mair.goto(url_of("concern_chronology", concern))
    assert "Dafydd Rees leads from now on" in mair.inner_text("main")
    look(mair)
