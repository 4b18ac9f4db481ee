"""On both sides of the 18th birthday: other help, one question, and StopNCII never for an image of a child."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page

from incidents.models import AdultConsent, Concern, Referral, RemovalStep
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.models import User
from tests.incidents.grown_up import birthday, concern_about, concern_about_somebody
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import answer, open_as, url_of

WAYS = [(js, code) for js in (True, False) for code in ("en", "cy")]
WHY = "Mae plentyn arall mewn perygl / another child is in danger."


def enter(new_page, cast, name: str, concern: Concern, js: bool, code: str) -> Page:
    """Mair opens a page of this record in her language, on a phone."""
    call_command("load_reference", verbosity=0)
    User.objects.filter(pk=cast.mair.pk).update(language=code)
    page = open_as(new_page, cast.mair, url_of(name, concern), js=js, viewport=NARROW)
    assert page.get_attribute("html", "lang") == code
    return page


def tools_on(page: Page, concern: Concern) -> list[str]:
    """The tools that the page offers to record, in their order."""
    base = url_of("removal", concern)
    found = [link.get_attribute("href") for link in page.query_selector_all(f"main a[href^='{base}']")]
    return [href.removeprefix(base).partition("/")[0] for href in found]


def look(page: Page, js: bool) -> None:
    """The page as it stands can be used by everybody. Without scripts the checker itself would never answer."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert not js or faults(page) == []


def for_adults_only(page: Page) -> bool:
    """Whether the page names what is never for an image of a child."""
    return any(name in page.inner_text("main") for name in ("StopNCII", "0345 6000 459"))


@pytest.mark.both_engines
@pytest.mark.parametrize(("js", "code"), WAYS)
def test_at_17_years_and_364_days_it_is_a_child(new_page, cast, js, code):
    concern = concern_about(cast, birthday(clock.today() + timedelta(days=1)))
    page = enter(new_page, cast, "removal", concern, js, code)
    assert tools_on(page, concern) == ["report-remove", "take-it-down", "platform"]
    assert not for_adults_only(page)
    assert not page.query_selector(f"main a[href='{url_of('age', concern)}']")
    look(page, js)
    press(page, f"main a[href='{url_of('removal_step', concern, tool='report-remove')}']")
    look(page, js)
    answer(page, [("state", "SENT")], helped_by="Mrs Pugh", tool_reference="RR-77")
    assert "RR-77" in page.inner_text("main") and not for_adults_only(page)
    page.goto(url_of("removal_step", concern, tool="platform"))
    answer(page, [("platform", "snapchat"), ("state", "NOT_APPLICABLE")])
    assert page.query_selector(".govuk-error-summary") and page.is_checked("[name=platform][value=snapchat]")
    answer(page, words="Nothing was shared there.")
    assert "Snapchat" in page.inner_text("main") and not for_adults_only(page)
    assert RemovalStep.objects.filter(concern=concern).count() == 2
    page.goto(url_of("age", concern))
    assert not page.query_selector("[name=taken_under_18]")
    assert page.goto(url_of("removal_step", concern, tool="stopncii")).status == 404
    page.goto(url_of("add_referral", concern))
    assert page.query_selector("[value=CHILDRENS_SERVICES]") and not page.query_selector("[value=ADULT_SERVICES]")


@pytest.mark.both_engines
@pytest.mark.parametrize(("js", "code"), WAYS)
def test_at_18_years_and_0_days_one_question_decides(new_page, cast, js, code):
    concern = concern_about(cast, birthday(clock.today()), state=State.IN_REVIEW)
    page = enter(new_page, cast, "removal", concern, js, code)
    assert tools_on(page, concern) == [] and not for_adults_only(page)
    look(page, js)
    press(page, f"main a[href='{url_of('age', concern)}']")
    look(page, js)
    answer(page, [("taken_under_18", "UNKNOWN")])
    assert tools_on(page, concern) == ["take-it-down", "iwf", "platform"] and not for_adults_only(page)
    look(page, js)
    press(page, f"main a[href='{url_of('age', concern)}']")
    answer(page, [("taken_under_18", "NO")])
    assert tools_on(page, concern) == ["stopncii", "platform"] and for_adults_only(page)
    assert "Report Remove" not in page.inner_text("main")
    look(page, js)
    press(page, f"main a[href='{url_of('adult_consent', concern)}']")
    look(page, js)
    answer(page, [("consent", "REFUSED"), ("reported", "YES")])
    assert page.query_selector(".govuk-error-summary")
    answer(page, reasons=WHY)
    assert WHY in page.inner_text("main")
    press(page, f"main a[href='{url_of('add_referral', concern)}?agency=ADULT_SERVICES']")
    assert page.is_checked("[name=agency][value=ADULT_SERVICES]")
    assert not page.query_selector("[value=CHILDRENS_SERVICES]")
    answer(page, [("method", "PHONE")], spoke_to="The duty officer")
    assert Referral.objects.get().agency == "ADULT_SERVICES"
    page.goto(url_of("age", concern))
    answer(page, [("taken_under_18", "YES")])
    assert tools_on(page, concern) == ["take-it-down", "iwf", "platform"] and not for_adults_only(page)


@pytest.mark.both_engines
@pytest.mark.parametrize("code", ["en", "cy"])
def test_somebody_who_works_here_is_an_adult_once_it_is_said(new_page, cast, code):
    concern = concern_about_somebody(cast)
    page = enter(new_page, cast, "removal", concern, True, code)
    assert tools_on(page, concern)[0] == "report-remove"
    press(page, f"main a[href='{url_of('adult_consent', concern)}']")
    look(page, True)
    answer(page, [("connection", "STAFF"), ("consent", "GIVEN")])
    assert tools_on(page, concern) == []
    page.goto(url_of("age", concern))
    answer(page, [("taken_under_18", "NO")])
    assert tools_on(page, concern) == ["stopncii", "platform"]
    assert AdultConsent.objects.get().consent == "GIVEN"
    page.goto(reverse("concern_chronology", args=[concern.reference]))
    look(page, True)
