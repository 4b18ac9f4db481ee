"""Which clocks of referrals run, and which have run out."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from incidents.models import Disagreement, Reply, WrittenConfirmation
from incidents.selectors.referral_clocks import REPLY, WRITTEN, running_clocks
from incidents.workflow import State
from safeguarding import clock, policy
from safeguarding.accounts.models import User
from safeguarding.policy import Verb
from safeguarding.schools.models import Closure
from tests.makers import make_concern, make_referral

TUESDAY = datetime(2026, 11, 10, 11, 52, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday():
    with time_machine.travel(TUESDAY, tick=False):
        yield


def clocks(user) -> list[tuple]:
    """What runs for this person: number, kind, when it runs out."""
    allowed = policy.concerns(user, Verb.VIEW_QUEUE)
    return [(one.agency, one.kind, one.due_at.astimezone(UTC)) for one in running_clocks(allowed)]


WRITTEN_DUE = datetime(2026, 11, 11, 11, 52, tzinfo=UTC)
WALES_DUE = datetime(2026, 11, 19, 23, 59, 59, tzinfo=UTC)
ENGLAND_DUE = datetime(2026, 11, 13, 23, 59, 59, tzinfo=UTC)


def test_a_referral_by_phone_waits_for_writing_and_for_an_answer(cast):
    make_referral(make_concern(cast.afon, cast.nia, cast.amy), cast.mair)
    assert clocks(cast.mair) == [
        ("Children’s services", WRITTEN, WRITTEN_DUE),
        ("Children’s services", REPLY, WALES_DUE),
    ]


def test_the_police_and_an_online_form_wait_for_an_answer_only(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    make_referral(concern, cast.mair, agency="POLICE", method="POLICE_101")
    make_referral(concern, cast.mair, method="ONLINE")
    make_referral(concern, cast.mair, agency="OTHER", agency_name="CAMHS", method="ONLINE")
    assert [(agency, kind) for agency, kind, _due in clocks(cast.mair)] == [
        ("Police", REPLY),
        ("Children’s services", REPLY),
        ("Another agency", REPLY),
    ]


def test_a_school_in_england_waits_three_working_days(cast):
    make_referral(make_concern(cast.riverside, cast.rhys, cast.other), cast.rhys, method="ONLINE")
    assert clocks(cast.rhys) == [("Children’s services", REPLY, ENGLAND_DUE)]


def test_bank_holidays_of_the_school_do_not_count_and_its_training_days_do(cast):
    Closure.objects.create(school=cast.afon, day=date(2026, 11, 12), is_bank_holiday=True)
    Closure.objects.create(school=cast.afon, day=date(2026, 11, 13), is_bank_holiday=False)
    Closure.objects.create(school=cast.riverside, day=date(2026, 11, 16), is_bank_holiday=True)
    make_referral(make_concern(cast.afon, cast.nia, cast.amy), cast.mair, method="ONLINE")
    assert [due.date() for _agency, _kind, due in clocks(cast.mair)] == [date(2026, 11, 20)]


def test_what_was_recorded_stops_its_clock(cast):
    referral = make_referral(make_concern(cast.afon, cast.nia, cast.amy), cast.mair)
    WrittenConfirmation(referral=referral, sent_at=clock.now(), by=cast.mair).save()
    assert [kind for _agency, kind, _due in clocks(cast.mair)] == [REPLY]
    Disagreement(referral=referral, step="MANAGER", reasons="x", by=cast.mair).save()
    assert [kind for _agency, kind, _due in clocks(cast.mair)] == [REPLY]
    Reply(referral=referral, replied_at=clock.now(), outcome="IAA", by=cast.mair).save()
    assert clocks(cast.mair) == []


def test_an_answer_before_the_writing_leaves_the_writing_due(cast):
    referral = make_referral(make_concern(cast.afon, cast.nia, cast.amy), cast.mair)
    Reply(referral=referral, replied_at=clock.now(), outcome="IAA", by=cast.mair).save()
    assert [kind for _agency, kind, _due in clocks(cast.mair)] == [WRITTEN]


def test_nothing_runs_on_a_closed_record_or_at_another_school(cast):
    referral = make_referral(make_concern(cast.afon, cast.nia, cast.amy), cast.mair)
    assert clocks(cast.rhys) == [] and clocks(cast.huw) == []
    type(referral.concern).objects.filter(pk=referral.concern_id).update(state=State.CLOSED)
    assert clocks(cast.mair) == []


def test_a_clock_is_due_on_its_day_and_overdue_after_its_moment(cast):
    make_referral(make_concern(cast.afon, cast.nia, cast.amy), cast.mair)
    with time_machine.travel(datetime(2026, 11, 11, 0, 5, tzinfo=UTC)):
        written, reply = running_clocks(policy.concerns(cast.mair, Verb.VIEW_QUEUE))
        assert (written.is_due_today, written.is_overdue, reply.is_due_today) == (True, False, False)
    with time_machine.travel(datetime(2026, 11, 19, 23, 59, tzinfo=UTC)):
        written, reply = running_clocks(policy.concerns(cast.mair, Verb.VIEW_QUEUE))
        assert (written.is_overdue, reply.is_due_today, reply.is_overdue) == (True, True, False)


@pytest.mark.parametrize("number", [1, 12])
def test_it_costs_the_same_for_any_number(cast, number, django_assert_num_queries):
    for _ in range(number):
        make_referral(make_concern(cast.afon, cast.nia, cast.amy), cast.mair)
    allowed = policy.concerns(User.objects.get(pk=cast.mair.pk), Verb.VIEW_QUEUE)
    with django_assert_num_queries(4):
        assert len(running_clocks(allowed)) == 2 * number
