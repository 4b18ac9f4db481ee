"""The second step of sign-in: a code from an app, and codes on paper for when the app is lost."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from safeguarding.accounts.models import User
from safeguarding.accounts.sealed_secrets import belonging_to
from safeguarding.accounts.services.sessions import in_each_school
from safeguarding.audit import acts, events


class AlreadyOn(Exception):
    """The second step was turned on in another window meanwhile."""


class NotOn(Exception):
    """There is no second step to change."""


@acts.act
def turn_on(*, actor: User, secret: str) -> None:
    """From now on signing in needs a code from the app that was given this secret. Makes recovery codes too."""
    _locked(actor)
    if _kept(actor, Authenticator.Type.TOTP).exists():
        raise AlreadyOn
    _kept(actor, Authenticator.Type.RECOVERY_CODES).delete()
    with belonging_to(actor):
        TOTP.activate(actor, secret)
        RecoveryCodes.activate(actor)
    _recorded(actor, "turned_on")


@acts.act
def turn_off(*, actor: User) -> None:
    """Signing in needs the password alone again; the recovery codes go with the app."""
    _locked(actor)
    gone, _by_kind = _kept(actor, Authenticator.Type.TOTP).delete()
    if not gone:
        raise NotOn
    _kept(actor, Authenticator.Type.RECOVERY_CODES).delete()
    _recorded(actor, "turned_off")


@acts.act
def renew_recovery_codes(*, actor: User) -> None:
    """New codes on paper; the old ones stop working."""
    _locked(actor)
    if not _kept(actor, Authenticator.Type.TOTP).exists():
        raise NotOn
    _kept(actor, Authenticator.Type.RECOVERY_CODES).delete()
    with belonging_to(actor):
        RecoveryCodes.activate(actor)
    _recorded(actor, "codes_renewed")


def _locked(person: User) -> None:
    """Two windows of the same person wait for each other."""
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _kept(person: User, kind: str):
    return Authenticator.objects.filter(user=person, type=kind)


def _recorded(person: User, change: str) -> None:
    in_each_school(events.SECOND_FACTOR_CHANGED, person=person, actor=person, change=change)
