"""Which school a page is about, for people who hold a right at more than one: the address names it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from safeguarding import policy
from safeguarding.accounts.keeping import KEPT
from safeguarding.policy import Verb
from safeguarding.schools.models import School


def schools_with(request: HttpRequest, *verbs: Verb) -> dict[str, School]:
    """The schools where this person holds one of these rights, by code. Raises NotThere where there is none."""
    held = request.user.roles_in_force()
    found = {role.school.code: role.school for role in held if policy.GRANTS[role.role] & set(verbs)}
    if not found:
        raise policy.NotThere(verbs[0])
    return found


def chosen_school(request: HttpRequest, *verbs: Verb) -> School | None:
    """The school that the address names, or the only one there is; None while it has to be chosen.

    Raises NotThere for a school where this person holds none of these rights.
    """
    found, named = schools_with(request, *verbs), request.GET.get("school", "")
    if named:
        if named not in found:
            raise policy.NotThere(verbs[0])
        return found[named]
    return next(iter(found.values())) if len(found) == 1 else None


def choose_school(request: HttpRequest, *verbs: Verb) -> HttpResponse:
    """The page that asks which school it should be."""
    found = schools_with(request, *verbs).values()
    kept = {KEPT: request.GET[KEPT]} if KEPT in request.GET else {}  # words that come back on the page of the school
    ways = [(school.shown_name, f"?{urlencode({'school': school.code} | kept)}") for school in found]
    return render(request, "incidents/choosing/school.html", {"ways": ways})


def address(request: HttpRequest, name: str) -> str:
    """The address of another page about the same school."""
    return reverse(name) + at_school(request)


def at_school(request: HttpRequest) -> str:
    """The part of an address that names the school, where this one does."""
    named = request.GET.get("school", "")
    return f"?{urlencode({'school': named})}" if named else ""
