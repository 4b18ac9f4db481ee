"""Two children are written to by one account: proposed as a link, linked, and told to the police together."""

import pytest
from playwright.sync_api import Page

from incidents.models import Concern, PatternLink, Referral
from safeguarding.accounts.models import User
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import answer, open_as, url_of
from tests.linked import HANDLE, SPELT_OTHERWISE
from tests.makers import make_incident

SAID = {"about": ["IMAGES", "THREATS_OR_MONEY"]}
OTHERS_NAMES = ("Eli", "Jonas", "12A", "E.J.")


def look(page: Page) -> None:
    """The page as it stands can be used by everybody. Without scripts the checker itself would never answer."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if page.locator("body.js-enabled").count():
        assert faults(page) == []


def name_the_account(mair: Page, concern: Concern, handle: str) -> None:
    """The account that made contact, as this child wrote it down."""
    mair.goto(url_of("contact_account", concern))
    answer(mair, handle=handle)


def link_them(mair: Page, one: Concern, other: Concern) -> None:
    """The other record is proposed; Mair links it and says what each child's part is."""
    mair.goto(url_of("links", one))
    assert other.reference in mair.inner_text("main") and "Eli" not in mair.inner_text("main")
    look(mair)
    press(mair, f"main a[href='{url_of('link', one, other=other.reference)}']")
    answer(mair)
    assert mair.locator(".govuk-error-summary a").count() == 2
    look(mair)
    answer(mair, [("part_here", "CONTACTED"), ("part_here", "THREATENED"), ("part_there", "TOLD_US")])


def tell_the_police(mair: Page) -> None:
    """One form about both."""
    press(mair, "main a[href$='/refer/']")
    look(mair)
    answer(
        mair,
        [("agency", "POLICE"), ("method", "POLICE_101")],
        spoke_to="PC 4411",
        agreed="They look at both phones on Monday.",
    )


def nothing_of_the_other_child(mair: Page, one: Concern, other: Concern) -> None:
    """The pages of one child's record name the set and nothing of the other child."""
    for name, more in (
        ("concern", {}),
        ("concern_chronology", {}),
        ("concern_referrals", {}),
        ("referral", {"number": 1}),
    ):
        mair.goto(url_of(name, one, **more))
        said = mair.inner_text("main")
        assert not any(text in said for text in (*OTHERS_NAMES, other.reference)), name
        if name in ("concern_chronology", "referral"):
            assert PatternLink.objects.get(concern=one).pattern.reference in said
        look(mair)


@pytest.mark.parametrize(
    ("code", "js"), [("en", True), ("en", False), ("cy", True)], ids=["English", "English, no scripts", "Welsh"]
)
@pytest.mark.both_engines
def test_two_children_of_one_account_are_linked_and_told_to_the_police_together(new_page, cast, code, js):
    User.objects.filter(pk=cast.mair.pk).update(language=code)
    one = make_incident(cast.nia, [cast.amy], **SAID).concerns.get()
    other = make_incident(cast.owen, [cast.eli], **SAID).concerns.get()
    mair = open_as(new_page, cast.mair, "/queue/", js=js, viewport=NARROW)
    name_the_account(mair, one, HANDLE)
    name_the_account(mair, other, SPELT_OTHERWISE)
    link_them(mair, one, other)
    assert one.reference in mair.inner_text("main") and other.reference in mair.inner_text("main")
    look(mair)
    tell_the_police(mair)
    assert Referral.objects.filter(pattern__isnull=False).count() == 2
    assert "They look at both phones on Monday." in mair.inner_text("main")
    look(mair)
    nothing_of_the_other_child(mair, one, other)
    mair.goto(url_of("unlink", one))
    answer(mair, reasons="Two accounts after all.")
    assert other.reference in mair.inner_text("main")
    mair.goto("/patterns/")
    look(mair)
