"""Your account: what the record knows of you, and what you choose for yourself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding import terms
from safeguarding.accounts.forms.account import LanguageForm
from safeguarding.accounts.selectors import second_step
from safeguarding.accounts.services import preferences

TONGUES = {"cy": "Cymraeg", "en": "English"}


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Name, roles, language, password, second step."""
    person = request.user
    return render(
        request,
        "account/overview.html",
        {"facts": _facts(person), "signing_in": _signing_in(second_step.of(person)), "roles": _roles(person)},
    )


@require_http_methods(["GET", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """The language of the pages, also where the school itself works in one only."""
    posted = request.POST if request.method == "POST" else None
    form = LanguageForm(posted, initial={"preferred": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        preferences.choose_language(actor=request.user, code=form.cleaned_data["preferred"])
        with translation.override(form.cleaned_data["preferred"]):
            messages.success(request, _("Your choice of language has been saved"))
        return redirect("account")
    return render(request, "account/language.html", {"form": form})


def _facts(person) -> list[dict]:
    change = {"url": reverse("account_language"), "text": _("Change"), "hidden": _("language")}
    code = translation.get_language()
    return [
        {"key": _("Name"), "value": person.name, "lang": "und"},
        {"key": _("Email address"), "value": person.email, "lang": "und"},
        {"key": _("Language"), "value": TONGUES[code], "lang": code, "actions": [change]},
    ]


def _signing_in(step) -> list[dict]:
    password = {"url": reverse("account_change_password"), "text": _("Change"), "hidden": _("password")}
    manage = {"url": reverse("mfa_index"), "text": _("Change"), "hidden": _("second step of sign-in")}
    return [
        {"key": _("Password"), "value": _("Not shown"), "actions": [password]},
        {"key": _("Second step"), "value": _("Turned on") if step.is_on else _("Turned off"), "actions": [manage]},
    ]


def _roles(person) -> list[dict]:
    at: dict = {}
    for held in person.roles_in_force():
        at.setdefault(held.school, []).append(str(terms.role_name(held.role, held.school.jurisdiction)))
    return [{"key": school.shown_name, "key_lang": "und", "value": ", ".join(names)} for school, names in at.items()]
