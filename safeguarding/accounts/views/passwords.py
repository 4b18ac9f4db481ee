"""Forgotten passwords, by an e-mailed link, and new ones for those who are signed in."""

from allauth.account import views as allauth
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from safeguarding.accounts import tasks
from safeguarding.accounts.forms.passwords import ChangeForm, ChooseForm, ForgottenForm
from safeguarding.accounts.services import resetting


class ForgottenView(allauth.PasswordResetView):
    """Where to send the link; the answer is the same for every address."""

    form_class = ForgottenForm

    def form_valid(self, form) -> HttpResponse:
        """Asks for the link."""
        email = form.cleaned_data["email"]
        limited = consume_or_429(self.request, action="reset_password", key=email.lower())
        if limited:
            return limited
        resetting.ask_for_link(email=email)
        return redirect(self.get_success_url())


class ChooseView(allauth.PasswordResetFromKeyView):
    """A new password, by a link that was sent."""

    form_class = ChooseForm

    def form_valid(self, form) -> HttpResponse:
        """Keeps the password; whoever chose it signs in with it next."""
        form.save()
        self.request.session.pop(allauth.INTERNAL_RESET_SESSION_KEY, None)
        tasks.send_notice.enqueue(str(self.reset_user.pk), "password_changed")
        return redirect("account_reset_password_from_key_done")


class ChangeView(allauth.PasswordChangeView):
    """A new password for somebody who is signed in."""

    form_class = ChangeForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Who has no password chooses one by a link."""
        if not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        """Keeps the password and this session; every other session of the person ends."""
        form.save()
        allauth.flows.password_change.logout_on_password_change(self.request, form.user)
        tasks.send_notice.enqueue(str(form.user.pk), "password_changed")
        messages.success(self.request, _("Your password has been changed. You are signed out everywhere else"))
        return redirect("account")


forgotten = ForgottenView.as_view()
link_sent = allauth.password_reset_done
choose = ChooseView.as_view()
chosen = allauth.password_reset_from_key_done
change = ChangeView.as_view()
