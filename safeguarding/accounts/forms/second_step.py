"""Turning the second step on, with an app that has been given the secret."""

from allauth.core import context
from allauth.mfa.totp import forms as allauth
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.utils.translation import gettext_lazy as _

from safeguarding.accounts import sealed_secrets
from safeguarding.accounts.forms.fields import code_field
from safeguarding.forms import House, SafeguardingForm


class TurnOnForm(House, allauth.ActivateTOTPForm):
    """The first code, which shows that the app has the secret."""

    def __init__(self, *args, user, **kwargs) -> None:
        session = context.request.session
        kept = session.get(SECRET_SESSION_KEY) if args or kwargs.get("data") is not None else None
        super().__init__(*args, user=user, **kwargs)
        self.fields = {"code": code_field(_("The 6 digits your app shows for this service."))}
        # Until it is turned on the secret waits in the session, which lies in the database: sealed there too.
        with sealed_secrets.belonging_to(user):
            if kept:
                self.secret = sealed_secrets.unseal(kept)
            else:
                session[SECRET_SESSION_KEY] = sealed_secrets.seal(self.secret)


class NothingToAskForm(SafeguardingForm):
    """A page whose button says all."""
