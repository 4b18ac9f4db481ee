"""The pages of a referral."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.models import Reading, Referral, ReferralAddition, Reply, WrittenConfirmation
from incidents.outcomes import outcomes_for
from incidents.workflow import State
from safeguarding.directory.models import ContactPoint
from tests.makers import make_concern, make_referral

NOW = datetime(2026, 11, 10, 11, 52, tzinfo=UTC)
MOMENT = {"day": "10", "month": "11", "year": "2026", "time": "11:40"}
LEAST = {"agency": "CHILDRENS_SERVICES", "method": "PHONE", "spoke_to": "Delyth, duty team"}


@pytest.fixture(autouse=True)
def _a_tuesday():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, state=State.OPENED)


def at(name: str) -> dict:
    """The four fields of a moment."""
    return {f"{name}_{part}": value for part, value in MOMENT.items()}


def url_of(name, concern, **more) -> str:
    """The address of a page of this record."""
    return reverse(name, kwargs={"reference": concern.reference} | more)


def test_agency_how_when_and_who_are_enough(signed_in, concern):
    response = signed_in("mair").post(
        url_of("add_referral", concern), LEAST | at("made_at") | {"version": concern.version}
    )
    assert (response.status_code, response.url) == (302, url_of("referral", concern, number=1))
    referral = Referral.objects.select_related("concern__key").get()
    assert (referral.spoke_to, referral.made_at) == ("Delyth, duty team", datetime(2026, 11, 10, 11, 40, tzinfo=UTC))


def test_the_time_stands_there_and_the_agency_can_be_in_the_address(signed_in, concern):
    form = signed_in("mair").get(url_of("add_referral", concern) + "?agency=POLICE").context["form"]
    assert form["agency"].value() == "POLICE"
    page = signed_in("mair").get(url_of("add_referral", concern) + "?agency=NONSENSE")
    assert page.context["form"]["agency"].value() is None
    assert 'value="11:52"' in page.content.decode()


def test_everything_else_is_kept_when_it_is_given(signed_in, concern):
    more = {
        "agency_reference": "CS/1",
        "agreed": "They visit today",
        "child_told": "TOLD",
        "child_told_what": "That they visit",
        "child_not_told_why": "left from before",
        "parents_told": "NOT_TOLD",
        "parents_not_told_why": "It could put her at risk",
    }
    signed_in("mair").post(url_of("add_referral", concern), LEAST | at("made_at") | more | {"version": 1})
    page = signed_in("mair").get(url_of("referral", concern, number=1)).content.decode()
    for shown in ("CS/1", "They visit today", "That they visit", "It could put her at risk", "were not told"):
        assert shown in page
    assert "left from before" not in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agency": ""}, "agency"),
        ({"agency": "OTHER"}, "agency_name"),
        ({"method": ""}, "method"),
        ({"method": "POLICE_101"}, "method"),
        ({"method": "EMERGENCY"}, "method"),
        ({"spoke_to": " "}, "spoke_to"),
        ({"made_at_time": "11:59"}, "made_at"),
        ({"made_at_day": ""}, "made_at"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(signed_in, concern, changes, field):
    answers = LEAST | at("made_at") | {"agreed": "They visit today", "version": 1} | changes
    response = signed_in("mair").post(url_of("add_referral", concern), answers)
    assert list(response.context["form"].errors) == [field]
    assert "They visit today" in response.content.decode()
    assert Referral.objects.count() == 0


def test_a_second_press_of_the_button_makes_no_second_referral_and_loses_nothing(signed_in, concern):
    mair = signed_in("mair")
    answers = LEAST | at("made_at") | {"version": 1}
    mair.post(url_of("add_referral", concern), answers)
    second = mair.post(url_of("add_referral", concern), answers)
    assert "This record has changed since you opened this page" in second.content.decode()
    assert "Delyth, duty team" in second.content.decode()
    assert Referral.objects.count() == 1


def test_a_closed_record_offers_no_form(cast, signed_in):
    closed = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    page = signed_in("mair").get(url_of("add_referral", closed)).content.decode()
    assert "This cannot be done from there" in page and 'name="spoke_to"' not in page


def test_the_schools_own_numbers_come_before_those_of_the_country(cast, signed_in, concern):
    for name, school, kind in (
        ("101, Wales", None, "POLICE"),
        ("Duty team, Wales", None, "CHILDRENS_SERVICES"),
        ("Swansea duty team", cast.afon, "CHILDRENS_SERVICES"),
        ("Riverside duty team", cast.riverside, "CHILDRENS_SERVICES"),
    ):
        country = "" if school else "WALES"
        ContactPoint.objects.create(
            name_en=name, name_cy=name, school=school, kind=kind, phone="1", jurisdiction=country, source="x"
        )
    page = signed_in("mair").get(url_of("add_referral", concern)).content.decode()
    shown = [name for name in ("101, Wales", "Duty team, Wales", "Swansea duty team", "Riverside") if name in page]
    assert shown == ["101, Wales", "Swansea duty team"]


def test_the_page_says_what_is_due_and_when(cast, signed_in, concern):
    make_referral(concern, cast.mair)
    page = signed_in("mair").get(url_of("referral", concern, number=1)).content.decode()
    assert "Confirm it in writing by 11 November 2026 at 11:52am" in page
    assert "If there is no answer by 19 November 2026, contact them again" in page
    assert "Wales Safeguarding Procedures" in page


def test_in_england_the_school_asks_again_sooner(cast, signed_in):
    concern = make_concern(cast.riverside, cast.rhys, cast.other)
    make_referral(concern, cast.rhys)
    page = signed_in("rhys").get(url_of("referral", concern, number=1)).content.decode()
    assert "If there is no answer by 13 November 2026" in page
    assert "In England the local authority sets the time" in page


def test_what_is_late_is_said_in_words(cast, signed_in, concern):
    make_referral(concern, cast.mair)
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC)):
        page = signed_in("mair").get(url_of("referral", concern, number=1)).content.decode()
    assert "Overdue" in page and "It should have been confirmed in writing by 11 November 2026" in page
    assert "An answer was due by 19 November 2026" in page


def test_written_confirmation_and_reply_stop_their_clocks(cast, signed_in, concern):
    make_referral(concern, cast.mair, made_at=NOW - timedelta(hours=1))
    mair = signed_in("mair")
    mair.post(url_of("referral_written", concern, number=1), at("sent_at") | {"how": "Their form", "version": 2})
    reply = at("replied_at") | {"outcome": "PART_3", "from_whom": "Delyth", "words": "They assess", "version": 3}
    mair.post(url_of("referral_reply", concern, number=1), reply)
    page = mair.get(url_of("referral", concern, number=1)).content.decode()
    assert (WrittenConfirmation.objects.count(), Reply.objects.count()) == (1, 1)
    assert "Confirm it in writing" not in page and "contact them again" not in page
    assert "Their form" in page and "They assess" in page and "Assessment for care and support (Part 3)" in page


@pytest.mark.parametrize("agency", ["POLICE", "CHILDRENS_SERVICES", "OTHER"])
def test_a_reply_offers_the_outcomes_of_that_agency_and_country(cast, signed_in, concern, agency):
    make_referral(concern, cast.mair, agency=agency, method="ONLINE")
    form = signed_in("mair").get(url_of("referral_reply", concern, number=1)).context["form"]
    assert list(form.fields["outcome"].choices) == outcomes_for(agency, "WALES")


def test_a_step_of_disagreement_is_logged(cast, signed_in, concern):
    make_referral(concern, cast.mair)
    mair = signed_in("mair")
    step = {"step": "MANAGER", "with_whom": "Team manager", "reasons": "She is at risk tonight", "version": 2}
    mair.post(url_of("referral_disagree", concern, number=1), step)
    page = mair.get(url_of("referral", concern, number=1)).content.decode()
    for shown in ("We disagree", "Talked with their line manager", "Team manager", "She is at risk tonight"):
        assert shown in page


PAGES = ["referral", "add_to_referral", "referral_written", "referral_reply", "referral_disagree"]


@pytest.mark.parametrize("name", PAGES)
def test_there_is_no_page_of_a_referral_that_was_not_made(signed_in, concern, name):
    assert signed_in("mair").get(url_of(name, concern, number=1)).status_code == 404


@pytest.mark.parametrize("name", PAGES[1:])
def test_an_empty_answer_is_not_recorded(cast, signed_in, concern, name):
    make_referral(concern, cast.mair)
    response = signed_in("mair").post(url_of(name, concern, number=1), {"version": 2})
    assert response.status_code == 200 and response.context["form"].errors


def test_looking_at_a_referral_is_a_reading(cast, signed_in, concern):
    make_referral(concern, cast.mair)
    signed_in("dafydd").get(url_of("referral", concern, number=1))
    assert Reading.objects.get().reader == cast.dafydd


LATER = {
    "agency_reference": "CS/2026/115",
    "agreed": "They ring back at four.\nWe keep the phone safe.",
    "child_told": "TOLD",
    "child_told_what": "That somebody will talk with her",
    "parents_told": "NOT_TOLD",
    "parents_not_told_why": "It could put her at risk",
}


def test_what_was_left_open_on_the_phone_is_added_from_the_page_of_the_referral(signed_in, concern):
    mair = signed_in("mair")
    mair.post(url_of("add_referral", concern), LEAST | at("made_at") | {"version": 1})
    assert url_of("add_to_referral", concern, number=1) in mair.get(url_of("referral", concern, number=1)).text
    response = mair.post(url_of("add_to_referral", concern, number=1), LATER | {"version": 2})
    assert (response.status_code, response.url) == (302, url_of("referral", concern, number=1))
    said = ("CS/2026/115", "We keep the phone safe.", "The child was told", "That somebody will talk with her")
    said += ("Parents or carers were not told", "It could put her at risk")
    for page in (mair.get(response.url).text, mair.get(url_of("concern_chronology", concern)).text):
        assert [words for words in said if words not in page] == []
    assert "Added to referral 1: Children’s services" in page


def test_one_answer_is_enough_to_add_and_the_rest_can_follow(signed_in, concern):
    mair = signed_in("mair")
    mair.post(url_of("add_referral", concern), LEAST | at("made_at") | {"agreed": "A visit", "version": 1})
    for version, (name, words) in enumerate(list(LATER.items())[:2], start=2):
        mair.post(url_of("add_to_referral", concern, number=1), {name: words, "version": version})
    page = mair.get(url_of("referral", concern, number=1)).text
    assert "A visit" in page and "CS/2026/115" in page and "They ring back at four." in page
    assert ReferralAddition.objects.count() == 2 and "was not told" not in page


def test_a_second_press_adds_nothing_twice_and_loses_nothing(cast, signed_in, concern):
    make_referral(concern, cast.mair)
    mair = signed_in("mair")
    mair.post(url_of("add_to_referral", concern, number=1), LATER | {"version": 2})
    second = mair.post(url_of("add_to_referral", concern, number=1), LATER | {"version": 2}).text
    assert "This record has changed since you opened this page" in second and "They ring back at four." in second
    assert ReferralAddition.objects.count() == 1


def test_a_change_of_language_keeps_what_was_typed_and_adds_nothing(cast, signed_in, concern):
    make_referral(concern, cast.mair)
    half = LATER | {"version": 2, "language": "cy"}
    response = signed_in("mair").post(url_of("add_to_referral", concern, number=1), half)
    assert "They ring back at four." in response.text and response.headers["Content-Language"] == "cy"
    assert ReferralAddition.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "moment", "said"),
    [
        ("referral_written", "sent_at", {"how": "Their form, as typed"}),
        ("referral_reply", "replied_at", {"outcome": "PART_3", "from_whom": "Their form, as typed"}),
    ],
)
def test_nothing_comes_of_a_referral_before_it_was_made(cast, signed_in, concern, name, moment, said):
    make_referral(concern, cast.mair)
    response = signed_in("mair").post(url_of(name, concern, number=1), at(moment) | said | {"version": 2})
    assert list(response.context["form"].errors) == [moment]
    assert "This is before the referral was made" in response.text and "Their form, as typed" in response.text
    assert (WrittenConfirmation.objects.count(), Reply.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("year", "told"),
    [
        ("0001", "Year must be between"),
        ("1026", "Year must be between"),
        ("2016", "more than a year before the record"),
    ],
)
def test_a_referral_of_another_age_is_a_mistake_in_the_year(signed_in, concern, year, told):
    answers = LEAST | at("made_at") | {"made_at_year": year, "agreed": "They visit today", "version": 1}
    response = signed_in("mair").post(url_of("add_referral", concern), answers)
    assert list(response.context["form"].errors) == ["made_at"]
    assert told in response.text and "They visit today" in response.text
    assert Referral.objects.count() == 0
