"""The pages that end and close a record say what stands open about the child’s safety, in both languages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from incidents.models import Closing, SignObserved, StateChange
from incidents.services import devices, pathways, support
from incidents.services.pathways import Noticed
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.dates import day
from tests.makers import ask_how_they_are, make_concern

WHY = "Mrs Evans goes on seeing her every week."
CLOSE = {"outcome": "RISK_REDUCED", "reasons": "It has stopped.", "view": "SAID", "child_view": "I am fine"}
PAGES = {"end_without_action": {"reasons": "It was a joke."}, "close": CLOSE}


@pytest.fixture(params=["en", "cy"])
def mair(request, signed_in, cast):
    """Mair in one language and in the other."""
    User.objects.filter(pk=cast.mair.pk).update(language=request.param)
    return signed_in("mair")


def make(cast, name="close", **more):
    state = State.PLANNED if name == "close" else State.IN_REVIEW
    return make_concern(cast.afon, cast.nia, cast.amy, state=state, **more)


def of(concern, actor) -> dict:
    concern.refresh_from_db()
    return {"actor": actor, "reference": concern.reference, "seen_version": concern.version}


def page_of(name, concern) -> str:
    return reverse(name, args=[concern.reference])


def post(client, name, concern, **changes):
    concern.refresh_from_db()
    return client.post(page_of(name, concern), PAGES[name] | {"version": concern.version} | changes)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("said", ["IMMEDIATE", "NOT_ASKED"])
def test_an_immediate_worry_or_none_asked_about_leads_to_the_page_of_safety(cast, mair, name, said):
    concern = make(cast, name, about=("IMAGES",))
    ask_how_they_are(concern, cast.mair, said)
    assert page_of("safety", concern) in mair.get(page_of(name, concern)).text
    response = post(mair, name, concern)
    assert "govuk-error-summary" in response.text and PAGES[name]["reasons"] in response.text
    assert StateChange.objects.count() == 0
    ask_how_they_are(concern, cast.mair, "NONE")
    assert page_of("safety", concern) not in mair.get(page_of(name, concern)).text
    assert post(mair, name, concern).status_code == 302


def test_a_device_in_the_safe_leads_to_the_page_of_devices(cast, mair):
    concern = make(cast)
    given = {"handed_over_by": "Her tutor", "handed_over_at": clock.now(), "place": "The safe"}
    devices.receive_device(**of(concern, cast.mair), kind="PHONE", whose="CHILD", state="FLIGHT_MODE", **given)
    assert page_of("devices", concern) in mair.get(page_of("close", concern)).text
    assert "govuk-error-summary" in post(mair, "close", concern).text and Closing.objects.count() == 0


def test_what_is_still_open_is_shown_answered_and_stays_on_the_record(cast, mair):
    concern, due_on = make(cast), clock.today() + timedelta(days=20)
    support.plan_check_in(**of(concern, cast.mair), due_on=due_on, with_whom="Mrs Evans")
    ask_how_they_are(concern, cast.mair, "POSSIBLE")
    page = mair.get(page_of("close", concern))
    with override(page.headers["Content-Language"]):
        assert day(due_on) in page.text and "left_open" in page.context["form"].fields
    assert list(post(mair, "close", concern).context["form"].errors) == ["left_open"]
    assert post(mair, "close", concern, left_open=WHY).status_code == 302
    for shown in ("concern", "concern_chronology"):
        assert WHY in mair.get(page_of(shown, concern)).text


def test_where_nothing_is_open_nothing_more_is_asked(cast, mair):
    concern = make(cast)
    assert "left_open" not in mair.get(page_of("close", concern)).context["form"].fields
    assert post(mair, "close", concern).status_code == 302


def test_who_unticks_a_threat_says_why_and_is_led_to_the_pathway(cast, mair):
    concern = make(cast, "end_without_action")
    assert 'name="why_gone"' not in mair.get(page_of("signs", concern)).text
    pathways.record_signs(**of(concern, cast.mair), noticed=[Noticed("MONEY_DEMANDED"), Noticed("CHANGED")])
    assert 'name="why_gone"' in mair.get(page_of("signs", concern)).text
    concern.refresh_from_db()
    typed = {"signs": ["CHANGED"], "version": concern.version}
    response = mair.post(page_of("signs", concern), typed)
    assert list(response.context["form"].errors) == ["why_gone"]
    assert mair.post(page_of("signs", concern), typed | {"why_gone": WHY}).url == page_of("pathway", concern)
    assert SignObserved.objects.filter(is_present=False).count() == 1
    assert WHY in mair.get(page_of("concern_chronology", concern)).text
    ending = mair.get(page_of("end_without_action", concern)).text
    assert page_of("pathway", concern) in ending and page_of("add_referral", concern) in ending


def test_only_an_email_is_chosen_with_reasons_where_the_reporter_said_that_somebody_threatens(cast, mair):
    concern = make(cast, "end_without_action", about=("THREATS_OR_MONEY",))
    pathways.record_signs(**of(concern, cast.mair), noticed=[Noticed("ONLY_EMAIL")])
    concern.refresh_from_db()
    typed = {"chosen": "PHISHING", "version": concern.version}
    assert list(mair.post(page_of("pathway", concern), typed).context["form"].errors) == ["why_phishing"]
    assert mair.post(page_of("pathway", concern), typed | {"why_phishing": WHY}).status_code == 302
