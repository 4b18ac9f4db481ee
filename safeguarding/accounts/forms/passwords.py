"""Forgotten and new passwords."""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django.contrib.auth.tokens import default_token_generator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguarding.accounts.forms.fields import address_field, new_password_fields, password_field
from safeguarding.forms import House, SafeguardingForm


class ForgottenForm(SafeguardingForm):
    """Where to send the link."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = address_field()


class _NewPassword(House):
    """A new password, typed twice, hard enough to guess."""

    def clean_password1(self) -> str:
        """The new password, if it will do."""
        return get_adapter().clean_password(self.cleaned_data["password1"], user=self.user)

    def clean(self) -> dict:
        """Both times the same."""
        typed = [self.cleaned_data.get(name) for name in ("password1", "password2")]
        if all(typed) and typed[0] != typed[1]:
            self.add_error("password2", _("Enter the same new password twice"))
        return self.cleaned_data


class ChangeForm(_NewPassword, allauth.ChangePasswordForm):
    """The password you have, and the one you want."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        old = password_field(gettext_lazy("Current password"), gettext_lazy("Enter your current password"))
        self.fields = {"oldpassword": old, **new_password_fields()}


class ChooseForm(_NewPassword, allauth.ResetPasswordKeyForm):
    """The password you want, by a link that was sent to you."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = new_password_fields()


class LinkForm(allauth.UserTokenForm):
    """Whether a link is still good. Never shown; the settings name it to the library."""

    token_generator = default_token_generator

    def _get_user(self, uidb36: str):
        person = super()._get_user(uidb36) if uidb36 else None
        return person if person is not None and person.is_active else None
