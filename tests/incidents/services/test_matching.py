"""Who a child "not on the list" is: a pupil, or not one of ours; what the reporter wrote stays beside it."""

from datetime import timedelta

import pytest

from incidents.models import PupilMatch
from incidents.selectors.pathway import agencies_for, person_is_adult
from incidents.services import matching, removal
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.policy import NotThere
from safeguarding.schools.models import Pupil
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern, make_referral

DESCRIBED = "A year 10 girl with a red bag"
ELSEWHERE = {"name": "Ffion Harte", "school_name": "Ysgol y Bryn"}


def match(concern, actor, pupil, **changes) -> PupilMatch:
    concern.refresh_from_db()
    said = {"reference": concern.reference, "seen_version": concern.version} | changes
    return matching.match_to_pupil(actor=actor, pupil_id=pupil.pk, **said)


def not_ours(concern, actor, **changes) -> PupilMatch:
    concern.refresh_from_db()
    said = {"reference": concern.reference, "seen_version": concern.version} | ELSEWHERE | changes
    return matching.confirm_not_ours(actor=actor, **said)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, unlisted=DESCRIBED)


@pytest.mark.parametrize("who", TEAM)
def test_the_team_finds_the_child_on_the_roll_and_the_description_stays(cast, concern, who):
    match(concern, cast.people[who], cast.amy)
    concern.refresh_from_db()
    assert (concern.pupil, concern.unlisted_child) == (cast.amy, DESCRIBED)
    assert [row.by for row in PupilMatch.objects.all()] == [cast.people[who]]


@pytest.mark.parametrize("who", TEAM)
def test_the_team_confirms_that_the_child_is_not_one_of_ours(cast, concern, who):
    not_ours(concern, cast.people[who])
    row = PupilMatch.objects.select_related("concern__key").get()
    assert (row.pupil, row.other_name, row.other_school) == (None, *ELSEWHERE.values())
    assert row.concern.unlisted_child == DESCRIBED


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_says_who_a_child_is(cast, concern, who):
    before = stands(concern)
    with pytest.raises(NotThere):
        match(concern, cast.people[who], cast.amy)
    with pytest.raises(NotThere):
        not_ours(concern, cast.people[who])
    assert stands(concern) == before


def test_a_pupil_of_another_school_is_not_there(cast, concern):
    before = stands(concern)
    with pytest.raises(NotThere):
        match(concern, cast.mair, cast.other)
    assert stands(concern) == before


