"""How django-allauth is told our rules: nobody signs up, and signing in leaves an event."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from safeguarding.accounts.services import sessions
from safeguarding.audit import counting, events


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail and password for people whom the school has put on its roll."""

    def is_open_for_signup(self, request) -> bool:
        """Never: accounts come from the school."""
        return False

    def post_login(self, request, user, **kwargs):
        """Writes the sign-in down before the first page is shown."""
        sessions.record_sign_in(actor=user)
        return super().post_login(request, user, **kwargs)

    def logout(self, request) -> None:
        """Writes the sign-out down and ends the session."""
        if request.user.is_authenticated:
            sessions.record_sign_out(actor=request.user)
        super().logout(request)

    def authentication_failed(self, request, **credentials) -> None:
        """Counts the failure by minute and address; what was typed is kept nowhere."""
        counting.count(events.SIGN_IN_FAILED)
        super().authentication_failed(request, **credentials)


class MFAAdapter(DefaultMFAAdapter):
    """Second steps of sign-in, their secrets sealed under the person's own key."""
