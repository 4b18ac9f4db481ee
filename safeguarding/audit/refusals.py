"""What was refused, written down after the refused act ended; it says the same for unknown and forbidden."""

from safeguarding.audit import acts, counting, events
from safeguarding.vault.hiding import hidden


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
def _record(event: str, *, actor, **details) -> None:
    # Always the chain of the person's own school, whatever was asked for: a different chain would tell.
    held = actor.roles_in_force()
    school_id = held[0].school_id if held else None
    acts.record(event, actor=actor, school_id=school_id, outcome=events.Outcome.DENIED, **details)
