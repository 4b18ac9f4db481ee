"""The head names who may allow a viewing in their place, or a deputy who may ask for one; and ends that early."""

from datetime import date, timedelta
from uuid import UUID

from incidents.models import ViewingDelegation
from incidents.selectors.viewing_rights import who_is_who_at
from incidents.viewings import Delegated
from incidents.workflow import MoveRefused
from safeguarding import clock, policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School

LONGEST = timedelta(days=366)


@acts.quiet_act
def name_for_viewings(
    *, actor, school: School, person_id: UUID, may: str, starts_on: date, ends_on: date
) -> ViewingDelegation:
    """Names somebody from one day to another. A later naming of the same person for the same takes its place.

    To ask a deputy is named; to allow a deputy, a lead, another head or the chair: who may be a second person at all.
    Raises NotThere for everybody but a head of the school, and MoveRefused for somebody who cannot be named, or for
    days that cannot be. Pressing twice names once.
    """
    policy.require_school(actor, Verb.CONFIRM_ROLES, school.pk)
    _lock(school)
    known = who_is_who_at(school.pk)
    people = known.deputies if may == Delegated.ASK else known.stand_ins
    person = next((one for one in people if one.pk == person_id), None)
    wrong = {
        "person": person is None,
        "themselves": person is not None and policy.same_person(person, actor),
        "ends_on": ends_on < starts_on or ends_on < clock.today() or ends_on - starts_on > LONGEST,
    }
    if missing := frozenset(name for name, is_so in wrong.items() if is_so):
        raise MoveRefused("name_for_viewings", "", missing)
    standing = known.namings.get((person_id, may))
    if standing and (standing.starts_on, standing.ends_on, standing.by_id) == (starts_on, ends_on, actor.pk):
        return standing
    return _write(actor, school, person_id, may, starts_on, ends_on)


@acts.quiet_act
def end_naming(*, actor, school: School, naming_id: UUID) -> ViewingDelegation:
    """Ends a naming from now on. Raises NotThere; ending what has ended does nothing."""
    policy.require_school(actor, Verb.CONFIRM_ROLES, school.pk)
    _lock(school)
    standing = [row for row in who_is_who_at(school.pk).namings.values() if row.ends_on >= clock.today()]
    naming = ViewingDelegation.objects.filter(school=school, pk=naming_id).first()
    if naming is None:
        raise policy.NotThere(Verb.CONFIRM_ROLES, asked_for=str(naming_id))
    if naming.pk not in {row.pk for row in standing}:
        return naming
    yesterday = clock.today() - timedelta(days=1)
    return _write(actor, school, naming.delegate_id, naming.may, min(naming.starts_on, yesterday), yesterday)


def _lock(school: School) -> None:
    """Two presses, one after the other."""
    School.objects.select_for_update().get(pk=school.pk)


def _write(actor, school: School, person_id: UUID, may: str, starts_on: date, ends_on: date) -> ViewingDelegation:
    said = {"may": may, "starts_on": starts_on, "ends_on": ends_on}
    naming = ViewingDelegation(school=school, delegate_id=person_id, by=actor, **said)
    naming.save()
    days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    acts.record(
        events.VIEWING_DELEGATED,
        actor=actor,
        school_id=school.pk,
        naming=naming.pk,
        person=person_id,
        may=str(may),
        **days,
    )
    return naming
