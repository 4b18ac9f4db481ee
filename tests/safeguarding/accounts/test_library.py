"""The sign-in library under our own addresses: nothing it asks for is missing, and nothing of its own shows."""

import re
from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse

from safeguarding.accounts.adapter import AccountAdapter, MFAAdapter
from tests.access.matrix import url_names

FOLDER = Path(allauth.__file__).parent
REVERSED = re.compile(
    r"""(?:reverse|reverse_lazy|headed_redirect_response)\(\s*["'](\w+)["']|urlname = ["'](\w+)["']"""
)

# Names that the library knows and we do not answer, with the reason why it never asks for them here.
NEVER_ASKED = {
    "account_change_phone": "no telephone numbers",
    "account_complete_password_reset": "passwords are reset by a link, not by a code",
    "account_confirm_email": "no addresses are confirmed: they come from the roll",
    "account_confirm_login_code": "nobody signs in by an e-mailed code; get_login_stages leaves it out",
    "account_confirm_password_reset_code": "passwords are reset by a link, not by a code",
    "account_email": "no page for addresses; the middleware that looks for it expects that",
    "account_email_verification_sent": "no addresses are confirmed; get_login_stages leaves it out",
    "account_password_reset_completed": "passwords are reset by a link, not by a code",
    "account_request_login_code": "nobody signs in by an e-mailed code",
    "account_set_password": "who has no password is sent to the link, by our own view, before the library's",
    "account_signup": "no sign-up; the library expects that it may be missing",
    "account_signup_by_passkey": "no sign-up",
    "account_verify_phone": "no telephone numbers; get_login_stages leaves it out",
    "mfa_list_webauthn": "passkeys come later",
    "mfa_reauthenticate_webauthn": "passkeys come later",
    "mfa_signup_webauthn": "no sign-up",
    "mfa_trust": "no browser is trusted: staff rooms share computers",
}

OF_THE_LIBRARY = [
    "account/login", "account/logout", "account/account_inactive", "account/password_reset",
    "account/password_reset_done", "account/password_reset_from_key", "account/password_reset_from_key_done",
    "account/password_change", "account/reauthenticate", "mfa/authenticate", "mfa/reauthenticate", "mfa/index",
    "mfa/totp/activate_form", "mfa/totp/deactivate_form", "mfa/recovery_codes/index", "mfa/recovery_codes/generate",
]  # fmt: skip


def names_asked_for() -> set[str]:
    """Every name of an address that the code of the library's two parts in use asks for."""
    files = [path for part in ("account", "mfa") for path in (FOLDER / part).rglob("*.py") if "tests" not in path.parts]
    found = {name for path in files for pair in REVERSED.findall(path.read_text()) for name in pair if name}
    assert "account_login" in found and "mfa_index" in found and "mfa_authenticate" in found
    return found


def test_every_address_the_library_asks_for_is_answered_or_never_asked_for():
    assert names_asked_for() - url_names() - NEVER_ASKED.keys() == set()


def test_no_reason_is_given_for_what_is_answered_or_no_longer_asked_for():
    assert NEVER_ASKED.keys() & url_names() == set()
    assert NEVER_ASKED.keys() - names_asked_for() == set()


def test_there_is_no_address_for_signing_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


@pytest.mark.parametrize("name", OF_THE_LIBRARY)
def test_the_page_is_ours(name):
    assert "/templates/" in get_template(f"{name}.html").origin.name
    assert "site-packages" not in get_template(f"{name}.html").origin.name


@pytest.mark.parametrize(
    ("adapter", "codes"),
    [
        (
            AccountAdapter,
            "email_password_mismatch enter_current_password incorrect_password invalid_password_reset rate_limited "
            "too_many_login_attempts",
        ),
        (MFAAdapter, "incorrect_code"),
    ],
)
def test_every_sentence_that_can_be_shown_is_ours(adapter, codes):
    library = adapter.__bases__[0].error_messages
    assert [code for code in codes.split() if adapter.error_messages[code] is library[code]] == []
