"""The pages on which a school's contacts and guidance are seen, checked, changed and added to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding import policy
from safeguarding.accounts.answering import is_only_shown, language_was_chosen, posted
from safeguarding.accounts.choosing import at_school, choose_school, chosen_school, schools_with
from safeguarding.directory import guidance_pages as pages
from safeguarding.directory.forms import FORMS, FORMS_TO_ADD, EntryForm
from safeguarding.directory.kinds import MAY_BE_ADDED, MAY_BE_KEPT, Kind
from safeguarding.directory.services import keeping
from safeguarding.directory.services.keeping import Asked
from safeguarding.policy import Verb
from safeguarding.resending import sent_only
from safeguarding.schools.models import School

PAGE = ["GET", "POST"]
MINE = Verb.MANAGE_CONTACTS


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Each kind of entry, with how many there are and how many should be looked at."""
    school = chosen_school(request, MINE)
    if school is None:
        return choose_school(request, MINE)
    tasks = [_task(request, *each) for each in pages.overview(school)]
    return _shown(request, school, "directory/index.html", {"tasks": tasks})


@require_GET
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """The entries of one kind."""
    kind, school = _kind(request, kind), chosen_school(request, MINE)
    if school is None:
        return choose_school(request, MINE)
    context = {"kind": kind, "lines": pages.lines(school, kind)}
    context |= {"may_add": kind in MAY_BE_ADDED, "may_keep": kind in MAY_BE_KEPT}
    context["out_of_use"] = pages.lines_out_of_use(school) if kind == Kind.CONTACTS else []
    return _shown(request, school, "directory/list.html", context)


@require_http_methods(PAGE)
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Adds a contact or a platform of the school's own."""
    kind = _kind(request, kind, MAY_BE_ADDED)
    school = chosen_school(request, MINE)
    if school is None:
        return choose_school(request, MINE)
    language_was_chosen(request)
    form = FORMS_TO_ADD[kind](posted(request))
    if form.is_bound and is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        keeping.add_entry(actor=request.user, school=school, kind=kind, said=form.said)
        messages.success(request, _("The entry is added, and is your school’s own."))
        return _to_list(request, kind)
    return _shown(request, school, "directory/add.html", {"kind": kind, "form": form})


@require_http_methods(PAGE)
def edit(request: HttpRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Shows an entry and changes it: for the school, in place of its country's."""
    kind = _kind(request, kind, MAY_BE_KEPT)
    school = chosen_school(request, MINE)
    if school is None:
        return choose_school(request, MINE)
    entry = _entry(request, school, kind, entry_id)
    language_was_chosen(request)
    form = _form_of(request, kind, entry)
    if form.is_bound and is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        try:
            said = {"seen": form.cleaned_data["seen"], "said": form.said}
            keeping.keep_entry(actor=request.user, asked=Asked(school, kind, entry_id), **said)
            messages.success(request, _("The entry is saved, and is your school’s own."))
            return _to_list(request, kind)
        except keeping.ChangedMeanwhile as changed:
            form.changed_meanwhile(changed.seen)
            entry = _entry(request, school, kind, entry_id)
    context = {"kind": kind, "form": form, "line": pages.line_of(entry), "is_letter": kind == Kind.LETTERS}
    context |= {"facts": pages.facts_of(entry), "may_leave": kind == Kind.CONTACTS and pages.is_own(entry)}
    return _shown(request, school, "directory/edit.html", context)


@sent_only
def checked(request: HttpRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Says that an entry is right today."""
    return _checked(request, kind, entry_id, takes_on=False)


@sent_only
def ours(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Says that the wording of a letter was read and is the school's own."""
    return _checked(request, Kind.LETTERS, entry_id, takes_on=True)


@sent_only
def out_of_use(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Takes a contact of the school's own out of use."""
    told = _("The contact is out of use. Records that name it still do.")
    return _put_in_use(request, contact_id, is_used=False, told=told)


@sent_only
def use_again(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Puts a contact that was out of use into use again."""
    return _put_in_use(request, contact_id, is_used=True, told=_("The contact is in use again."))


def _put_in_use(request: HttpRequest, contact_id: UUID, *, is_used: bool, told: str) -> HttpResponse:
    school = chosen_school(request, MINE)
    if school is None:
        return choose_school(request, MINE)
    keeping.put_in_use(actor=request.user, school=school, contact_id=contact_id, is_used=is_used)
    messages.success(request, told)
    return _to_list(request, Kind.CONTACTS)


def _checked(request: HttpRequest, kind: str, entry_id: UUID, *, takes_on: bool) -> HttpResponse:
    kind = _kind(request, kind, MAY_BE_KEPT)
    school = chosen_school(request, MINE)
    if school is None:
        return choose_school(request, MINE)
    keeping.check_entry(actor=request.user, asked=Asked(school, kind, entry_id), takes_on=takes_on)
    messages.success(request, _("It is recorded that this was checked today."))
    return _to_list(request, kind)


def _kind(request: HttpRequest, name: str, kinds=tuple(Kind)) -> Kind:
    schools_with(request, MINE)
    if name not in kinds:
        raise policy.NotThere(MINE, asked_for=name)
    return Kind(name)


def _entry(request: HttpRequest, school: School, kind: Kind, entry_id: UUID):
    entry = pages.standing(school, kind, entry_id)
    if entry is None:
        raise policy.NotThere(MINE, asked_for=str(entry_id))
    return entry


def _form_of(request: HttpRequest, kind: Kind, entry) -> EntryForm:
    form = FORMS[kind]
    held = pages.opening(entry, [name for name in form.base_fields if name != "seen"])
    return form(posted(request), initial=held | {"seen": pages.fingerprint(entry)})


def _shown(request: HttpRequest, school: School, template: str, context: dict) -> HttpResponse:
    several = len(schools_with(request, MINE)) > 1
    return render(request, template, {"school": school if several else None, "at_school": at_school(request)} | context)


def _to_list(request: HttpRequest, kind: Kind) -> HttpResponse:
    return redirect(reverse("guidance_list", args=[kind.value]) + at_school(request))


def _task(request: HttpRequest, kind: Kind, words: str, worries: int) -> dict:
    looked_at = {"status": _("Nothing to look at"), "colour": ""}
    if worries:
        status = ngettext("%(number)s to look at", "%(number)s to look at", worries) % {"number": worries}
        looked_at = {"status": status, "colour": "yellow"}
    url = reverse("guidance_list", args=[kind.value]) + at_school(request)
    return {"text": kind.label, "url": url, "hint": words} | looked_at
