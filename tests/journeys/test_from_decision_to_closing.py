"""A lead decides, refers, records what comes of it and closes; not referring is agreed by a second person."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from incidents.models import AgreementAnswer, CheckedCopy, Closing, Referral
from incidents.selectors.decisions import standing_decisions
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.models import User
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import MAIN_BUTTON, answer, open_as, typed_day, url_of
from tests.makers import make_asked, make_concern, make_referral

TEXT = "Amy said Eli Jonas (12A) was told to pay by Friday. Foxy knows too."
WIDE = {"width": 1280, "height": 900}
WAYS = [(js, code) for js in (True, False) for code in ("en", "cy")]


@pytest.fixture
def concern(cast):
    """Blackmail, as nia recorded it."""
    return make_concern(cast.afon, cast.nia, cast.amy, text=TEXT, about=("THREATS_OR_MONEY",), state=State.OPENED)


@pytest.mark.both_engines
@pytest.mark.parametrize(("js", "code"), WAYS)
def test_mair_decides_refers_records_the_replies_plans_and_closes(new_page, cast, concern, js, code):
    User.objects.filter(pk=cast.mair.pk).update(language=code)
    page = open_as(new_page, cast.mair, url_of("decide", concern), js=js)
    assert page.get_attribute("html", "lang") == code
    assert page.is_checked("[name=triggers][value=COERCED]") and page.is_checked(
        "[name=triggers][value=ADULT_INVOLVED]"
    )
    answer(page, [("police", "YES"), ("services", "YES")])

    page.goto(url_of("add_referral", concern))
    answer(page, [("agency", "POLICE"), ("method", "POLICE_101")], spoke_to="PC 4411")
    assert page.url.endswith(url_of("referral", concern, number=1))
    page.goto(url_of("add_referral", concern) + "?agency=CHILDRENS_SERVICES")
    answer(page, [("method", "PHONE"), ("child_told", "TOLD")], spoke_to="Delyth Howells", child_told_what="They visit")
    assert page.url.endswith(url_of("referral", concern, number=2))

    press(page, f"a[href='{url_of('referral_written', concern, number=2)}']")
    answer(page, how="Their form by secure email")
    press(page, f"a[href='{url_of('referral_reply', concern, number=2)}']")
    answer(page, [("outcome", "STRATEGY")], from_whom="Delyth Howells", words="They meet tomorrow.")
    page.goto(url_of("referral_reply", concern, number=1))
    answer(page, [("outcome", "INVESTIGATING")], from_whom="PC 4411")

    page.goto(url_of("safety_check", concern))
    answer(page, [("self_harm", "NONE"), ("observed", "NONE")])
    page.goto(url_of("plan", concern))
    answer(page, [("kind", "MONITORING")], **typed_day("review_on", clock.today()))
    page.goto(url_of("close", concern))
    closing = [("outcome", "AGENCY_LEADS"), ("view", "SAID")]
    answer(page, closing, reasons="The police lead, and she has support.", child_view="It is better now")

    concern.refresh_from_db()
    assert (concern.state, concern.owner) == (State.CLOSED, cast.mair)
    assert [referral.state.name for referral in Referral.objects.order_by("number")] == ["REPLIED", "REPLIED"]
    assert Closing.objects.get().agreement is None
    assert {name: decision.choice for name, decision in standing_decisions(concern).items()} == {
        "POLICE": "YES",
        "CHILDRENS_SERVICES": "YES",
    }


@pytest.mark.both_engines
@pytest.mark.parametrize(("js", "code"), WAYS)
def test_considered_and_not_referred_is_agreed_by_huw(new_page, cast, concern, js, code):
    User.objects.filter(pk__in=[cast.mair.pk, cast.huw.pk]).update(language=code)
    page = open_as(new_page, cast.mair, url_of("decide", concern), js=js)
    why = {"police_no": "An empty threat by e-mail, and Amy did not answer.", "services_no": "The same."}
    answer(page, [("police", "NO"), ("services", "NO")], **why)

    huw = open_as(new_page, cast.huw, reverse("agreements"), js=js)
    press(huw, "main table a")
    shown = huw.inner_text("main")
    assert "An empty threat by e-mail" in shown
    assert not any(name in shown for name in ("Amy", "Jones", "Eli", "Friday", concern.reference))
    answer(huw, [("answer", "AGREE")])
    assert "An empty threat" not in huw.inner_text("main")
    assert AgreementAnswer.objects.get().by == cast.huw
    for name in ("decide", "close", "check_copy"):
        assert huw.goto(url_of(name, concern)).status == 404
    page.goto(url_of("decide", concern))
    assert "Huw Bevan" in page.inner_text("main")


@pytest.mark.both_engines
@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_mair_checks_the_copy_of_the_statement(new_page, cast, concern, js):
    make_concern(cast.afon, cast.nia, cast.eli, incident=concern.incident)
    page = open_as(new_page, cast.mair, url_of("check_copy", concern), js=js)
    page.fill("[name=words_1]", "foxy")
    with page.expect_navigation():
        page.press("[name=words_1]", "Enter")
    masked = (
        "Amy said another child (B) (another child’s form (B)) was told to pay by Friday. another child (C) knows too."
    )
    assert masked in page.inner_text("main") and CheckedCopy.objects.count() == 0
    press(page, "[name=save_and][value=confirm]")
    assert CheckedCopy.objects.select_related("concern__key").get().text == masked


@pytest.mark.parametrize(
    ("code", "viewport"),
    [("en", NARROW), ("cy", NARROW), ("en", WIDE)],
    ids=["narrow, English", "narrow, Welsh", "wide, English"],
)
def test_every_page_can_be_used_by_everybody(new_page, cast, concern, code, viewport):
    User.objects.filter(pk__in=[cast.mair.pk, cast.huw.pk]).update(language=code)
    make_referral(concern, cast.mair)
    closed = make_concern(cast.afon, cast.nia, cast.eli, state=State.CLOSED)
    planned = make_concern(cast.afon, cast.nia, cast.eli, state=State.PLANNED)
    threatened = make_concern(cast.afon, cast.nia, cast.cai, state=State.PLANNED, about=("THREATS_OR_MONEY",))
    make_asked(threatened, cast.mair)
    page = open_as(new_page, cast.mair, url_of("referral", concern, number=1), viewport=viewport)
    found = faults(page)
    forms = [url_of(name, concern) for name in ("decide", "add_referral", "check_copy", "plan", "end_without_action")]
    forms += [url_of(name, concern, number=1) for name in ("referral_written", "referral_reply", "referral_disagree")]
    forms += [url_of("close", planned), url_of("close", threatened), url_of("reopen", closed)]
    for path in forms:
        page.goto(path)
        found += faults(page)
        _empty(page)
        press(page, "#page-form .govuk-button >> nth=0")
        found += faults(page)
    page.goto(url_of("close", threatened))
    answer(page, reasons="Nobody was in contact.")
    for path in (url_of("close", threatened), url_of("decide", closed)):
        page.goto(path)
        found += faults(page)
    huw = open_as(new_page, cast.huw, reverse("agreements"), viewport=viewport)
    found += faults(huw)
    press(huw, "main table a")
    found += faults(huw)
    press(huw, MAIN_BUTTON)
    found += faults(huw)
    answer(huw, [("answer", "AGREE")])
    found += faults(huw)
    assert found == []


def _empty(page: Page) -> None:
    """Takes away what stands in the fields, so that the page has something to say."""
    for field in page.locator("#page-form input.govuk-input:visible").all():
        field.fill("")
