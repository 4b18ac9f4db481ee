"""Exceptional viewing as people do it: one asks, another allows, the first records, and who was present signs."""

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page

from incidents.models import SeenByAccident, ViewingAnswer, ViewingRecord, ViewingRequest, ViewingSignature
from incidents.selectors.viewings import flags_of_viewing, requests, stands_as, viewing_counts
from incidents.viewings import Standing
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.models import User
from tests.journeys.looking import NARROW, faults, press
from tests.journeys.walking import answer, open_as, typed_day, url_of
from tests.lives.viewing import allowed, asked, recorded
from tests.makers import make_concern

WIDE = {"width": 1280, "height": 900}
WAYS = [(js, code) for js in (True, False) for code in ("en", "cy")]
WHY = "Nobody who knows can be asked, and the site wants to be told what to take down."


@pytest.fixture
def concern(cast):
    """Blackmail, as nia recorded it."""
    about = ("THREATS_OR_MONEY",)
    return make_concern(cast.afon, cast.nia, cast.amy, text="Amy said it.", about=about, state=State.IN_REVIEW)


def ask(page: Page, cast, concern) -> None:
    """From the page of viewing through the interruption to the request, and asks."""
    page.goto(url_of("viewing", concern))
    press(page, f"a[href='{url_of('viewing_before', concern)}']")
    press(page, "a[role=button]")
    assert page.url.endswith(url_of("viewing", concern))  # the button leads back
    page.go_back()
    press(page, f"a[href='{url_of('viewing_request', concern)}']")
    choices = [("happened", "NO"), ("ground", "TO_REPORT"), ("alternatives", "ASKED_POLICE"), ("viewer", cast.mair.pk)]
    page.select_option("[name=second]", str(cast.dafydd.pk))
    choices += [("place", "HEAD_OFFICE"), ("same_sex", "YES")]
    answer(page, choices, why_nothing_less=WHY, why_police_not_enough="They ask us to.")
    assert page.url.endswith(url_of("viewing", concern))


def record(page: Page, concern) -> None:
    """Records what took place, just now."""
    press(page, f"a[href$='{url_of('viewing_record', concern, viewing_id=ViewingRequest.objects.get().pk)}']")
    now = clock.local(clock.now())
    page.check("[name=took_place][value=YES]")
    choices = [("device_of", "CHILD"), ("facts", "REFER"), ("results", "POLICE"), ("copies", "NONE")]
    choices += [(name, "YES") for name in ("police_told", "child_told", "parents_told")] + [("support", "OFFERED")]
    times = {"started_at_time": f"{now:%H:%M}", "ended_at": f"{now:%H:%M}"}
    answer(page, choices, **typed_day("started_at", now.date()), **times)
    assert page.url.endswith(url_of("viewing", concern))


@pytest.mark.both_engines
@pytest.mark.parametrize(("js", "code"), WAYS)
def test_mair_asks_huw_allows_mair_records_and_dafydd_signs(new_page, cast, concern, js, code):
    User.objects.update(language=code)
    mair = open_as(new_page, cast.mair, url_of("viewing", concern), js=js)
    assert mair.get_attribute("html", "lang") == code
    ask(mair, cast, concern)
    assert mair.locator("main a[href$='/record/']").count() == 0
    asked_for = ViewingRequest.objects.get()

    huw = open_as(new_page, cast.huw, reverse("home"), js=js)
    press(huw, f"main a[href='{reverse('viewings')}'] >> nth=0")
    press(huw, "main table a")
    shown = huw.inner_text("main")
    assert WHY in shown and not any(name in shown for name in ("Amy", "Jones", "10B", concern.reference))
    answer(huw, [("answer", "ALLOW")])
    assert WHY not in huw.inner_text("main") and ViewingAnswer.objects.get().by == cast.huw

    mair.reload()
    record(mair, concern)
    assert flags_of_viewing(requests().get()) != []
    dafydd = open_as(new_page, cast.dafydd, reverse("viewings"), js=js)
    press(dafydd, "main table a")
    answer(dafydd, [("present", "YES"), ("present", "COPIES")])
    assert {row.by for row in ViewingSignature.objects.select_related("by")} == {cast.mair, cast.dafydd}
    assert flags_of_viewing(requests().get(pk=asked_for.pk)) == []
    for name in ("viewing", "viewing_before", "viewing_request"):
        assert huw.goto(url_of(name, concern)).status == 404


