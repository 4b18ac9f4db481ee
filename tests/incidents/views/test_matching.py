"""Saying who a child "not on the list" is: found on the roll or not one of ours, and both stay visible."""

from datetime import date

import pytest
from django.urls import reverse

from incidents.models import PupilMatch
from incidents.services import matching
from incidents.workflow import State
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.schools.models import Pupil
from tests.incidents.views.record import text_of, url
from tests.makers import make_concern, make_incident


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


@pytest.fixture
def concern(cast):
    return make_incident(cast.nia, unlisted=["A girl with a red bag"]).concerns.get()


def test_is_shown_as_described_and_can_be_said_who_it_is(mair, concern):
    page = mair.get(url("concern", concern)).content.decode()
    assert "A girl with a red bag" in page and url("concern_match", concern) in page


def test_found_on_the_roll_both_stay_visible(cast, mair, concern):
    path = url("concern_match", concern)
    found = mair.post(path, {"sought": "amy", "save_and": "search", "version": concern.version})
    assert str(cast.amy.pk) in found.content.decode() and PupilMatch.objects.count() == 0
    answer = {"sought": "amy", "pupil": str(cast.amy.pk), "version": concern.version}
    assert mair.post(path, answer).url == url("concern", concern)
    text = text_of(mair.get(url("concern", concern)))
    assert "Amy Jones" in text and "A girl with a red bag" in text and "Found on the roll by Mair Prosser" in text


def test_not_one_of_ours_both_stay_visible(mair, concern):
    answer = {"other_name": "Ffion Harte", "other_school": "Ysgol y Bryn", "save_and": "not-ours"}
    mair.post(url("concern_match", concern), answer | {"version": concern.version})
    text = text_of(mair.get(url("concern", concern)))
    for words in ("A girl with a red bag", "Ffion Harte", "Ysgol y Bryn", "Does not attend this school"):
        assert words in text


@pytest.mark.parametrize(
    ("said", "asked_for"),
    [
        ({}, {"other_name", "other_school"}),
        ({"other_name": "Ffion Harte"}, {"other_school"}),
        ({"other_school": "Ysgol y Bryn"}, {"other_name"}),
        ({"other_school": " ", "no_name": "UNKNOWN"}, {"other_school"}),
    ],
)
def test_not_one_of_ours_asks_for_name_and_school(mair, concern, said, asked_for):
    answer = said | {"save_and": "not-ours", "version": concern.version}
    response = mair.post(url("concern_match", concern), answer)
    assert set(response.context["form"].errors) == asked_for and PupilMatch.objects.count() == 0


def test_not_one_of_ours_may_be_without_a_name_and_then_stays_as_described(mair, concern):
    answer = {"no_name": "UNKNOWN", "other_school": "Ysgol y Bryn", "save_and": "not-ours", "version": concern.version}
    assert mair.post(url("concern_match", concern), answer).url == url("concern", concern)
    text = text_of(mair.get(url("concern", concern)))
    assert "Does not attend this school" in text and "Not on the list: A girl with a red bag" in text


def test_a_child_who_has_left_is_found_and_matched(cast, mair, concern):
    Pupil.objects.filter(pk=cast.amy.pk).update(left_on=date(2026, 7, 17))
    answer = {"sought": "amy", "version": concern.version}
    found = text_of(mair.post(url("concern_match", concern), answer | {"save_and": "search"}))
    assert "Jones, Amy, Year 10, 10B, Left on 17 July 2026" in found
    assert mair.post(url("concern_match", concern), answer | {"pupil": str(cast.amy.pk)}).status_code == 302


def test_of_a_closed_record_it_says_that_it_cannot_be_done_and_the_record_does_not_offer_it(cast, mair):
    concern = make_concern(cast.afon, cast.nia, unlisted="A girl with a red bag", state=State.CLOSED)
    page = mair.get(url("concern_match", concern))
    assert "This cannot be done from there." in text_of(page) and "not-ours" not in page.content.decode()
    answer = {"other_name": "Ffion Harte", "other_school": "Ysgol y Bryn", "save_and": "not-ours", "version": 1}
    mair.post(url("concern_match", concern), answer)
    assert PupilMatch.objects.count() == 0
    assert url("concern_match", concern) not in mair.get(url("concern", concern)).content.decode()


def test_the_reporter_never_learns_who_it_was(cast, signed_in, concern):
    matching.match_to_pupil(
        actor=cast.mair, reference=concern.reference, seen_version=concern.version, pupil_id=cast.amy.pk
    )
    own = text_of(signed_in("nia").get(reverse("my_record", args=[concern.incident.reference])))
    assert "A girl with a red bag" in own and "Amy" not in own


def test_a_search_alone_records_nothing_and_without_a_choice_the_page_says_so(mair, concern):
    path = url("concern_match", concern)
    assert "no child on the roll" in text_of(mair.post(path, {"sought": "qqq", "save_and": "search"})).lower()
    assert "Find the child on the roll, or say" in text_of(mair.post(path, {}))
    assert PupilMatch.objects.count() == 0


def test_a_search_while_a_child_is_chosen_still_only_searches_and_is_in_the_trail(cast, mair, concern):
    chosen = {"sought": "am", "pupil": str(cast.amy.pk), "save_and": "search", "version": concern.version}
    assert mair.post(url("concern_match", concern), chosen).status_code == 200
    assert PupilMatch.objects.count() == 0
    assert AuditEvent.objects.filter(event=events.QUEUE_SEARCHED).count() == 1


def test_one_letter_is_too_little_and_no_search(mair, concern):
    response = mair.post(url("concern_match", concern), {"sought": "a", "save_and": "search"})
    assert "Type at least 2 letters of a name" in text_of(response)
    assert not AuditEvent.objects.filter(event=events.QUEUE_SEARCHED).exists()


def test_a_choice_without_its_search_is_asked_for_again(cast, mair, concern):
    answer = {"sought": "", "pupil": str(cast.amy.pk), "version": concern.version}
    assert "Find the child on the roll, or say" in text_of(mair.post(url("concern_match", concern), answer))


def test_the_page_is_not_there_for_a_child_who_was_on_the_list(cast, mair):
    assert mair.get(url("concern_match", make_concern(cast.afon, cast.nia, cast.amy))).status_code == 404
