"""Which page of sign-in and account answers which path. Names that the library asks for by itself are its own."""

from django.urls import path, re_path

from safeguarding.accounts.views import account, kept, passwords, proving, second_step, signing_in

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/second-step/", signing_in.second_step, name="mfa_authenticate"),
    path("sign-in/not-in-use/", signing_in.not_in_use, name="account_inactive"),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
    path("reset-password/", passwords.forgotten, name="account_reset_password"),
    path("reset-password/sent/", passwords.link_sent, name="account_reset_password_done"),
    path("reset-password/done/", passwords.chosen, name="account_reset_password_from_key_done"),
    re_path(
        r"^reset-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        passwords.choose,
        name="account_reset_password_from_key",
    ),
    path("account/", account.overview, name="account"),
    path("account/kept/", kept.listed, name="kept_words"),
    path("account/kept/<uuid:kept_id>/discard/", kept.discard, name="kept_words_discard"),
    path("account/language/", account.language, name="account_language"),
    path("account/password/", passwords.change, name="account_change_password"),
    path("account/reauthenticate/", proving.by_password, name="account_reauthenticate"),
    path("account/reauthenticate/code/", proving.by_code, name="mfa_reauthenticate"),
    path("account/second-step/", second_step.overview, name="mfa_index"),
    path("account/second-step/turn-on/", second_step.turn_on, name="mfa_activate_totp"),
    path("account/second-step/turn-off/", second_step.turn_off, name="mfa_deactivate_totp"),
    path("account/second-step/recovery-codes/", second_step.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-step/recovery-codes/new/", second_step.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
