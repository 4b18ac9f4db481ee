"""Showing once more who sits there, before something that needs it."""

from allauth.account import views as allauth
from allauth.mfa.base import views as allauth_mfa
from django.http import HttpResponse
from django.shortcuts import redirect

from safeguarding.accounts import fresh
from safeguarding.accounts.forms.proving import CodeForm, PasswordForm


class ByPasswordView(allauth.ReauthenticateView):
    """By password."""

    form_class = PasswordForm

    def form_valid(self, form) -> HttpResponse:
        """On to what was asked for."""
        fresh.prove(self.request, "password")
        return redirect(self.get_success_url())


class ByCodeView(allauth_mfa.ReauthenticateView):
    """By a code of the second step."""

    form_class = CodeForm

    def form_valid(self, form) -> HttpResponse:
        """On to what was asked for."""
        form.authenticator.record_usage()
        fresh.prove(self.request, form.authenticator.type)
        return redirect(self.get_success_url())


by_password = ByPasswordView.as_view()
by_code = ByCodeView.as_view()
