"""Passwords: chosen by their owner, forgotten, and chosen anew by an e-mailed link. Nobody chooses another's."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse

from safeguarding.accounts.models import User
from safeguarding.accounts.services.sessions import in_each_school
from safeguarding.audit import acts, events


@acts.act
def keep_password(*, actor: User, how: str) -> None:
    """Keeps the password that has just been set on the person; their other sessions end with the old one.

    The hash is made before the act, because hashing is slow on purpose and would hold every writer. `how` is
    "changed" (by somebody signed in) or "reset" (by an e-mailed link).
    """
    actor.save(update_fields=["password"])
    in_each_school(events.PASSWORD_CHANGED, person=actor, actor=actor, how=how)


@acts.act
def record_link(*, person: User) -> None:
    """A link for choosing a new password is being sent to the person."""
    in_each_school(events.PASSWORD_LINK_SENT, person=person, actor=None)


def link_for(person: User) -> str:
    """The address at which this person, once and within an hour, chooses a new password."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": person.pk.hex, "key": default_token_generator.make_token(person)},
    )
    return settings.SITE_URL.rstrip("/") + path
