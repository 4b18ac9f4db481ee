"""Support for a child: by the team, on open records, one event each; a check-in is recorded once."""

import uuid

import pytest
from django.core.management import call_command

from incidents.models import CheckIn, CheckInDone, SupportPlan
from incidents.selectors.support import services_of
from incidents.services import support
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern


@pytest.fixture(autouse=True)
def reference(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def of(concern, actor) -> dict:
    concern.refresh_from_db()
    return {"actor": actor, "reference": concern.reference, "seen_version": concern.version}


def plan(concern, actor, **changes) -> SupportPlan:
    said = {"named_adult": "Mrs Evans", "services": [], "child_says": "To sit inside.", "words": "At noon."}
    return support.plan_support(**of(concern, actor) | said | changes)


def meet(concern, actor, **changes) -> CheckIn:
    return support.plan_check_in(**of(concern, actor) | {"due_on": clock.today(), "with_whom": "Mrs Evans"} | changes)


def met(check_in, actor, **changes) -> CheckInDone:
    said = {"check_in_id": check_in.pk, "happened": "YES", "words": "She was calmer."}
    return support.complete_check_in(**of(check_in.concern, actor) | said | changes)


@pytest.mark.parametrize("who", TEAM)
def test_the_team_plans_support_and_speaks_with_the_child(cast, concern, who):
    person, told = cast.people[who], [one["id"] for one in services_of(concern)][:2]
    plan(concern, person, services=told)
    done = met(meet(concern, person), person)
    kept = SupportPlan.objects.select_related("concern__key").get()
    assert (kept.named_adult, kept.child_says, kept.words) == ("Mrs Evans", "To sit inside.", "At noon.")
    assert kept.services.split(",") == told and len(told) == 2
    assert (done.happened, done.words, done.by) == ("YES", "She was calmer.", person)


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_does(cast, concern, who):
    check_in = meet(concern, cast.mair)
    before = stands(concern)
    for act, row in ((plan, concern), (meet, concern), (met, check_in)):
        with pytest.raises(NotThere):
            act(row, cast.people[who])
    assert stands(concern) == before


def test_a_service_that_is_not_the_schools_is_not_there(cast, concern):
    other = services_of(make_concern(cast.riverside, cast.rhys, cast.other))
    theirs = {one["id"] for one in other} - {one["id"] for one in services_of(concern)}
    for one in [str(uuid.uuid4()), *theirs]:
        with pytest.raises(NotThere):
            plan(concern, cast.mair, services=[one])
    assert SupportPlan.objects.count() == 0


def test_what_was_planned_already_is_no_new_plan_and_a_change_is(cast, concern):
    plan(concern, cast.mair)
    with pytest.raises(MoveRefused) as refused:
        plan(concern, cast.dafydd)
    assert refused.value.missing == {"something_new"}
    plan(concern, cast.dafydd, named_adult="Mr Pugh")
    assert SupportPlan.objects.count() == 2


def test_a_closed_record_takes_no_plan_but_how_a_check_in_went(cast, concern):
    check_in = meet(concern, cast.mair)
    type(concern).objects.update(state=State.CLOSED)
    for act in (plan, meet):
        with pytest.raises(MoveRefused):
            act(concern, cast.mair)
    met(check_in, cast.mair)
    assert (SupportPlan.objects.count(), CheckIn.objects.count()) == (0, 1)


def test_a_check_in_is_recorded_once_and_one_of_another_record_is_not_there(cast, concern):
    check_in, other = meet(concern, cast.mair), make_concern(cast.afon, cast.nia, cast.eli)
    with pytest.raises(NotThere):
        met(check_in, cast.mair, reference=other.reference, seen_version=other.version)
    met(check_in, cast.mair)
    with pytest.raises(MoveRefused) as refused:
        met(check_in, cast.dafydd, happened="NO")
    assert refused.value.missing == {"check_in"} and CheckInDone.objects.get().happened == "YES"


def test_who_has_seen_an_older_record_is_told_so(cast, concern):
    check_in = meet(concern, cast.mair)
    for act, row in ((plan, concern), (meet, concern), (met, check_in)):
        with pytest.raises(ChangedMeanwhile):
            act(row, cast.mair, seen_version=1)


def test_each_leaves_one_event_that_commits_to_its_words(cast, concern):
    plan(concern, cast.mair)
    assert concern.key.commit("supportplan", "Mrs Evans\x00To sit inside.\x00At noon.") in last_body(concern)
    check_in = meet(concern, cast.mair)
    assert concern.key.commit("checkin", "Mrs Evans") in last_body(concern)
    met(check_in, cast.mair)
    assert concern.key.commit("checkindone", "She was calmer.") in last_body(concern)
    assert "Evans" not in last_body(concern) and "calmer" not in last_body(concern)
    assert events_of(concern) == [events.SUPPORT_PLANNED, events.CHECK_IN_PLANNED, events.CHECK_IN_DONE]


def test_what_cannot_be_recorded_leaves_nothing(cast, concern, unrecordable):
    check_in = meet(concern, cast.mair)
    before = stands(concern)
    unrecordable()
    for act, row in ((plan, concern), (meet, concern), (met, check_in)):
        with pytest.raises(NotRecorded):
            act(row, cast.mair)
    assert stands(concern) == before
    assert (SupportPlan.objects.count(), CheckIn.objects.count(), CheckInDone.objects.count()) == (0, 1, 0)