@pytest.mark.both_engines
@pytest.mark.parametrize(("js", "code"), WAYS)
def test_every_way_to_a_record_is_closed_to_one_account_alone(new_page, cast, concern, js, code):
    User.objects.update(language=code)
    mair = open_as(new_page, cast.mair, url_of("viewing", concern), js=js)
    ask(mair, cast, concern)
    one = ViewingRequest.objects.get().pk
    for name in ("viewing_answer", "viewing_sign"):
        assert mair.goto(reverse(name, args=[one])).status == 404
    mair.goto(url_of("viewing_record", concern, viewing_id=one))
    assert mair.locator("#page-form button.govuk-button, [name=took_place]").count() == 0
    mair.goto(reverse("viewings"))
    assert mair.locator("main table").count() == 0
    assert mair.goto(reverse("viewing_delegates")).status == 404
    assert not ViewingAnswer.objects.exists() and not ViewingRecord.objects.exists()


@pytest.mark.both_engines
@pytest.mark.parametrize(("js", "code"), WAYS)
def test_what_one_account_reports_afterwards_stays_a_report_on_every_path(new_page, cast, concern, js, code):
    """Each path that one account can try, in two sessions of it.

    To write down that it happened; to say what took place; to say that again; to answer it; to sign as present; and
    to name somebody who answers.
    """
    User.objects.update(language=code)
    mair = open_as(new_page, cast.mair, url_of("viewing_request", concern), js=js)
    choices = [("happened", "YES"), ("ground", "UNAVOIDABLE"), ("alternatives", "NONE"), ("viewer", cast.mair.pk)]
    mair.select_option("[name=second]", str(cast.dafydd.pk))
    choices += [("place", "NOT_CHOSEN"), ("same_sex", "YES")]
    answer(mair, choices, why_nothing_less=WHY, why_police_not_enough="It was shown to me.")
    reported = ViewingRequest.objects.get()
    assert stands_as(requests().get()) == Standing.WAITS_FOR_ALL
    recorded(cast.mair, reported, started_at=reported.at, ended_at=reported.at)
    again = open_as(new_page, cast.mair, url_of("viewing", concern), js=js)
    for session in (mair, again):
        for name in ("viewing_answer", "viewing_sign"):
            assert session.goto(reverse(name, args=[reported.pk])).status == 404
        assert session.goto(reverse("viewing_delegates")).status == 404
        session.goto(url_of("viewing_record", concern, viewing_id=reported.pk))
        assert session.locator("#page-form button.govuk-button, [name=took_place]").count() == 0
        session.goto(url_of("viewing", concern))
        with translation.override(code):
            assert str(Standing.WAITS_FOR_BOTH.label) in session.inner_text("main")
    assert viewing_counts(cast.afon, lambda field: Q()).took_place == 0 and stands_as(requests().get()).is_report


def test_who_saw_an_image_by_accident_is_looked_after(new_page, cast, concern):
    page = open_as(new_page, cast.mair, url_of("viewing", concern))
    press(page, f"a[href='{url_of('seen_by_accident', concern)}']")
    page.select_option("[name=who]", str(cast.nia.pk))
    times = typed_day("seen_at", clock.today()) | {"seen_at_time": "00:00"}
    answer(page, [("how", "SHOWN"), ("support", "OFFERED")], **times)
    assert SeenByAccident.objects.count() == 1 and "Nia Hopkins" in page.inner_text("main")
    page.goto(url_of("concern_actions", concern))
    assert cast.mair.name in page.inner_text("main")


@pytest.mark.parametrize(
    ("code", "viewport"),
    [("en", NARROW), ("cy", NARROW), ("en", WIDE)],
    ids=["narrow, English", "narrow, Welsh", "wide, English"],
)
def test_every_page_can_be_used_by_everybody(new_page, cast, concern, code, viewport):
    User.objects.update(language=code)
    signing = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, signing)
    recorded(cast.mair, signing)
    recording = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, recording)
    other = make_concern(cast.afon, cast.nia, cast.eli)
    answering = asked(cast.mair, other, cast.mair, cast.dafydd)
    places = {
        "mair": [url_of(name, concern) for name in ("viewing", "viewing_before", "viewing_request", "seen_by_accident")]
        + [url_of("viewing_record", concern, viewing_id=recording.pk)],
        "huw": [reverse("viewings"), reverse("viewing_delegates"), reverse("viewing_answer", args=[answering.pk])],
        "dafydd": [reverse("viewing_sign", args=[signing.pk])],
    }
    found = []
    for who, paths in places.items():
        page = open_as(new_page, cast.people[who], reverse("account"), viewport=viewport)
        for path in paths:
            page.goto(path)
            found += faults(page)
            if page.locator("#page-form .govuk-button").count():
                press(page, "#page-form .govuk-button >> nth=0")
                found += faults(page)
    assert found == []
