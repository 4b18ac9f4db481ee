"""The pages of the initial review, of the signs and of the pathway."""

import pytest
import time_machine
from django.urls import reverse

from incidents.models import PathwayChoice, ReviewMark, ReviewSitting, SignObserved
from incidents.services import reviewing
from incidents.workflow import State
from safeguarding import clock
from tests.incidents.views.counting import queries
from tests.incidents.views.record import text_of
from tests.lives.reviewing import live
from tests.makers import make_concern, make_judgement, make_referral

NEVER = "A child is never to blame. Images can often be taken down, and adults will help."
FORMS = ("review_sitting", "review_triggers", "signs", "pathway")
MOST_QUERIES = 26


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def page_of(name: str, concern) -> str:
    """The address of a page of the record."""
    return reverse(name, args=[concern.reference])


class TestReview:
    def test_shows_eleven_tasks_with_how_far_each_is_and_referring_on_top(self, mair, concern):
        response = mair.get(page_of("review", concern))
        text = text_of(response)
        assert "0 of 11 done" in text and text.count("Not started") == 11 and NEVER in text
        assert response.text.index("Start a referral") < response.text.index("Before you decide")
        assert "A review is not needed first." in text

    def test_of_a_record_without_images_shows_six_and_leads_to_the_signs(self, cast, mair):
        concern = make_concern(cast.afon, cast.nia, cast.amy)
        response = mair.get(page_of("review", concern))
        assert "0 of 6 done" in text_of(response) and "Devices" not in text_of(response)
        assert page_of("signs", concern) in response.text and NEVER not in text_of(response)
        assert "Start a referral" in response.text

    def test_counts_what_is_marked_and_the_record_says_so_too(self, cast, mair, concern):
        live(cast, concern)
        text = text_of(mair.get(page_of("review", concern)))
        assert "1 of 11 done" in text and "Mair and Dafydd" in text
        text = text_of(mair.get(page_of("concern", concern)))
        assert "Initial review: 1 of 11 done" in text
        assert "Pathway: Financially motivated sexual extortion" in text

    def test_is_a_page_of_the_record_and_its_opening_is_recorded(self, mair, concern):
        assert mair.get(page_of("review", concern)).context["pages"][1]["current"]
        assert concern.readings.count() == 1

    def test_costs_the_same_for_few_and_for_many(self, cast, mair, concern):
        with time_machine.travel(clock.now(), tick=False):
            counts = []
            mair.get(page_of("review", concern))
            for _more in range(2):
                for number in range(5):
                    concern.refresh_from_db()
                    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
                    reviewing.record_sitting(**said, met_at=clock.now(), people=f"Mair and {number} more")
                with queries() as sent:
                    mair.get(page_of("review", concern))
                counts.append(len(sent))
        assert counts[0] == counts[1] <= MOST_QUERIES, str(sent)


class TestMark:
    def test_marks_and_leads_back_to_the_review(self, mair, concern):
        page = mair.get(page_of("review_sitting", concern)).text
        assert (
            "Have you finished this part?" in page and "csrfmiddlewaretoken" in page.partition("Have you finished")[2]
        )
        response = mair.post(page_of("review_mark", concern), {"task": "PEOPLE", "state": "DONE"})
        assert response.url == page_of("review", concern)
        assert "“Who is at the meeting” is marked as done." in text_of(mair.get(response.url))
        assert "Mark as not finished" in mair.get(page_of("review_sitting", concern)).text

    @pytest.mark.parametrize("typed", [{}, {"task": "PEOPLE", "state": "NONSENSE"}, {"task": "X", "state": "DONE"}])
    def test_of_nothing_that_exists_changes_nothing(self, mair, concern, typed):
        assert mair.post(page_of("review_mark", concern), typed).status_code == 302
        assert ReviewMark.objects.count() == 0

    def test_of_a_closed_record_says_so(self, cast, mair):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
        mair.post(page_of("review_mark", concern), {"task": "PEOPLE", "state": "DONE"})
        assert "This record is closed. Nothing was changed." in text_of(mair.get(page_of("review", concern)))


@pytest.mark.parametrize("name", FORMS)
def test_of_a_closed_record_there_is_no_form(cast, mair, name):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    page = mair.get(page_of(name, concern)).text
    assert "This cannot be done from there." in page and 'name="version"' not in page


@pytest.mark.parametrize("name", FORMS)
def test_every_page_of_it_about_images_says_that_a_child_is_never_to_blame(mair, concern, name):
    assert NEVER in text_of(mair.get(page_of(name, concern)))


class TestSitting:
    def test_is_recorded_with_who_was_there(self, mair, concern):
        at = clock.local(clock.now())
        typed = {"met_at_day": at.day, "met_at_month": at.month, "met_at_year": at.year, "met_at_time": "00:00"}
        typed |= {"version": concern.version}
        response = mair.post(page_of("review_sitting", concern), typed | {"people": " "})
        assert "Enter who was there" in response.text and ReviewSitting.objects.count() == 0
        mair.post(page_of("review_sitting", concern), typed | {"people": "Mair\nDafydd"})
        assert "Mair\nDafydd" in mair.get(page_of("review_sitting", concern)).text

    def test_long_before_the_record_is_a_slip(self, mair, concern):
        typed = {"met_at_day": 1, "met_at_month": 2, "met_at_year": 2001, "met_at_time": "10:00", "people": "Mair"}
        page = mair.post(page_of("review_sitting", concern), typed | {"version": concern.version}).text
        assert "This is more than a year before the record was sent. Check the date." in page


