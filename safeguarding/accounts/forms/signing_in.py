"""Signing in: by address and password, then by a code where a person has turned that on."""

from allauth.account import forms as allauth
from allauth.mfa.base import forms as allauth_mfa
from django.utils.translation import gettext_lazy as _

from safeguarding.accounts.forms.fields import address_field, code_field, password_field
from safeguarding.accounts.sealed_secrets import belonging_to
from safeguarding.forms import House


class SignInForm(House, allauth.LoginForm):
    """Who you are, and your password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"login": address_field(), "password": password_field()}

    def clean_login(self) -> str:
        """The address in small letters, as it is kept."""
        return self.cleaned_data["login"].lower()


class SecondStepForm(House, allauth_mfa.AuthenticateForm):
    """The code of the second step."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hint = _("The 6 digits your app shows now, or one of your recovery codes.")
        self.fields = {"code": code_field(hint)}

    def clean_code(self) -> str:
        """Whether the code is right for this person."""
        with belonging_to(self.user):
            return super().clean_code()
