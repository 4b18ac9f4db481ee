"""Giving and ending roles."""

from datetime import date

import pytest
import time_machine

from safeguarding.accounts.models import StaffRole
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.accounts.services.roles import AlreadyHeld
from safeguarding.audit import events
from tests.safeguarding.accounts.trail import events as trail


@pytest.fixture(autouse=True)
def _in_november(cast):
    with time_machine.travel("2026-11-24T10:00:00Z"):
        yield


def grant(cast, role=Role.STAFF, **how) -> StaffRole:
    return roles.grant_role(actor=how.pop("actor", None), user=cast.nia, school=cast.afon, role=role, **how)


@pytest.mark.parametrize("starts_on", [None, date(2026, 9, 1), date(2027, 9, 1)])
def test_a_role_that_is_held_is_not_given_again(cast, starts_on):
    before, written = StaffRole.objects.count(), len(trail(events.ROLE_GRANTED))
    with pytest.raises(AlreadyHeld):
        grant(cast, actor=cast.sam, starts_on=starts_on)
    assert (StaffRole.objects.count(), len(trail(events.ROLE_GRANTED))) == (before, written)


def test_a_role_that_is_to_be_held_is_not_given_again(cast):
    grant(cast, Role.DEPUTY, starts_on=date(2027, 1, 4))
    with pytest.raises(AlreadyHeld):
        grant(cast, Role.DEPUTY)


def test_a_role_is_given_again_from_the_day_after_it_ends(cast):
    held = cast.nia.staff_roles.get()
    roles.end_role(actor=None, held=held, ends_on=date(2026, 12, 18))
    with pytest.raises(AlreadyHeld):
        grant(cast, starts_on=date(2026, 12, 18))
    assert grant(cast, starts_on=date(2026, 12, 19)).starts_on == date(2026, 12, 19)


def test_another_role_and_another_school_are_another_matter(cast):
    grant(cast, Role.DEPUTY)
    roles.grant_role(actor=None, user=cast.nia, school=cast.riverside, role=Role.STAFF)
    assert cast.nia.staff_roles.count() == 3
