"""The pages of a record: who, what happened, a few quick checks, where a mark was, check and send, sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from incidents.categories import About
from incidents.drafts import Answers
from incidents.forms import recording as forms
from incidents.models import Draft, DraftState
from incidents.models.incident import LANGUAGE_CHOICES
from incidents.selectors import draft_pages as shown
from incidents.selectors.finding_pupils import find_pupils, is_enough
from incidents.selectors.own_records import children_of
from incidents.selectors.whom_to_tell import (
    for_adult_concerns,
    may_be_called_direct,
    safeguarding_team,
    support_for_staff,
    team_in_words,
    where_found,
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
    wanted = request.POST.get("school", "")
    schools = [role.school for role in held if wanted in ("", role.school.code)]
    if not schools:
        raise policy.NotThere(Verb.RECORD_CONCERN)
    draft = drafting.start_draft(actor=request.user, school=schools[0], language=get_language())
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
    error = ("sought", _("Find at least one child, or say who it is as well as you can"))
    if request.method == "POST":
        form = forms.WhoForm(request.POST, found=found)
        form.is_valid()
        asked = request.POST.get("sought", "").strip()
        button = request.POST.get("save_and", "")
        new_search = is_enough(asked) and (button == "search" or asked != sought)
        draft = keep(request, draft, "who", form, understanding.who(form, button, keep_search=new_search))
        if new_search:
            drafting.count_search(actor=request.user, draft_id=draft.pk)
        elsewhere = went_elsewhere(request, draft, "record_who")
        if elsewhere or new_search or button.startswith("remove-"):
            return elsewhere or redirect("record_who", draft.pk)
        answers = Answers.read(draft.content)
        if button == "search" or (asked and not is_enough(asked)):
            error = ("sought", _("Type at least 2 letters of the name"))
        elif not form.errors and button == "another":
            return redirect("record_who", draft.pk)
        elif not form.errors and answers.children:
            return redirect(shown.next_page(answers), draft.pk)
        if not form.errors:
            form.add_error(*error)
    else:
        here = {child.pupil for child in answers.children}
        found = [pupil for pupil in found if str(pupil.id) not in here]
        form = forms.WhoForm(found=found, initial=_who_before(before, draft))
    search = {"sought": sought, "in_all": in_all, "shown": len(found), "searched": bool(sought)}
    context = page_context(draft, form) | {"children": named_children(draft, answers)} | search
    return render(request, "incidents/recording/who.html", context)


def _who_before(typed: QueryDict | None, draft: Draft) -> dict:
    """What stands in the boxes of the page from before, ticks included."""
    typed = typed if typed is not None else QueryDict()
    kept = {name: typed.get(name, "") for name in ("sought", "unlisted")}
    return kept | {"pupils": typed.getlist("pupils"), "version": draft.version}


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in("what"))
def what(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What happened, in the reporter's own words."""
    draft = draft_for(request, draft_id)
    if request.method == "POST":
        form = forms.WhatForm(request.POST)
        form.is_valid()
        words = request.POST.get("words", "").replace("\r\n", "\n")
        chosen = request.POST.get("language", "")
        chosen = chosen if chosen in dict(LANGUAGE_CHOICES) else ""
        draft = keep(request, draft, "what", form, understanding.what(form, chosen), words=words)
        elsewhere = went_elsewhere(request, draft, "record_what")
        if elsewhere:
            return elsewhere
        if Answers.read(draft.content).words != words:
            messages.info(request, BOTH_KEPT)
            return redirect("record_what", draft.pk)
        if not form.errors:
            return redirect(shown.next_page(Answers.read(draft.content)), draft.pk)
    else:
        form = shown.what_form(forms.WhatForm, draft, typed_before(Answers.read(draft.content), "what"))
    return render(request, "incidents/recording/what.html", page_context(draft, form))


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in("checks"))
def checks(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Safe now, told in person, and what it is about."""
    draft = draft_for(request, draft_id)
    answers = Answers.read(draft.content)
    team = safeguarding_team(draft.school)
    told = {"team": team_in_words(team, draft.school), "places": where_found(team)}
    asked = {"children": named_children(draft, answers), **told}
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
    return render(request, "incidents/recording/checks.html", page_context(draft, form, team))


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
    if request.method == "GET" and answers.missing():
        return redirect(shown.next_page(answers), draft.pk)
    context = shown.check_page(draft, answers, named_children(draft, answers), missing)
    return render(request, "incidents/recording/check.html", page_context(draft, None) | context)


@require_GET
def sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """It has arrived: with whom, what happens next, and what to do until then."""
    draft = draft_for(request, draft_id, states=(DraftState.SENT,))
    incident, team = draft.incident, safeguarding_team(draft.school)
    context = {
        "incident": incident,
        "children": children_of(incident),
        "team": team,
        "team_words": team_in_words(team, draft.school),
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
    form = forms.DiscardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        elsewhere = went_elsewhere(request, draft, "record_discard")
        if elsewhere:
            return elsewhere
        if form.is_valid():
            drafting.discard_draft(actor=request.user, draft_id=draft.pk, reason=form.cleaned_data["reason"])
            return redirect("home")
    context = page_context(draft, form) | {"keeps_draft": False}
    return render(request, "incidents/recording/discard.html", context)


@require_GET
def adult_concern(request: HttpRequest) -> HttpResponse:
    """A concern about an adult who works here goes another way: nothing is typed on this page."""
    held = request.user.roles_in_force()
    if not any(Verb.RECORD_CONCERN in policy.GRANTS[role.role] for role in held):
        raise policy.NotThere(Verb.RECORD_CONCERN)
    return render(request, "incidents/recording/adult_concern.html", {"contacts": for_adult_concerns(held[0].school)})
