"""What was refused or could not be opened, written down afterwards; it says the same for unknown and forbidden."""

from safeguarding.audit import acts, counting, events
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
    if not actor.is_authenticated:
        counting.count(events.BODY_REFUSED)
        return
    _record(events.BODY_REFUSED, actor=actor)


@acts.act
def record_unopened(*, actor, rows: list) -> None:
    """Somebody's page held what could not be opened: an event for each row of which something was altered."""
    for row in rows[:MOST_ROWS]:
        acts.record(
            events.NOT_OPENED, actor=actor, school_id=_school_of(actor), subject=row, outcome=events.Outcome.ERROR
        )


@acts.act
def _record(event: str, *, actor, **details) -> None:
    acts.record(event, actor=actor, school_id=_school_of(actor), outcome=events.Outcome.DENIED, **details)


def _school_of(actor):
    """Always the chain of the person's own school, whatever was asked for: a different chain would tell."""
    held = actor.roles_in_force()
    return held[0].school_id if held else None