class TestTriggers:
    def test_stand_ticked_as_they_were_recorded_and_what_was_found_is_shown(self, mair, concern):
        form = mair.get(page_of("review_triggers", concern)).context["form"]
        assert form["triggers"].value() == ["ADULT_INVOLVED", "COERCED"]
        typed = {"triggers": ["RISK_NOW"], "words": "She said so.", "version": concern.version}
        response = mair.post(page_of("review_triggers", concern), typed)
        assert "Refer now, or decide whether to refer." in text_of(mair.get(response.url))
        page = mair.get(page_of("review_triggers", concern))
        assert "RISK_NOW" in page.context["form"]["triggers"].value() and "She said so." in page.text

    def test_are_some_or_none_and_never_both(self, mair, concern):
        both = {"triggers": ["RISK_NOW", "NONE"], "version": concern.version}
        assert "and not both" in mair.post(page_of("review_triggers", concern), both).text


class TestSigns:
    def test_are_kept_with_who_said_so_and_the_words_and_lead_to_the_pathway(self, mair, concern):
        typed = {"signs": ["PRESSURED", "CHANGED"], "pressured_said_by": "CHILD", "pressured_words": "“Do it.”"}
        response = mair.post(page_of("signs", concern), typed | {"version": concern.version})
        assert response.url == page_of("pathway", concern)
        text = text_of(mair.get(response.url))
        assert "Manipulated or pressured into taking photos or videos (The child)" in text and "“Do it.”" in text
        assert "The child was pressured into taking images, and somebody threatens or asks for money." in text
        form = mair.get(page_of("signs", concern)).context["form"]
        assert form["signs"].value() == ["PRESSURED", "CHANGED"] and form["pressured_words"].value() == "“Do it.”"

    def test_nothing_of_it_is_required_and_words_under_what_is_not_ticked_are_none(self, mair, concern):
        typed = {"signs": ["CHANGED"], "silenced_words": "x", "version": concern.version}
        assert mair.post(page_of("signs", concern), typed).status_code == 302
        assert [row.words for row in SignObserved.objects.all()] == [""]

    def test_only_an_email_points_to_phishing(self, cast, mair):
        concern = make_concern(cast.afon, cast.nia, cast.amy)
        mair.post(page_of("signs", concern), {"email": ["ONLY_EMAIL"], "version": 1})
        assert "An extortion e-mail sent to many (phishing)" in text_of(mair.get(page_of("pathway", concern)))

    def test_that_are_the_same_say_so(self, mair, concern):
        page = mair.post(page_of("signs", concern), {"version": concern.version}).text
        assert "This is what is recorded already." in page


class TestPathway:
    def test_says_what_is_proposed_and_the_rule_that_fired(self, mair, concern):
        text = text_of(mair.get(page_of("pathway", concern)))
        assert "Financially motivated sexual extortion" in text and "This is what is proposed." in text
        assert "The person who recorded it said that someone is threatening to share an image" in text

    def test_sextortion_confirmed_shows_referring_as_the_next_step(self, mair, concern):
        said = {"chosen": "SEXTORTION", "version": concern.version}
        response = mair.post(page_of("pathway", concern), said)
        page = mair.get(response.url).text
        assert response.url == page_of("pathway", concern)
        assert page.index("Refer this at once") < page.index("Start a referral") < page.index("What is proposed")
        assert "financial abuse as well" in page and page_of("concern_triage", concern) in page

    def test_referred_already_is_not_asked_for_again(self, cast, mair, concern):
        make_judgement(concern, cast.mair, "SEXTORTION")
        make_referral(concern, cast.mair)
        assert "Refer this at once" not in mair.get(page_of("pathway", concern)).text

    def test_another_than_the_proposed_needs_to_say_why_and_keeps_what_was_chosen(self, mair, concern):
        said = {"chosen": "NUDES", "version": concern.version}
        response = mair.post(page_of("pathway", concern), said)
        assert "Enter why it is this one: it is not what is proposed" in response.text
        assert response.context["form"]["chosen"].value() == "NUDES" and PathwayChoice.objects.count() == 0
        assert "Enter why it is" in mair.post(page_of("pathway", concern), said | {"why_nudes": "."}).text
        assert PathwayChoice.objects.count() == 0
        mair.post(page_of("pathway", concern), said | {"why_nudes": "A joke between friends."})
        assert "A joke between friends." in mair.get(page_of("pathway", concern)).text

    def test_of_a_lead_in_england_speaks_of_sexual_abuse_alone(self, cast, signed_in):
        concern = make_concern(cast.riverside, cast.rhys, cast.other)
        make_judgement(concern, cast.rhys, "SEXTORTION")
        page = signed_in("rhys").get(page_of("pathway", concern)).text
        assert "Sextortion is sexual abuse. It stands ticked" in page and "financial abuse" not in page


def test_the_chronology_says_what_the_review_found(cast, mair, concern):
    live(cast, concern)
    text = text_of(mair.get(page_of("concern_chronology", concern)))
    for line in (
        "Sign of blackmail recorded",
        "Pay me or I post it.",
        "Pathway: Financially motivated sexual extortion",
        "Sitting of the initial review",
        "Reasons to refer at once",
    ):
        assert line in text
