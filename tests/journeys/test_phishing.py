"""An extortion e-mail that is sent to many: its signs, its pathway, its four steps, and still how the child is."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from incidents.models import PathwayChoice, StepTaken
from safeguarding.accounts.models import User
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import answer, open_as, url_of
from tests.makers import make_concern

WAYS = [(js, code) for js in (True, False) for code in ("en", "cy")]
STEPS = ["do-not-pay", "do-not-reply", "change-password", "report-it"]


def look(page: Page, js: bool) -> None:
    """The page as it stands can be used by everybody. Without scripts the checker itself would never answer."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert not js or faults(page) == []


@pytest.mark.both_engines
@pytest.mark.parametrize(("js", "code"), WAYS)
def test_only_an_e_mail_leads_to_the_four_steps_and_to_how_the_child_is(new_page, cast, js, code):
    call_command("load_reference", verbosity=0)
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    User.objects.filter(pk=cast.mair.pk).update(language=code)
    page = open_as(new_page, cast.mair, url_of("signs", concern), js=js, viewport=NARROW)
    assert page.get_attribute("html", "lang") == code
    answer(page, [("email", "ONLY_EMAIL"), ("signs", "TOLD_HACKED")])
    page.goto(url_of("pathway", concern))
    answer(page, [("chosen", "PHISHING")], why_phishing="Sent to the whole school; nobody was in contact.")
    assert PathwayChoice.objects.get().chosen == PathwayChoice.objects.get().proposed == "PHISHING"
    page.goto(url_of("pathway", concern))
    press(page, f"main a[href='{url_of('steps', concern, list='phishing')}']")
    look(page, js)
    base = url_of("steps", concern, list="phishing")
    links = [link.get_attribute("href") for link in page.query_selector_all(f".govuk-task-list a[href^='{base}']")]
    assert [link.removeprefix(base).strip("/") for link in links] == STEPS
    assert "report@phishing.gov.uk" in page.inner_text("main") and "0300 123 2040" in page.inner_text("main")
    answer(page, [("steps", "do-not-pay"), ("steps", "do-not-reply")], helped_by="Mrs Pugh")
    for number, step in enumerate(STEPS[2:], 3):
        press(page, f".govuk-task-list a[href$='{step}/']")
        look(page, js)
        answer(page, [("state", "DONE")], words="She changed it everywhere.")
        assert StepTaken.objects.count() == number
    assert not page.query_selector("[name=steps]")  # nothing is left that could be talked about at once
    press(page, f"main a[href='{url_of('safety', concern)}']")
    assert page.url.endswith(url_of("safety", concern))
    page.goto(url_of("concern_chronology", concern))
    assert page.inner_text("main").count("She changed it everywhere.") == 2
