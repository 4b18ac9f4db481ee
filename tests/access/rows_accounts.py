"""Access to the pages of sign-in and account: everybody's own, and nobody else's."""

import uuid

from safeguarding.accounts.services import kept
from tests.access.matrix import Row, everyone, only

INVENTED_LINK = {"uidb36": "1", "key": "invented"}


def build(world) -> None:
    """Words of Nia's that arrived when her session was over."""
    fields = [("words", "She said more at lunch.")]
    world.kept = kept.keep_words(owner=world.cast.nia, path="/my-records/2222-2222/add/", fields=fields)


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
    Row("kept_words", get=everyone()),
    Row(
        "kept_words_discard",
        on=lambda world: {"kept_id": world.kept.pk},
        post=only("nia"),
        unknown={"kept_id": uuid.UUID(int=0)},
    ),
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
