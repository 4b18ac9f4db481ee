"""What a person's second step is made from, sealed under their own key so that it opens for nobody else's row."""

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from safeguarding.accounts.models import User
from safeguarding.vault import fields

_whose: ContextVar[User | None] = ContextVar("whose_secrets", default=None)


class NobodysSecret(RuntimeError):
    """A secret was sealed or opened without saying whose it is: it could have been anybody's."""


@contextmanager
def belonging_to(person: User) -> Iterator[None]:
    """Until the end of the block, secrets are this person's and nobody else's.

    The sign-in library seals and opens secrets without saying whose they are. It is told from outside, so that a
    secret which somebody copied from their own row into another person's row opens nothing there.
    """
    token = _whose.set(person)
    try:
        yield
    finally:
        _whose.reset(token)


def seal(secret: str) -> str:
    """The secret of the present person, sealed, as text that fits into the library's rows."""
    person = _present_person()
    return base64.b64encode(fields.seal(secret, person.key, _place(person))).decode("ascii")


def unseal(sealed: str) -> str:
    """The secret again. Raises SealBroken when it is not the present person's, or was altered."""
    person = _present_person()
    try:
        stored = base64.b64decode(sealed, validate=True)
    except binascii.Error as error:
        raise fields.SealBroken("A secret of the second step is not sealed.") from error
    return fields.unseal(stored, person.key, _place(person))


def _present_person() -> User:
    person = _whose.get()
    if person is None:
        raise NobodysSecret("Say whose secret it is: with belonging_to(person): ...")
    return person


def _place(person: User) -> str:
    return f"{person._meta.db_table}|{person.pk}|second_step"
