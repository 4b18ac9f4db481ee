"""The fields of sign-in, in our own words: an address, a password, a code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguarding.widgets import LineInput

LONGEST_PASSWORD = 256  # hashing longer ones would only keep the server busy
LONGEST_ADDRESS = 254
UNSEEN = {"null_characters_not_allowed": _("Type it again: it holds a character that cannot be seen")}


def address_field() -> forms.EmailField:
    """An e-mail address, by which people are known here."""
    return forms.EmailField(
        label=_("Email address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the correct format, like name@example.com"),
            "max_length": _("Enter an email address in the correct format, like name@example.com"),
            **UNSEEN,
        },
    )


def password_field(label=None, required=None) -> forms.CharField:
    """The password somebody has."""
    return _password(label or _("Password"), "current-password", required or _("Enter your password"))


def new_password_fields() -> dict[str, forms.CharField]:
    """The password somebody wants, twice."""
    first = _password(_("New password"), "new-password", _("Enter a new password"))
    first.help_text = _(
        "Use at least 12 characters. Three words that have nothing to do with each other work well. "
        "You can paste it from a password manager."
    )
    again = _password(_("New password again"), "new-password", _("Enter the new password again"))
    return {"password1": first, "password2": again}


def code_field(hint) -> forms.CharField:
    """A code from an app or from paper."""
    return forms.CharField(
        label=_("Code"),
        help_text=hint,
        max_length=32,
        widget=LineInput({"autocomplete": "one-time-code", "inputmode": "numeric"}, width=10),
        error_messages={"required": _("Enter the code"), "max_length": _("Enter the code as it is shown"), **UNSEEN},
    )


def _password(label, autocomplete: str, required) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={
            "required": required,
            "max_length": _("Use at most 256 characters for your password"),
            **UNSEEN,
        },
    )
