"""What a person's account page says about the second step of their sign-in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from safeguarding.accounts.models import User
from safeguarding.accounts.sealed_secrets import belonging_to


@dataclass(frozen=True)
class SecondStep:
    """Whether there is one, since when, and how many recovery codes are left."""

    is_on: bool
    since: datetime | None
    codes_left: int


def of(person: User) -> SecondStep:
    """The second step of a person."""
    app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    return SecondStep(is_on=app is not None, since=app.created_at if app else None, codes_left=len(codes_of(person)))


def codes_of(person: User) -> list[str]:
    """The recovery codes that have not been used."""
    codes = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    if codes is None:
        return []
    with belonging_to(person):
        return codes.wrap().get_unused_codes()
