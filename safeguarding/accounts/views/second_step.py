"""The second step of sign-in: turned on and off by each person for themselves."""

from allauth.mfa.totp import views as allauth
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding.accounts import qr, tasks
from safeguarding.accounts.forms.second_step import NothingToAskForm, TurnOnForm
from safeguarding.accounts.fresh import fresh_sign_in_required
from safeguarding.accounts.selectors import second_step as selected
from safeguarding.accounts.services import second_step


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Whether it is on, and what can be done about it."""
    return render(request, "mfa/index.html", {"step": selected.of(request.user)})


@method_decorator(fresh_sign_in_required, name="dispatch")
class TurnOnView(allauth.ActivateTOTPView):
    """A picture for the app to read, the same secret in letters, and the first code."""

    form_class = TurnOnForm

    def get_context_data(self, **kwargs) -> dict:
        """With the picture as a path, because no page here may hold an image of its own."""
        context = super(allauth.ActivateTOTPView, self).get_context_data(**kwargs)
        secret = context["form"].secret
        picture = qr.drawn(allauth.get_adapter().build_totp_url(self.request.user, secret))
        letters = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context | {"picture": picture, "letters": letters}

    def form_valid(self, form) -> HttpResponse:
        """On, and to the recovery codes."""
        try:
            second_step.turn_on(actor=self.request.user, secret=form.secret)
        except second_step.AlreadyOn:
            return redirect("mfa_index")
        clear_totp_secret(self.request)
        tasks.send_notice.enqueue(str(self.request.user.pk), "second_step_on")
        messages.success(self.request, _("The second step is on. Keep your recovery codes now"))
        return redirect("mfa_view_recovery_codes")


@require_http_methods(["GET", "POST"])
@fresh_sign_in_required
def turn_off(request: HttpRequest) -> HttpResponse:
    """Asks first, then turns it off."""
    if request.method == "POST":
        _changed(second_step.turn_off, request)
        tasks.send_notice.enqueue(str(request.user.pk), "second_step_off")
        messages.success(request, _("The second step is off"))
        return redirect("mfa_index")
    return _asked(request, "mfa/totp/deactivate_form.html")


@require_GET
@fresh_sign_in_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes that have not been used."""
    codes = selected.codes_of(request.user)
    if not codes:
        return redirect("mfa_index")
    return render(request, "mfa/recovery_codes/index.html", {"codes": [_spaced(code) for code in codes]})


@require_http_methods(["GET", "POST"])
@fresh_sign_in_required
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Asks first, then makes new ones."""
    if request.method == "POST":
        _changed(second_step.renew_recovery_codes, request)
        tasks.send_notice.enqueue(str(request.user.pk), "recovery_codes_renewed")
        messages.success(request, _("You have new recovery codes. The old ones no longer work"))
        return redirect("mfa_view_recovery_codes")
    return _asked(request, "mfa/recovery_codes/generate.html")


def _asked(request: HttpRequest, template: str) -> HttpResponse:
    if not selected.of(request.user).is_on:
        return redirect("mfa_index")
    return render(request, template, {"form": NothingToAskForm()})


def _changed(service, request: HttpRequest) -> None:
    try:
        service(actor=request.user)
    except second_step.NotOn as error:
        raise Http404("there is no second step to change") from error


def _spaced(code: str) -> str:
    return f"{code[:5]} {code[5:]}"


turn_on = TurnOnView.as_view()
