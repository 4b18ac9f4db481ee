"""Having the whole audit trail checked: at once where it is short, by the worker where that would take too long."""

import logging
from uuid import UUID

from incidents.models import CheckState, TrailCheck
from incidents.models.trail_check import UNFINISHED
from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.audit.verification import Verdict, verify
from safeguarding.schools.models import School

TOLD_EVERY = 20_000  # entries: whoever waits sees how far it is
log = logging.getLogger(__name__)


def check_trail(check_id: UUID) -> None:
    """Checks once; asked again it does nothing. What it finds, also that it could not go on, is recorded."""
    check = _begin(check_id=check_id)
    if check is None:
        return
    try:
        keys = School.objects.fingerprints(pk=check.school_id)
        verdict = verify(check.school_id, keys=keys, progress=lambda checked: _move(check=check, checked=checked))
    except Exception as error:
        log.exception("The check %s of the trail could not be finished.", check.pk)
        _fail(check=check, kind=type(error).__name__)
        return
    _finish(check=check, verdict=verdict)
    give_up_stuck_checks()


def give_up_stuck_checks() -> int:
    """Writes down that checks which nobody does any more could not be finished. Returns how many."""
    unfinished = TrailCheck.objects.filter(state__in=UNFINISHED).select_related("asked_by")
    stuck = [check for check in unfinished if check.is_stuck]
    for check in stuck:
        _fail(check=check, kind="Stuck")
    return len(stuck)


@acts.quiet_act
def _begin(*, check_id: UUID) -> TrailCheck | None:
    """The check, now going on; nothing when somebody else does it or it is done."""
    rows = TrailCheck.objects.filter(pk=check_id, state=CheckState.WAITING)
    if not rows.update(state=CheckState.CHECKING, moved_at=clock.now()):
        return None
    return TrailCheck.objects.select_related("asked_by").get(pk=check_id)


def _move(*, check: TrailCheck, checked: int) -> None:
    if checked - check.checked >= TOLD_EVERY:
        check.checked = checked
        _tell(check=check)


@acts.quiet_act
def _tell(*, check: TrailCheck) -> None:
    check.moved_at = clock.now()
    TrailCheck.objects.filter(pk=check.pk).update(checked=check.checked, moved_at=check.moved_at)


@acts.act
def _finish(*, check: TrailCheck, verdict: Verdict) -> None:
    """What was found counts, though it was given up meanwhile: a fault must not be lost."""
    now, fault_seq = clock.now(), verdict.fault.seq if verdict.fault else None
    TrailCheck.objects.filter(pk=check.pk).update(
        state=CheckState.DONE, checked=verdict.entries, fault_seq=fault_seq, done_at=now, moved_at=now
    )
    acts.record(
        events.AUDIT_CHECKED,
        actor=check.asked_by,
        subject=check,
        whole=verdict.is_whole,
        entries=verdict.entries,
        first_fault=fault_seq,
    )


@acts.quiet_act
def _fail(*, check: TrailCheck, kind: str) -> None:
    rows = TrailCheck.objects.filter(pk=check.pk, state__in=UNFINISHED, moved_at=check.moved_at)
    if not rows.update(state=CheckState.FAILED, moved_at=clock.now()):
        return  # it was given up before, or goes on after all
    acts.record(events.AUDIT_CHECKED, actor=check.asked_by, subject=check, outcome=events.Outcome.ERROR, error=kind)
