"""Whom the head may name to allow a viewing, and that a naming ends with whoever named."""

from datetime import timedelta

import pytest
import time_machine

from incidents.models import ViewingAnswer, ViewingDelegation, ViewingRecord
from incidents.selectors.viewing_rights import find_to_ask, who_is_who_at
from incidents.selectors.viewings import waiting_for
from incidents.workflow import MoveRefused
from safeguarding import clock
from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.policy import NotThere
from tests.incidents.services.test_viewings_alone import concern, is_left_out, named, person
from tests.lives.viewing import allowed, asked, recorded

__all__ = ["concern"]


@pytest.mark.parametrize("role", [Role.LEAD, Role.DEPUTY, Role.CHAIR])
def test_whom_the_head_named_allows_and_answers_as_that(cast, concern, role):
    ann = person(cast.afon, "Ann Stand-in", role)
    named(cast.huw, cast.afon, ann, "ALLOW")
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    assert [one.part for one in waiting_for(ann)] == ["ANSWER"]
    allowed(ann, request)
    assert ViewingAnswer.objects.get().role == "DELEGATE"


def test_another_lead_whom_nobody_named_does_not_answer(cast, concern):
    ann = person(cast.afon, "Ann Lead", Role.LEAD)
    assert is_left_out(asked(cast.mair, concern, cast.mair, cast.dafydd), ann)


NO_STAND_INS = [(Role.STAFF,), (Role.GOVERNOR,), (Role.ADMINISTRATOR,), (Role.STAFF, Role.ADMINISTRATOR)]


@pytest.mark.parametrize("held", NO_STAND_INS)
def test_nobody_else_can_be_named_to_allow_and_an_old_naming_of_theirs_is_no_right(cast, concern, held):
    ann = person(cast.afon, "Ann Other", *held)
    with pytest.raises(MoveRefused) as refused:
        named(cast.huw, cast.afon, ann, "ALLOW")
    assert refused.value.missing == {"person"} and not ViewingDelegation.objects.exists()
    assert ann not in who_is_who_at(cast.afon.pk).stand_ins
    span = {"starts_on": clock.today(), "ends_on": clock.today()}
    old = ViewingDelegation(school=cast.afon, delegate=ann, may="ALLOW", by=cast.huw, **span)
    old.save()
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    assert is_left_out(request, User.objects.get(pk=ann.pk))
    known = who_is_who_at(cast.afon.pk)
    assert known.standing == [old] and not known.counts(old)


def head_leaves(cast, how: str) -> None:
    """Huw is head no longer; somebody else is, or will be."""
    yesterday = clock.today() - timedelta(days=1)
    held = StaffRole.objects.filter(user=cast.huw, role=Role.HEAD)
    if how == "role ended":
        held.update(ends_on=yesterday)
    if how == "gone":
        User.objects.filter(pk=cast.huw.pk).update(is_active=False)
    if how == "head elsewhere":
        held.update(ends_on=yesterday)
        roles.grant_role(actor=None, user=cast.huw, school=cast.riverside, role=Role.HEAD, starts_on=yesterday)


LEAVING = ("role ended", "gone", "head elsewhere")


@pytest.mark.parametrize("how", LEAVING)
def test_what_a_head_who_has_left_wished_is_no_right_to_allow(cast, concern, how):
    ann = person(cast.afon, "Ann Lead", Role.LEAD)
    naming = named(cast.huw, cast.afon, ann, "ALLOW", days=365)
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    head_leaves(cast, how)
    assert is_left_out(request, User.objects.get(pk=ann.pk)) and not ViewingAnswer.objects.exists()
    assert not who_is_who_at(cast.afon.pk).counts(naming)


@pytest.mark.parametrize("how", LEAVING)
def test_what_a_head_who_has_left_wished_is_no_right_to_ask_or_view(cast, concern, how):
    named(cast.huw, cast.afon, cast.dafydd, "ASK", days=365)
    head_leaves(cast, how)
    dafydd = User.objects.get(pk=cast.dafydd.pk)
    with pytest.raises(NotThere):
        find_to_ask(dafydd, concern.reference)
    assert dafydd not in who_is_who_at(cast.afon.pk).viewers


def test_a_new_head_names_anew_and_it_counts(cast, concern):
    ann, bea = person(cast.afon, "Ann Lead", Role.LEAD), person(cast.afon, "Bea Head", Role.HEAD)
    named(cast.huw, cast.afon, ann, "ALLOW")
    head_leaves(cast, "role ended")
    named(bea, cast.afon, ann, "ALLOW")
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(User.objects.get(pk=ann.pk), request)
    assert ViewingAnswer.objects.get().by == ann


def test_what_took_place_while_the_head_was_there_can_be_recorded_afterwards(cast, concern):
    named(cast.huw, cast.afon, cast.dafydd, "ASK")
    request = asked(cast.dafydd, concern, cast.dafydd, cast.mair)
    allowed(cast.huw, request)
    began = clock.now()
    with time_machine.travel(began + timedelta(days=2)):
        head_leaves(cast, "role ended")
        dafydd = User.objects.get(pk=cast.dafydd.pk)
        with pytest.raises(MoveRefused) as refused:
            recorded(dafydd, request)
        assert refused.value.missing == {"named"}
        recorded(dafydd, request, started_at=began, ended_at=began)
    assert ViewingRecord.objects.get().took_place
