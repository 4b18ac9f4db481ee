"""The accounts of people who are not on an imported list: governors, and whoever joins between two imports."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from safeguarding import policy
from safeguarding.accounts.models import User
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School


@acts.act
def add_person(*, actor: User | None, school: School, email: str, name: str) -> User:
    """An account without a password and without a role. An actor of None is the set-up on the server."""
    if actor is not None:
        policy.require_school(actor, Verb.MANAGE_PEOPLE, school.pk)
    person = User.objects.create_user(email, name)
    acts.record(events.PERSON_ADDED, actor=actor, school_id=school.pk, subject=person)
    return person


@acts.act
def set_password_hash_of_demo(*, user: User, hashed: str) -> None:
    """Gives a demo person the printed password. Refused outside a demo.

    The hash is made before the act, because hashing is slow on purpose and would hold every writer.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Only a demo has printed passwords.")
    user.password = hashed
    user.save(update_fields=["password"])
    acts.record(events.PASSWORD_CHANGED, subject=user)
