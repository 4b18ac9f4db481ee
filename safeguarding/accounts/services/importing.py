"""Importing a list from the school's own system: of pupils, or of staff, who get an account and may then record."""

from datetime import date

from django.db.models import Q

from safeguarding import clock, policy
from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services.roles import write_role
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School
from safeguarding.schools.roll.comparing import Comparison
from safeguarding.schools.roll.headings import Kind
from safeguarding.schools.roll.opening import Roll, open_roll
from safeguarding.schools.roll.staffing import ChangedStaff, KnownStaff, StaffComparison, compare_staff, name_of
from safeguarding.schools.roll.values import StaffRow
from safeguarding.schools.services.importing import ProblemsFound, counts_of, import_pupils, preview_pupils


def preview_roll(
    *,
    actor: User | None,
    school: School,
    content: bytes,
    kind: Kind | None = None,
    same_child: frozenset[int] = frozenset(),
) -> tuple[Roll, Comparison | StaffComparison]:
    """What importing this file would change; nothing is. Raises `RollRefused` for a spoiled file.

    An actor of None is the command line of the server itself.
    """
    roll = _opened(actor, school, content, kind)
    if roll.kind == Kind.PUPILS:
        return roll, preview_pupils(actor=actor, school=school, roll=roll, same_child=same_child)
    return roll, preview_staff(actor=actor, school=school, roll=roll)


def import_roll(
    *,
    actor: User | None,
    school: School,
    content: bytes,
    kind: Kind | None = None,
    skip_problems: bool = False,
    mark_left_on: date | None = None,
    same_child: frozenset[int] = frozenset(),
) -> tuple[Roll, Comparison | StaffComparison]:
    """Imports a file of pupils or staff, all or nothing.

    Raises `RollRefused` for a spoiled file, and `ProblemsFound` when rows have problems and are not to be skipped.
    `same_child` names rows of pupils that are about the child whose number they bear, whatever speaks against it.
    """
    roll = _opened(actor, school, content, kind)
    asked = {"actor": actor, "school": school, "roll": roll}
    chosen = {"skip_problems": skip_problems, "mark_left_on": mark_left_on}
    if roll.kind == Kind.PUPILS:
        return roll, import_pupils(**asked, **chosen, same_child=same_child)
    return roll, import_staff(**asked, **chosen)


def preview_staff(*, actor: User | None, school: School, roll: Roll) -> StaffComparison:
    """What importing this list of staff would change. That somebody looked is recorded."""
    _require(actor, school, Verb.MANAGE_PEOPLE)
    comparison = _compared(school, roll)
    _note_preview(actor=actor, school=school, comparison=comparison)
    return comparison


@acts.act
def import_staff(
    *, actor: User | None, school: School, roll: Roll, skip_problems: bool = False, mark_left_on: date | None = None
) -> StaffComparison:
    """Makes accounts that cannot sign in yet, and gives and ends the role of staff. No other role is touched."""
    school = School.objects.select_for_update(no_key=True).get(pk=school.pk)  # nobody waits to send a record
    _require(actor, school, Verb.MANAGE_PEOPLE)
    comparison = _compared(school, roll)
    if comparison.problems and not skip_problems:
        raise ProblemsFound(roll, comparison)
    for row in comparison.new:
        write_role(actor, _new_user(actor, school, row), school, Role.STAFF)
    for row in comparison.without_role:
        _new_user(actor, school, row)
    moving = [person.pk for person, _row in comparison.joining + comparison.leaving]
    people = User.objects.in_bulk(moving + [changed.known.pk for changed in comparison.changed])
    for person, _row in comparison.joining:
        write_role(actor, people[person.pk], school, Role.STAFF)
    for changed in comparison.changed:
        _change(actor, school, people[changed.known.pk], changed)
    for person, row in comparison.leaving:
        _end_role(actor, school, people[person.pk], row.left_on)
    if mark_left_on:
        for user in User.objects.filter(pk__in=[person.pk for person in comparison.missing]):
            _end_role(actor, school, user, mark_left_on)
    counts = counts_of(comparison, marked_left=len(comparison.missing) if mark_left_on else 0)
    acts.record(events.STAFF_IMPORTED, actor=actor, school_id=school.pk, subject=school, **counts)
    return comparison


def _opened(actor: User | None, school: School, content: bytes, kind: Kind | None) -> Roll:
    _require(actor, school, Verb.IMPORT_ROLL)
    return open_roll(content, today=clock.today(), kind=kind)


@acts.act
def _note_preview(*, actor: User | None, school: School, comparison: StaffComparison) -> None:
    counts = counts_of(comparison)
    acts.record(events.STAFF_PREVIEWED, actor=actor, school_id=school.pk, subject=school, **counts)


def _require(actor: User | None, school: School, verb: Verb) -> None:
    if actor is not None:
        policy.require_school(actor, verb, school.pk)


def _compared(school: School, roll: Roll) -> StaffComparison:
    today = clock.today()
    people = (
        User.objects.filter(Q(email__in=roll.checked.mentioned) | Q(staff_roles__school=school))
        .prefetch_related("staff_roles")
        .distinct()
    )
    known = [_known(user, school, today) for user in people]
    return compare_staff(known, roll.checked, roll.columns, roll.encoding, today)


def _known(user: User, school: School, today: date) -> KnownStaff:
    here = [held for held in user.staff_roles.all() if held.school_id == school.pk]
    unended = [held for held in here if held.ends_on is None or held.ends_on >= today]
    as_staff = [held for held in unended if held.role == Role.STAFF]
    begun = [held.ends_on for held in as_staff if held.starts_on <= today]
    return KnownStaff(
        pk=user.pk,
        email=user.email,
        name=user.name,
        staff_code=user.staff_code,
        is_staff=bool(begun),
        leaves_on=None if None in begun else max(begun, default=None),
        begins_later=bool(as_staff) and not begun,
        holds_other=any(held.role != Role.STAFF for held in unended),
        is_elsewhere=any(held.school_id != school.pk for held in user.staff_roles.all()),
        is_active=user.is_active,
    )


def _new_user(actor: User | None, school: School, row: StaffRow) -> User:
    user = User.objects.create_user(email=row.email, name=name_of(row), staff_code=row.staff_code)
    acts.record(events.PERSON_ADDED, actor=actor, school_id=school.pk, subject=user)
    return user


def _change(actor: User | None, school: School, user: User, changed: ChangedStaff) -> None:
    written = {change.field: change.new for change in changed.changes}
    User.objects.filter(pk=user.pk).update(**written)
    fields = list(written)
    acts.record(events.STAFF_DETAILS_CHANGED, actor=actor, school_id=school.pk, subject=user, fields=fields)


def _end_role(actor: User | None, school: School, user: User, ends_on: date) -> None:
    """Ends the role of staff as often as it is held: a second one would let them go on."""
    today = clock.today()
    in_force = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    rows = StaffRole.objects.filter(in_force, user=user, school=school, role=Role.STAFF, starts_on__lte=today)
    for held in rows.order_by("starts_on", "pk"):
        held.ends_on = max(ends_on, held.starts_on)
        held.save(update_fields=["ends_on"])
        acts.record(events.ROLE_ENDED, actor=actor, school_id=school.pk, subject=user, ended=str(Role.STAFF))
