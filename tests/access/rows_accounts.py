"""Access to the pages of sign-in and account: everybody's own, and nobody else's."""

from tests.access.matrix import Row, everyone

INVENTED_LINK = {"uidb36": "1", "key": "invented"}

ROWS: list[Row] = [
    Row("account_login", get=everyone(), post=everyone(), public=True),
    Row("mfa_authenticate", get=everyone(), post=everyone(), public=True),
    Row("account_inactive", get=everyone(), public=True),
    Row("account_logout", get=everyone(), post=everyone(), public=True),
    Row("account_reset_password", get=everyone(), post=everyone(), public=True),
    Row("account_reset_password_done", get=everyone(), public=True),
    Row("account_reset_password_from_key_done", get=everyone(), public=True),
    Row(
        "account_reset_password_from_key",
        on=lambda world: INVENTED_LINK,
        get=everyone(),
        post=everyone(),
        public=True,
    ),
    Row("account", get=everyone()),
    Row("account_language", get=everyone(), post=everyone(), data={"preferred": "cy"}),
    Row("account_change_password", get=everyone(), post=everyone()),
    Row("account_reauthenticate", get=everyone(), post=everyone()),
    Row("mfa_reauthenticate", get=everyone(), post=everyone()),
    Row("mfa_index", get=everyone()),
    Row("mfa_activate_totp", get=everyone(), post=everyone()),
    # Nobody of the cast has a second step: there is nothing to turn off, to show or to make anew.
    Row("mfa_deactivate_totp", get=everyone()),
    Row("mfa_view_recovery_codes", get=everyone()),
    Row("mfa_generate_recovery_codes", get=everyone()),
]