def test_a_child_found_on_the_roll_by_the_reporter_is_not_matched(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    before = stands(concern)
    with pytest.raises(NotThere):
        match(concern, cast.mair, cast.eli)
    with pytest.raises(NotThere):
        not_ours(concern, cast.mair)
    assert stands(concern) == before


def test_a_match_leaves_one_event_that_says_which_pupil_and_no_name(cast, concern):
    match(concern, cast.mair, cast.amy)
    assert events_of(concern) == [events.CONCERN_MATCHED]
    assert f'"pupil":"{cast.amy.pk}"' in last_body(concern)
    assert not any(word in last_body(concern) for word in ("Amy", "Jones", "red bag"))


def test_that_a_child_is_not_ours_leaves_an_event_of_its_own_that_commits_to_name_and_school(cast, concern):
    not_ours(concern, cast.mair)
    assert events_of(concern) == [events.CONCERN_NOT_OURS]
    assert concern.key.commit("pupilmatch", "Ffion Harte\x00Ysgol y Bryn") in last_body(concern)
    assert not any(word in last_body(concern) for word in ("Ffion", "Bryn", "red bag"))


def test_a_child_who_has_left_is_matched_too(cast, concern):
    Pupil.objects.filter(pk=cast.amy.pk).update(left_on=clock.today() - timedelta(days=2))
    match(concern, cast.mair, cast.amy)
    concern.refresh_from_db()
    assert concern.pupil == cast.amy


def test_a_closed_record_says_no_more_who_the_child_is(cast):
    concern = make_concern(cast.afon, cast.nia, unlisted=DESCRIBED, state=State.CLOSED)
    before = stands(concern)
    with pytest.raises(MoveRefused):
        match(concern, cast.mair, cast.amy)
    with pytest.raises(MoveRefused):
        not_ours(concern, cast.mair)
    assert stands(concern) == before


@pytest.mark.parametrize("school", ["", "  "])
def test_not_one_of_ours_names_the_school(cast, concern, school):
    before = stands(concern)
    with pytest.raises(MoveRefused) as refused:
        not_ours(concern, cast.mair, school_name=school)
    assert refused.value.missing == {"other_school"} and stands(concern) == before


def test_a_match_that_cannot_be_recorded_leaves_nothing(cast, concern, unrecordable):
    before = stands(concern)
    unrecordable()
    with pytest.raises(NotRecorded):
        match(concern, cast.mair, cast.amy)
    with pytest.raises(NotRecorded):
        not_ours(concern, cast.mair)
    assert stands(concern) == before


def test_the_second_of_two_leads_is_told_of_the_first(cast, concern):
    match(concern, cast.mair, cast.amy)
    before = stands(concern)
    with pytest.raises(ChangedMeanwhile):
        match(concern, cast.dafydd, cast.eli, seen_version=1)
    with pytest.raises(ChangedMeanwhile):
        not_ours(concern, cast.dafydd, seen_version=1)
    assert stands(concern) == before


def test_a_wrong_match_is_put_right_and_both_stay(cast, concern):
    match(concern, cast.mair, cast.eli)
    match(concern, cast.dafydd, cast.amy)
    concern.refresh_from_db()
    assert concern.pupil == cast.amy
    assert [row.pupil for row in concern.matches.order_by("at")] == [cast.eli, cast.amy]
    not_ours(concern, cast.mair)
    concern.refresh_from_db()
    assert (concern.pupil, concern.matches.count()) == (None, 3)


# --- who was taken for an adult


def taken_for_an_adult(concern, actor, connection: str = "PARENT") -> None:
    """A lead says that it is about an adult who agrees."""
    concern.refresh_from_db()
    said = {"reference": concern.reference, "seen_version": concern.version, "consent": "GIVEN"}
    removal.record_consent(actor=actor, connection=connection, **said)


@pytest.mark.parametrize("connection", ["STAFF", "PARENT", "FORMER_PUPIL", "OTHER"])
def test_a_pupil_of_another_school_is_no_adult_whatever_was_said_before(cast, concern, connection):
    taken_for_an_adult(concern, cast.mair, connection)
    assert person_is_adult(concern) and "ADULT_SERVICES" in agencies_for(concern)
    not_ours(concern, cast.mair)
    concern.refresh_from_db()
    assert not person_is_adult(concern) and "CHILDRENS_SERVICES" in agencies_for(concern)


def test_who_was_matched_and_parted_again_is_no_adult_either(cast, concern):
    taken_for_an_adult(concern, cast.mair)
    match(concern, cast.mair, cast.amy)
    not_ours(concern, cast.mair)
    concern.refresh_from_db()
    assert concern.pupil is None and not person_is_adult(concern)


def test_it_can_be_said_again_in_the_same_words_and_stands_then(cast, concern):
    taken_for_an_adult(concern, cast.mair)
    with pytest.raises(MoveRefused) as refused:
        taken_for_an_adult(concern, cast.mair)
    assert refused.value.missing == {"something_new"}
    not_ours(concern, cast.mair)
    taken_for_an_adult(concern, cast.mair)
    assert person_is_adult(concern)


@pytest.mark.parametrize("state", [State.PLANNED, State.NO_FURTHER_ACTION])
def test_a_record_that_rests_on_a_referral_for_adults_is_looked_at_again(cast, state):
    concern = make_concern(cast.afon, cast.nia, unlisted=DESCRIBED, about=("THREATS_OR_MONEY",))
    taken_for_an_adult(concern, cast.mair)
    make_referral(concern, cast.mair, agency="ADULT_SERVICES")
    type(concern).objects.filter(pk=concern.pk).update(state=state)
    not_ours(concern, cast.mair)
    concern.refresh_from_db()
    assert concern.state == State.IN_REVIEW and events_of(concern)[-1] == events.CONCERN_MOVED
