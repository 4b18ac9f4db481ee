"""Bringing the roll up to date from the school's own system. Pupils are added and changed, never deleted."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from safeguarding import clock, policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import EarlierIdentity, Pupil, School
from safeguarding.schools.roll.comparing import Change, ChangedPupil, Comparison, KnownPupil, compare
from safeguarding.schools.roll.identity import IDENTITY
from safeguarding.schools.roll.opening import Roll
from safeguarding.schools.roll.values import PupilRow

BATCH = 500
# Where the record keeps what a file calls by another name.
COLUMN_OF = {"born_on": "born_on_text"}
NUMBERS = {"upn", "school_number"}
# What follows from a birthday put right, within the same act: the apps above say so when they are set up. It is told
# the ids of the pupils and answers nothing, so that whoever imports learns nothing of what is recorded about them.
AFTER_BIRTHDAYS: list[Callable[[list[UUID]], None]] = []


class ProblemsFound(Exception):
    """Rows of the file have problems, so nothing of it was imported. Carries what an import would have changed."""

    def __init__(self, roll: Roll, comparison) -> None:
        super().__init__("problems found")
        self.roll, self.comparison = roll, comparison


def preview_pupils(*, actor, school: School, roll: Roll, same_child: frozenset[int] = frozenset()) -> Comparison:
    """What importing this file would change. That somebody looked is recorded; nothing else is written."""
    _require(actor, school)
    comparison = compare_with_record(school, roll, same_child)
    _note_preview(actor=actor, school=school, comparison=comparison)
    return comparison


@acts.act
def import_pupils(
    *,
    actor,
    school: School,
    roll: Roll,
    skip_problems: bool = False,
    mark_left_on: date | None = None,
    same_child: frozenset[int] = frozenset(),
) -> Comparison:
    """Adds and changes pupils as the file says, all or nothing.

    With a problem in any row nothing is imported (`ProblemsFound`), unless the caller has chosen to skip those rows.
    Pupils who are not in the file stay as they are, unless the caller says on which day they left. A row that may be
    about another child than its number says is a problem, unless the caller names it in `same_child`.
    An actor of None is the command line of the server itself.
    """
    school = School.objects.select_for_update(no_key=True).get(pk=school.pk)  # nobody waits to send a record
    _require(actor, school)
    comparison = compare_with_record(school, roll, same_child)
    if comparison.problems and not skip_problems:
        raise ProblemsFound(roll, comparison)
    _add(school, comparison.new)
    _change(actor, school, comparison.changed + comparison.returned)
    _pass_on_birthdays(comparison.changed + comparison.returned)
    if mark_left_on:
        _mark_left(comparison.missing, mark_left_on)
    counts = counts_of(comparison, marked_left=len(comparison.missing) if mark_left_on else 0)
    acts.record(events.ROLL_IMPORTED, actor=actor, school_id=school.pk, subject=school, **counts)
    return comparison


def compare_with_record(school: School, roll: Roll, same_child: frozenset[int] = frozenset()) -> Comparison:
    """The file against every pupil the school has ever had, opened once."""
    known = [_known(pupil) for pupil in school.pupils.all()]
    return compare(known, roll.checked, roll.columns, roll.encoding, clock.today(), same_child)


def counts_of(comparison, **others: int) -> dict[str, int]:
    """The figures of a comparison, for the audit trail: never a name."""
    return {name: len(getattr(comparison, name)) for name in comparison.__dataclass_fields__} | others


@acts.act
def _note_preview(*, actor, school: School, comparison: Comparison) -> None:
    acts.record(events.ROLL_PREVIEWED, actor=actor, school_id=school.pk, subject=school, **counts_of(comparison))


def _require(actor, school: School) -> None:
    if actor is not None:
        policy.require_school(actor, Verb.IMPORT_ROLL, school.pk)


def _known(pupil: Pupil) -> KnownPupil:
    fields = (name for name in KnownPupil.__dataclass_fields__)
    return KnownPupil(**{name: getattr(pupil, name) for name in fields})


def _add(school: School, rows: tuple[PupilRow, ...]) -> None:
    pupils = []
    for row in rows:
        pupil = Pupil(school=school, identity_digest=Pupil.digest(school, row.upn, row.school_number))
        _write(
            pupil, (Change(name, None, getattr(row, name)) for name in KnownPupil.__dataclass_fields__ if name != "pk")
        )
        pupils.append(pupil)
    Pupil.objects.bulk_create(pupils, batch_size=BATCH)


def _change(actor, school: School, changed: tuple[ChangedPupil, ...]) -> None:
    """One statement a pupil and only the columns that differ: sealed fields cannot be written by a common statement."""
    changed = tuple(each for each in changed if each.changes)
    pupils = school.pupils.in_bulk([each.known.pk for each in changed]) if changed else {}
    _keep_identities(actor, changed, pupils)
    for each in changed:
        pupil = pupils[each.known.pk]
        written = _write(pupil, each.changes)
        if NUMBERS & set(written):
            pupil.identity_digest = Pupil.digest(school, pupil.upn, pupil.school_number)
            written.append("identity_digest")
        pupil.save(update_fields=written)


def _pass_on_birthdays(changed: tuple[ChangedPupil, ...]) -> None:
    pupils = [each.known.pk for each in changed if any(change.field == "born_on" for change in each.changes)]
    for follow in AFTER_BIRTHDAYS if pupils else ():
        follow(pupils)


def _keep_identities(actor, changed: tuple[ChangedPupil, ...], pupils: dict) -> None:
    """Before it is changed: what a child was called is kept, and the trail says of whom what was changed."""
    kept = []
    for each in changed:
        codes = [change.field for change in each.changes if change.field in IDENTITY]
        if codes:
            pupil = pupils[each.known.pk]
            identity = EarlierIdentity(pupil=pupil)
            _write(identity, (Change(name, None, getattr(each.known, name)) for name in IDENTITY))
            kept.append(identity)
            details = {"fields": codes, "confirmed": each.confirmed}
            acts.record(events.PUPIL_IDENTITY_CHANGED, actor=actor, subject=pupil, **details)
    EarlierIdentity.objects.bulk_create(kept, batch_size=BATCH)


def _write(pupil: Pupil | EarlierIdentity, changes) -> list[str]:
    written = []
    for change in changes:
        column = COLUMN_OF.get(change.field, change.field)
        value = change.new.isoformat() if column == "born_on_text" else change.new
        setattr(pupil, column, value)
        written.append(column)
    return written


def _mark_left(missing: tuple[KnownPupil, ...], left_on: date) -> None:
    for start in range(0, len(missing), BATCH):
        ids = [pupil.pk for pupil in missing[start : start + BATCH]]
        Pupil.objects.filter(pk__in=ids).update(left_on=left_on)
