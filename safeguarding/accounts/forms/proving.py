"""Showing once more that it is you: by password, or by a code of the second step."""

from allauth.account import forms as allauth
from allauth.mfa.base import forms as allauth_mfa
from django.utils.translation import gettext_lazy as _

from safeguarding.accounts.forms.fields import code_field, password_field
from safeguarding.accounts.sealed_secrets import belonging_to
from safeguarding.forms import House


class PasswordForm(House, allauth.ReauthenticateForm):
    """Your password, once more."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"password": password_field(label=_("Your password"))}


class CodeForm(House, allauth_mfa.ReauthenticateForm):
    """A code from your app, once more."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hint = _("The 6 digits your app shows now, or one of your recovery codes.")
        self.fields = {"code": code_field(hint)}

    def clean_code(self) -> str:
        """Whether the code is right for this person."""
        with belonging_to(self.user):
            return super().clean_code()
