"""What one person reports after the fact: who reports is never the second person to it, and who is named no longer."""

from datetime import timedelta

import pytest
import time_machine

from incidents.models import Concern, ViewingRequest
from incidents.selectors.viewings import requests, stands_as, waiting_for
from incidents.services import viewing_namings, viewings
from incidents.workflow import MoveRefused
from safeguarding import clock, policy
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.policy import NotThere
from tests.incidents.services.test_viewings_alone import is_left_out, named, person
from tests.lives.viewing import allowed, asked, recorded
from tests.makers import make_concern

AFTERWARDS = {"ground": "UNAVOIDABLE", "is_retrospective": True, "place": "NOT_CHOSEN"}


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.fixture
def other_lead(cast):
    return person(cast.afon, "Ann Lead", Role.LEAD)


@pytest.mark.parametrize("name", ["Mair Prosser", "mair  PROSSER", "Maír Prosser"])
def test_who_reports_is_not_the_second_person_through_whichever_account(cast, concern, other_lead, name):
    double = person(cast.afon, name, Role.STAFF)
    for second in (cast.mair, double):
        with pytest.raises(MoveRefused) as refused:
            asked(cast.mair, concern, other_lead, second, **AFTERWARDS)
        assert refused.value.missing == {"reported_themselves"} and not ViewingRequest.objects.exists()


def test_who_was_renamed_to_the_reporter_since_has_nothing_to_sign(cast, concern, other_lead):
    double = person(cast.afon, "Somebody Else", Role.STAFF)
    request = asked(cast.mair, concern, other_lead, double, **AFTERWARDS)
    recorded(other_lead, request)
    assert [one.part for one in waiting_for(double)] == ["SIGN"]
    User.objects.filter(pk=double.pk).update(name="Mair Prosser")
    renamed = User.objects.get(pk=double.pk)
    for act in (viewings.require_to_sign, viewings.see_to_sign, viewings.sign_viewing):
        with pytest.raises(NotThere):
            act(actor=renamed, viewing_id=request.pk)
    assert waiting_for(renamed) == [] and stands_as(requests().get()).is_report


def test_who_reports_answers_through_no_account(cast, concern, other_lead):
    double = person(cast.afon, "mair prosser", Role.STAFF, Role.HEAD)
    request = asked(cast.mair, concern, other_lead, cast.dafydd, **AFTERWARDS)
    assert all(is_left_out(request, one) for one in (cast.mair, double, other_lead, cast.dafydd))


def test_the_signature_alone_and_the_answer_alone_are_not_enough(cast, concern):
    request = asked(cast.mair, concern, cast.mair, cast.dafydd, **AFTERWARDS)
    recorded(cast.mair, request)
    viewings.sign_viewing(actor=cast.dafydd, viewing_id=request.pk)
    assert stands_as(requests().get()).is_report
    allowed(cast.huw, request)
    assert not stands_as(requests().get()).is_report


@pytest.mark.parametrize("how", ["ended", "expired", "named anew and expired"])
@pytest.mark.parametrize("may", ["ASK", "ALLOW"])
def test_the_policy_itself_gives_no_right_for_a_naming_that_does_not_stand(cast, concern, how, may):
    request = asked(cast.mair, concern, cast.mair, cast.owen)
    naming = named(cast.huw, cast.afon, cast.dafydd, may, days=40 if how == "named anew and expired" else 5)

    def reached() -> bool:
        dafydd = User.objects.get(pk=cast.dafydd.pk)
        if may == "ASK":
            return Concern.objects.filter(policy.viewings_to_ask(dafydd), pk=concern.pk).exists()
        return ViewingRequest.objects.filter(policy.viewings_to_allow(dafydd), pk=request.pk).count() == 1

    assert reached()
    if how == "ended":
        viewing_namings.end_naming(actor=cast.huw, school=cast.afon, naming_id=naming.pk)
    if how == "named anew and expired":
        named(cast.huw, cast.afon, cast.dafydd, may, days=2)
    assert reached() == (how != "ended")
    with time_machine.travel(clock.now() + timedelta(days=0 if how == "ended" else 6)):
        assert not reached()
