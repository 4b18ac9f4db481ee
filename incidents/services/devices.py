"""Devices taken into keeping and given out again, what agencies released, and what a child was asked to delete."""

from datetime import date, datetime
from uuid import UUID

from incidents.deadlines import is_before
from incidents.models import AgencyRelease, Concern, Deletion, DeviceReceived, DeviceReleased
from incidents.selectors.devices import agencies_involved, deleting
from incidents.services.committing import committed
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def receive_device(
    *,
    actor,
    reference: str,
    seen_version: int,
    kind: str,
    whose: str,
    handed_over_by: str,
    handed_over_at: datetime,
    state: str,
    place: str,
    **said: str,
) -> DeviceReceived:
    """Records that a device was handed over and is kept. What else may be said: advice and seal.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused("receive_device", concern.state)
    device = DeviceReceived(
        concern=concern,
        kind=kind,
        whose=whose,
        handed_over_by=handed_over_by,
        handed_over_at=handed_over_at,
        state=state,
        place=place,
        by=actor,
        **said,
    )
    codes = {"device": device.pk, "kind": str(kind), "whose": str(whose), "left": str(state)}
    return _keep(device, events.DEVICE_RECEIVED, actor, concern, **codes)


@acts.act
def release_device(
    *,
    actor,
    reference: str,
    seen_version: int,
    device_id: UUID,
    released_to: str,
    released_at: datetime,
    receipt: str = "",
) -> DeviceReleased:
    """Records to whom a device went. The record may be closed by then.

    Raises NotThere for a device of another record, and MoveRefused when it has left already, or for a time before it
    was handed over.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    device = concern.devices.filter(pk=device_id).first()
    if device is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(device_id))
    device.concern = concern
    if DeviceReleased.objects.filter(device=device).exists():
        raise MoveRefused("release_device", concern.state, frozenset({"device"}))
    if is_before(released_at, device.handed_over_at):
        raise MoveRefused("release_device", concern.state, frozenset({"released_at"}))
    row = DeviceReleased(device=device, released_to=released_to, released_at=released_at, receipt=receipt, by=actor)
    return _keep(row, events.DEVICE_RELEASED, actor, concern, device=device.pk)


@acts.act
def record_release(
    *, actor, reference: str, seen_version: int, agency: str, released_at: datetime, from_whom: str, **said: str
) -> AgencyRelease:
    """Records that an agency needs nothing kept any longer. What else may be said: agency_reference and words.

    The record may be closed by then. Raises MoveRefused for an agency that was never told, and for a time before it
    was told last.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    told_at = {one.agency: one.told_at for one in agencies_involved(concern)}.get(agency)
    if told_at is None:
        raise MoveRefused("record_release", concern.state, frozenset({"agency"}))
    if is_before(released_at, told_at):
        raise MoveRefused("record_release", concern.state, frozenset({"released_at"}))
    row = AgencyRelease(concern=concern, agency=agency, released_at=released_at, from_whom=from_whom, by=actor, **said)
    return _keep(row, events.AGENCY_RELEASED, actor, concern, release=row.pk, agency=str(agency))


@acts.act
def record_deletion(
    *,
    actor,
    reference: str,
    seen_version: int,
    state: str,
    where: list[str],
    until: date | None = None,
    parents_know: bool | None = None,
    words: str = "",
) -> Deletion:
    """Records that a child was asked to delete something, or what came of it.

    Raises MoveRefused when the record is closed, and while something must be kept: an agency that was told has not
    said that it needs it no longer, or it is sextortion and none was told; where none was told otherwise, until two
    people have settled that none needs to be (removing.may_ask_to_delete).
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused("record_deletion", concern.state)
    rule = deleting(concern)
    if not rule.is_possible:
        raise MoveRefused("record_deletion", concern.state, frozenset({rule.missing}))
    row = Deletion(
        concern=concern,
        state=state,
        where=",".join(where),
        until=until,
        parents_know=parents_know,
        words=words,
        by=actor,
    )
    return _keep(row, events.DELETION_RECORDED, actor, concern, deletion=row.pk, state=str(state), where=list(where))


def _keep(row, event: str, actor, concern: Concern, **details):
    """Saves a row and records that it was written down."""
    row.save(force_insert=True)
    pass_on(concern)
    acts.record(event, actor=actor, subject=concern, **details, commitment=committed(row, concern))
    return row
