"""Signing in and out, written down in the chain of each school where the person holds a role."""

from safeguarding.audit import acts, events


@acts.act
def record_sign_in(*, actor, method: str = "password") -> None:
    """The person has signed in."""
    _in_each_school(events.SIGNED_IN, actor, method=method)


@acts.act
def record_sign_out(*, actor) -> None:
    """The person has signed out."""
    _in_each_school(events.SIGNED_OUT, actor)


@acts.act
def record_end_by_time_limit(*, actor) -> None:
    """The session ended: too long without use, or older than a working day."""
    _in_each_school(events.SESSION_ENDED, actor)


@acts.act
def record_account_change(*, actor, event: str, **details) -> None:
    """A password or a second step of sign-in was changed by its owner."""
    _in_each_school(event, actor, **details)


def _in_each_school(event: str, actor, **details) -> None:
    schools = sorted({held.school_id for held in actor.roles_in_force()})
    for school_id in schools or [None]:
        acts.record(event, actor=actor, school_id=school_id, subject=actor, **details)
