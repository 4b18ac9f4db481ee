"""The pages of a record: who, what happened, a few quick checks, where a mark was, check and send, sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from incidents.categories import About
from incidents.drafts import Answers
from incidents.forms import recording as forms
from incidents.models import DraftState
from incidents.selectors import draft_pages as shown
from incidents.selectors.finding_pupils import find_pupils
from incidents.selectors.own_records import children_of
from incidents.selectors.whom_to_tell import (
    for_adult_concerns,
    may_be_called_direct,
    safeguarding_team,
    support_for_staff,
    team_in_words,
)
from incidents.services import drafting, recording
from incidents.views import understanding
from incidents.views.draft_pages import (
    draft_for,
    keep,
    keep_before_sign_in,
    named_children,
    page_context,
    typed_before,
    went_elsewhere,
)
from safeguarding import policy
from safeguarding.accounts.keeping import keeps_words
from safeguarding.policy import Verb

PAGE = ["GET", "POST"]
BOTH_KEPT = _(
    "This record was also changed on another page or device. Both texts are kept, one under the other: "
    "read them, and take out what you do not need."
)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begins a record: from here on every word is on the server."""
    held = [role for role in request.user.roles_in_force() if Verb.RECORD_CONCERN in policy.GRANTS[role.role]]
    if not held:
        raise policy.NotThere(Verb.RECORD_CONCERN)
    draft = drafting.start_draft(actor=request.user, school=held[0].school, language=get_language())
    return redirect("record_who", draft.pk)


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in("who"))
def who(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Which children it is about."""
    draft = draft_for(request, draft_id)
    answers = Answers.read(draft.content)
    before = typed_before(answers, "who")
    sought = before.get("sought", "") if before else ""
    found, in_all = find_pupils(draft.school, sought)
    if request.method == "POST":
        form = forms.WhoForm(request.POST, found=found)
        form.is_valid()
        asked = request.POST.get("sought", "").strip()
        button = request.POST.get("save_and", "")
        new_search = bool(asked) and (button == "search" or asked != sought)
        draft = keep(request, draft, "who", form, understanding.who(form, button, keep_search=new_search))
        if new_search:
            drafting.count_search(actor=request.user, draft_id=draft.pk)
        elsewhere = went_elsewhere(request, draft, "record_who")
        if elsewhere or new_search or button in ("search", "another") or button.startswith("remove-"):
            return elsewhere or redirect("record_who", draft.pk)
        answers = Answers.read(draft.content)
        if answers.children:
            return redirect("record_what", draft.pk)
        form.add_error("sought", _("Find at least one child, or say who it is as well as you can"))
    else:
        form = forms.WhoForm(found=found, initial={"sought": sought, "version": draft.version})
    context = {
        "children": named_children(draft, answers),
        "sought": sought,
        "in_all": in_all,
        "shown": len(found),
        "searched": bool(sought),
    }
    return render(request, "incidents/recording/who.html", page_context(draft, form) | context)


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in("what"))
def what(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What happened, in the reporter's own words."""
    draft = draft_for(request, draft_id)
    if request.method == "POST":
        form = forms.WhatForm(request.POST)
        form.is_valid()
        words = request.POST.get("words", "").replace("\r\n", "\n")
        draft = keep(request, draft, "what", form, understanding.what(form), words=words)
        elsewhere = went_elsewhere(request, draft, "record_what")
        if elsewhere:
            return elsewhere
        if Answers.read(draft.content).words != words:
            messages.info(request, BOTH_KEPT)
            return redirect("record_what", draft.pk)
        if not form.errors:
            return redirect("record_checks", draft.pk)
    else:
        form = shown.what_form(forms.WhatForm, draft, typed_before(Answers.read(draft.content), "what"))
    return render(request, "incidents/recording/what.html", page_context(draft, form))


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in("checks"))
def checks(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Safe now, told in person, and what it is about."""
    draft = draft_for(request, draft_id)
    answers = Answers.read(draft.content)
    asked = {"children": named_children(draft, answers), "team": team_in_words(draft.school)}
    if request.method == "POST":
        form = forms.ChecksForm(request.POST, **asked)
        form.is_valid()
        draft = keep(request, draft, "checks", form, understanding.checks(form))
        elsewhere = went_elsewhere(request, draft, "record_checks")
        if elsewhere:
            return elsewhere
        if not form.errors:
            return redirect(_after_checks(Answers.read(draft.content)), draft.pk)
    else:
        form = shown.typed_form(forms.ChecksForm, draft, typed_before(answers, "checks"), **asked)
    return render(request, "incidents/recording/checks.html", page_context(draft, form))


def _after_checks(answers: Answers) -> str:
    if answers.someone_is_not_safe:
        return "record_danger"
    return "record_marks" if About.INJURY in answers.about else "record_check"


@require_GET
def danger(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Stops for a moment: get help now. The record is saved and can wait."""
    draft = draft_for(request, draft_id)
    answers = Answers.read(draft.content)
    onward = "record_marks" if About.INJURY in answers.about else "record_check"
    context = {"draft": draft, "onward": onward, "team": safeguarding_team(draft.school)}
    return render(request, "incidents/recording/danger.html", context | {"direct": may_be_called_direct(draft.school)})


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in("marks"))
def marks(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Where a mark was, out of a list."""
    draft = draft_for(request, draft_id)
    answers = Answers.read(draft.content)
    asked = {"children": named_children(draft, answers)}
    if request.method == "POST":
        form = forms.MarksForm(request.POST, **asked)
        form.is_valid()
        draft = keep(request, draft, "marks", form, understanding.marks(form))
        elsewhere = went_elsewhere(request, draft, "record_marks")
        if elsewhere:
            return elsewhere
        if not form.errors:
            return redirect("record_check", draft.pk)
    else:
        form = shown.typed_form(forms.MarksForm, draft, typed_before(answers, "marks"), **asked)
    return render(request, "incidents/recording/marks.html", page_context(draft, form))


@require_http_methods(PAGE)
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything once more, then Send. Sending twice makes one record."""
    draft = draft_for(request, draft_id, states=(DraftState.UNSENT, DraftState.SENT))
    missing = []
    if request.method == "POST":
        elsewhere = went_elsewhere(request, draft, "record_check")
        if elsewhere:
            return elsewhere
        try:
            recording.send_draft(actor=request.user, draft_id=draft.pk)
            return redirect("record_sent", draft.pk)
        except recording.NotComplete as incomplete:
            missing = incomplete.missing
    if draft.state == DraftState.SENT:
        return redirect("record_sent", draft.pk)
    answers = Answers.read(draft.content)
    context = shown.check_page(draft, answers, named_children(draft, answers), missing)
    return render(request, "incidents/recording/check.html", page_context(draft, None) | context)


@require_GET
def sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """It has arrived: with whom, what happens next, and what to do until then."""
    draft = draft_for(request, draft_id, states=(DraftState.SENT,))
    incident = draft.incident
    context = {
        "incident": incident,
        "children": children_of(incident),
        "team": safeguarding_team(draft.school),
        "team_words": team_in_words(draft.school),
        "told": incident.told_in_person == "YES",
        "saw_image": incident.seen_image in ("YES", "RATHER_TELL"),
        "about_images": shown.is_about_images(incident.about, incident.seen_image),
        "support": support_for_staff(draft.school),
        "direct": may_be_called_direct(draft.school),
    }
    return render(request, "incidents/recording/sent.html", context)


@require_http_methods(PAGE)
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Gives an unsent record up, with a reason."""
    draft = draft_for(request, draft_id)
    form = forms.DiscardForm(request.POST or None)
    if request.method == "POST":
        elsewhere = went_elsewhere(request, draft, "record_discard")
        if elsewhere:
            return elsewhere
        if form.is_valid():
            drafting.discard_draft(actor=request.user, draft_id=draft.pk, reason=form.cleaned_data["reason"])
            return redirect("home")
    return render(request, "incidents/recording/discard.html", {"form": form, "draft": draft})


@require_GET
def adult_concern(request: HttpRequest) -> HttpResponse:
    """A concern about an adult who works here goes another way: nothing is typed on this page."""
    held = request.user.roles_in_force()
    if not any(Verb.RECORD_CONCERN in policy.GRANTS[role.role] for role in held):
        raise policy.NotThere(Verb.RECORD_CONCERN)
    return render(request, "incidents/recording/adult_concern.html", {"contacts": for_adult_concerns(held[0].school)})
