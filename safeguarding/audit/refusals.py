"""What was refused or could not be opened, written down afterwards; it says the same for unknown and forbidden."""

from safeguarding.audit import acts, counting, events
from safeguarding.audit.counting import school_of
from safeguarding.vault.hiding import hidden

MOST_ROWS = 50  # of one request: where a whole school cannot be opened, more of the same say nothing


def record_refusal(*, actor, verb: str, asked_for: str) -> None:
    """Somebody asked for what is not there for them. The reference they asked for is kept as a keyed hash only."""
    if not actor.is_authenticated:
        counting.count(events.REQUEST_REFUSED)
        return
    _record(events.REQUEST_REFUSED, actor=actor, verb=str(verb), asked_for=hidden("reference", asked_for))


def record_body_refusal(*, actor) -> None:
    """Somebody sent something that is not a plain form. Nothing of it was read, so nothing of it is kept."""
    _record_or_count(events.BODY_REFUSED, actor=actor)


def record_picture_taken_out(*, actor, page: str, length: int, detectors: list[str]) -> None:
    """Somebody sent a picture or a file written in characters: on which page, how long and how it was found.

    Nothing of what it was is kept, and no hash of it. `page` is the name of an address, `length` in characters.
    """
    _record_or_count(events.PICTURE_TAKEN_OUT, actor=actor, page=page, length=length, detectors=detectors)


@acts.act
def record_unopened(*, actor, rows: list) -> None:
    """Somebody's page held what could not be opened: an event for each row of which something was altered."""
    for row in rows[:MOST_ROWS]:
        acts.record(
            events.NOT_OPENED, actor=actor, school_id=school_of(actor), subject=row, outcome=events.Outcome.ERROR
        )


def _record_or_count(event: str, *, actor, **details) -> None:
    if actor.is_authenticated:
        _count_and_record(event, actor=actor, **details)
    else:
        counting.count(event)


@acts.quiet_act
def _count_and_record(event: str, *, actor, **details) -> None:
    if counting.one_more_of(actor, event):
        acts.record(event, actor=actor, school_id=school_of(actor), outcome=events.Outcome.DENIED, **details)


@acts.act
def _record(event: str, *, actor, **details) -> None:
    acts.record(event, actor=actor, school_id=school_of(actor), outcome=events.Outcome.DENIED, **details)
