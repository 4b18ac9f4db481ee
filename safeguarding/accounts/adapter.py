"""How the sign-in library is told our rules: nobody signs up, every act leaves an event, and the words are ours."""

import dataclasses

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safeguarding.accounts import addresses, drawn, fresh, keeping, sealed_secrets, session_times
from safeguarding.accounts.services import passwords, sessions
from safeguarding.audit import context, counting, events
from safeguarding.vault.hiding import hidden

TOO_MANY = _("You have tried too many times. Wait five minutes, then try again")
WRONG_CODE = _("That code is not right, or has been used. Wait for your app to show the next one, then enter it")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail and password for people whom the school has put on its roll."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The email address or password is not right. Check both and try again"),
        "enter_current_password": _("That is not your current password"),
        "incorrect_password": _("That is not your password"),
        "invalid_password_reset": _("This link has expired or has been used"),
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come from the school."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: there is one kind of answer, the page."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only back into this very site."""
        asking = self.request
        return url_has_allowed_host_and_scheme(url, allowed_hosts={asking.get_host()}, require_https=asking.is_secure())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits are counted by."""
        return addresses.address_of(request) or "unknown"

    def get_login_stages(self) -> list[str]:
        """After the password, the second step of those who have one; nothing else."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Never by the library, which would keep what was posted: `accounts.fresh` asks instead."""
        return False

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Only what we say ourselves; the library's own sentences are left out."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_notification_mail(self, *args, **kwargs) -> None:
        """Not the library's letters: ours are sent by the worker, in both languages."""

    def post_login(self, request, user, **kwargs):
        """Begins the times of the session and writes the sign-in down before the first page is shown.

        Words of theirs that arrived when their last session was over are looked for.
        """
        session_times.begin(request)
        fresh.note_proof(request)
        drawn.note(request, user)
        keeping.look_for(request, user)
        request.session.pop("language", None)
        # The session's key was changed by the sign-in: the events of this session carry the new one, this one too.
        session_ref = hidden("session", request.session.session_key or "")
        context.begin(dataclasses.replace(context.asking(), session_ref=session_ref))
        sessions.record_sign_in(actor=user, method=_method(get_authentication_records(request, user)))
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Writes the sign-out down and ends the session."""
        if request.user.is_authenticated:
            sessions.record_sign_out(actor=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials) -> None:
        """Counts the failure by minute and address; what was typed is kept nowhere."""
        counting.count(events.SIGN_IN_FAILED)

    def respond_user_inactive(self, request: HttpRequest, user):
        """Somebody who no longer works here, with the right password: refused, and counted as a failure."""
        counting.count(events.SIGN_IN_FAILED)
        return super().respond_user_inactive(request, user)

    def reauthenticate(self, user, password: str) -> bool:
        """Whether it is this person's password. (The library would look for addresses that we do not keep.)"""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def set_password(self, user, password: str) -> None:
        """The one place where a person's new password is kept, whichever page it was chosen on."""
        user.set_password(password)
        by_link = self.request.resolver_match.url_name == "account_reset_password_from_key"
        passwords.keep_password(actor=user, how="reset" if by_link else "changed")


class MFAAdapter(DefaultMFAAdapter):
    """Second steps of sign-in, their secrets sealed under the person's own key."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """The secret as it is kept."""
        return sealed_secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return sealed_secrets.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows beside the code."""
        return gettext("Safeguarding record")


def _method(records: list[dict]) -> str:
    """How the person signed in, as a code: "password", "password.totp", "password.recovery_codes"."""
    ways = {record["method"]: record.get("type") for record in records}
    return ".".join(["password", *([ways["mfa"]] if "mfa" in ways else [])])
