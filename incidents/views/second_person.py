"""The page on which a second person answers or signs: seen once it is recorded that they see it, and done once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from incidents.views import acting


def act_once(
    request: HttpRequest,
    form,
    *,
    act: Callable[[], HttpResponse],
    see: Callable[[], Any],
    show: Callable[[Any], HttpResponse],
    over: type[Exception],
    when_over: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Acts when the form is in order; else sees what is asked, which is recorded, and shows it.

    `over` is what the services raise when there is nothing left to do.
    """
    acting.language_was_chosen(request)
    if form.is_bound and acting.is_only_shown(request):
        form.unjudged()
    try:
        if form.is_bound and not acting.is_only_shown(request) and form.is_valid():
            return act()
        asked = see()
    except over as raised:
        return when_over(raised)
    return show(asked)


def answered(request: HttpRequest, form, template: str, *, at: datetime | None, by_this_person: bool) -> HttpResponse:
    """That it is answered, and nothing of it; an answer that came too late is shown to who wrote it."""
    is_late = form.is_bound and not by_this_person
    texts = [form.words] if is_late and form.is_valid() and form.words else []
    return render(request, template, {"answered_at": at, "not_recorded": is_late, "texts": texts})


def age_and_year(sight) -> list[dict]:
    """What is shown of a child to who answers: not who they are."""
    return [
        {"key": _("Age"), "value": _("not known") if sight.age is None else sight.age},
        {"key": _("Year group"), "value": sight.year or _("not known")},
    ]
