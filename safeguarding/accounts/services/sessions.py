"""Signing in and out, written down in the chain of each school where the person holds a role."""

from safeguarding.audit import acts, events


@acts.act
def record_sign_in(*, actor, method: str = "password") -> None:
    """The person has signed in; `method` is a code such as "password" or "password.totp"."""
    in_each_school(events.SIGNED_IN, person=actor, actor=actor, method=method)


@acts.act
def record_sign_out(*, actor) -> None:
    """The person has signed out."""
    in_each_school(events.SIGNED_OUT, person=actor, actor=actor)


@acts.act
def record_end_by_time_limit(*, actor) -> None:
    """The session ended: too long without use, or older than a working day."""
    in_each_school(events.SESSION_ENDED, person=actor, actor=actor)


@acts.act
def record_proof(*, actor, method: str) -> None:
    """The person has shown once more that it is they who sit there, before something that needs it."""
    in_each_school(events.PROVED_AGAIN, person=actor, actor=actor, method=method)


def in_each_school(event: str, *, person, actor, **details) -> None:
    """Records an event about a person where they hold a role; in the installation's chain when they hold none."""
    schools = sorted({held.school_id for held in person.roles_in_force()})
    for school_id in schools or [None]:
        acts.record(event, actor=actor, school_id=school_id, subject=person, **details)
