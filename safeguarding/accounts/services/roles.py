"""Giving and ending roles. Safeguarding roles need the head; nobody grants one to themselves."""

from datetime import date

from django.db.models import Q

from safeguarding import clock, policy
from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import SAFEGUARDING_ROLES, Role
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School


class AlreadyHeld(Exception):
    """The person holds that role at the school already, or is to hold it: twice could not be ended once."""


@acts.act
def grant_role(
    *, actor: User | None, user: User, school: School, role: Role, starts_on: date | None = None, where_found: str = ""
) -> StaffRole:
    """Gives a person a role at a school.

    An actor of None is the set-up on the server itself. An administrator gives the role of staff; roles that reach
    children's records are given by the head, and never to oneself. Raises NotAllowed, and AlreadyHeld.
    """
    if actor is not None:
        verb = Verb.CONFIRM_ROLES if role in SAFEGUARDING_ROLES else Verb.MANAGE_PEOPLE
        if not policy.holds(actor, verb, school.pk) or (actor == user and role != Role.STAFF):
            raise policy.NotAllowed(verb, asked_for=str(user.pk), school_id=school.pk)
    return write_role(actor, user, school, role, starts_on=starts_on or clock.today(), where_found=where_found)


def write_role(actor: User | None, user: User, school: School, role: Role, **fields) -> StaffRole:
    """Within an act that has asked whether it may: the role, once. Raises AlreadyHeld."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two who give it at once take turns
    starts_on = fields.setdefault("starts_on", clock.today())
    unended = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    if StaffRole.objects.filter(unended, user=user, school=school, role=role).exists():
        raise AlreadyHeld(f"{user.pk} holds {role} at {school.pk}.")
    held = StaffRole.objects.create(user=user, school=school, role=role, granted_by=actor, **fields)
    acts.record(events.ROLE_GRANTED, actor=actor, school_id=school.pk, subject=user, granted=str(role))
    return held


@acts.act
def end_role(*, actor: User | None, held: StaffRole, ends_on: date) -> StaffRole:
    """Ends a role on a day; what was done with it stays in the record."""
    held = StaffRole.objects.select_for_update().get(pk=held.pk)
    verb = Verb.CONFIRM_ROLES if held.role in SAFEGUARDING_ROLES else Verb.MANAGE_PEOPLE
    if actor is not None and not policy.holds(actor, verb, held.school_id):
        raise policy.NotAllowed(verb, asked_for=str(held.pk), school_id=held.school_id)
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    acts.record(events.ROLE_ENDED, actor=actor, school_id=held.school_id, subject=held.user, ended=held.role)
    return held
