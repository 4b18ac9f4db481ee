"""Signing in and out."""

from allauth.account import views as allauth
from allauth.mfa.base import views as allauth_mfa
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from safeguarding.accounts import drawn
from safeguarding.accounts.forms.signing_in import SecondStepForm, SignInForm
from safeguarding.audit import counting, events
from safeguarding.late import leaving


class SignInView(allauth.LoginView):
    """Address and password; says why somebody has to sign in again."""

    form_class = SignInForm

    def get_context_data(self, **kwargs) -> dict:
        """With the reason why a session ended, if one did."""
        return super().get_context_data(**kwargs) | {"ended": self.request.GET.get("ended", "")}


class SecondStepView(allauth_mfa.AuthenticateView):
    """The code, for those who have turned the second step on."""

    form_class = SecondStepForm

    def _build_forms(self):
        """One form: there is no other kind of second step yet."""
        data = self.request.POST if self.request.method == "POST" else None
        self.webauthn_form, self.auth_form = None, self.form_class(user=self.stage.login.user, data=data)
        return self.auth_form

    def form_invalid(self, form) -> HttpResponse:
        """A wrong code is a failed sign-in."""
        counting.count(events.SIGN_IN_FAILED)
        return super().form_invalid(form)


class SignOutView(allauth.LogoutView):
    """Ends the session by POST; a GET shows the button."""

    def post(self, *args, **kwargs) -> HttpResponse:
        """Signs out, in the person's language to the end."""
        code = self.request.LANGUAGE_CODE
        ending = super().post
        response = leaving(drawn.leave(self.request, lambda _request: ending(*args, **kwargs)))
        self.request.session["language"] = code
        messages.success(self.request, _("You have signed out"))
        return response


sign_in = SignInView.as_view()
second_step = SecondStepView.as_view()
sign_out = SignOutView.as_view()
not_in_use = allauth.account_inactive
