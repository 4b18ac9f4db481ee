"""The pages of a record: who, what happened, a few quick checks, where a mark was, check and send, sent."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.drafts import Answers
from incidents.forms import recording as forms
from incidents.models import Draft, DraftState
from incidents.selectors import draft_pages as shown
from incidents.selectors.finding_pupils import MOST, chosen_pupils, find_pupils, is_enough
from incidents.selectors.own_records import children_of
from incidents.selectors.whom_to_tell import (
    for_adult_concerns,
    may_be_called_direct,
    places_of,
    safeguarding_team,
    support_for_staff,
    team_in_words,
)
from incidents.selectors.wording_hints import hints_in
from incidents.services import drafting, recording
from incidents.views import understanding
from incidents.views.acting import posted
from incidents.views.draft_pages import (
    Page,
    draft_for,
    drawn,
    keep,
    keep_before_sign_in,
    named_children,
    own_draft,
    page_context,
    went_elsewhere,
)
from incidents.views.too_late import too_late
from safeguarding import policy
from safeguarding.accounts.keeping import keeps_words
from safeguarding.policy import Verb
from safeguarding.resending import sent_only
from safeguarding.typed import identity

PAGE = ["GET", "POST"]


def _begun(request: HttpRequest) -> str:
    """Begins a record with what was sent; gives the address of its first page."""
    wanted = request.POST.get("school", "")
    schools = [one for one in places_of(request.user, Verb.RECORD_CONCERN) if wanted in ("", one.code)]
    if not schools:
        raise policy.NotThere(Verb.RECORD_CONCERN)
    draft = drafting.start_draft(
        actor=request.user,
        school=schools[0],
        language=get_language(),
        words=request.POST.get("words", "").replace("\r\n", "\n"),
    )
    return reverse("record_who", args=[draft.pk])


@sent_only
@keeps_words(_begun)
def start(request: HttpRequest) -> HttpResponse:
    """Begins a record: from here on every word is on the server."""
    return redirect(_begun(request))


def _asks_who(draft: Draft, answers: Answers, before: QueryDict | None, sent: QueryDict | None) -> Callable:
    """The children found by the last search, and those who are ticked, whichever search they were found by."""
    sought = before.get("sought", "") if before else ""
    found, in_all = find_pupils(draft.school, sought)
    ticked = [each for typed in (before, sent) if typed for each in typed.getlist("pupils") if identity(each)]
    listed, here = {str(pupil.id) for pupil in found}, {child.pupil for child in answers.children} - set(ticked)
    offered = [pupil for pupil in found if str(pupil.id) not in here]
    offered += chosen_pupils(draft.school, [each for each in ticked if each not in listed]).values()
    search = {"sought": sought, "in_all": in_all, "shown": min(in_all, MOST)}
    return partial(forms.WhoForm, found=offered, search=search)


def _asks_what(draft: Draft, answers: Answers, before: QueryDict | None, sent: QueryDict | None) -> Callable:
    return forms.WhatForm


def _asks_checks(draft: Draft, answers: Answers, before: QueryDict | None, sent: QueryDict | None) -> Callable:
    team = safeguarding_team(draft.school)
    called = team_in_words(team, draft.school)
    return partial(forms.ChecksForm, children=named_children(draft, answers), team=team, called=called)


def _asks_marks(draft: Draft, answers: Answers, before: QueryDict | None, sent: QueryDict | None) -> Callable:
    return partial(forms.MarksForm, children=named_children(draft, answers))


WHO = Page("who", _asks_who, understanding.who)
WHAT = Page("what", _asks_what, understanding.what)
CHECKS = Page("checks", _asks_checks, understanding.checks)
MARKS = Page("marks", _asks_marks, understanding.marks)


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in(WHO))
@own_draft
def who(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Which children it is about."""
    answers = Answers.read(draft.content)
    if request.method == "POST":
        kept = keep(request, draft, WHO)
        draft, answers, form = kept.draft, kept.answers, kept.form
        if form.searches_anew:
            drafting.count_search(actor=request.user, draft_id=draft.pk)
        elsewhere = went_elsewhere(request, draft, "record_who")
        if elsewhere or kept.is_of_two or form.searches_anew or form.button.startswith("remove-"):
            return elsewhere or redirect("record_who", draft.pk)
        if form.button == "search" or (form.sought_now and not is_enough(form.sought_now)):
            form.add_error("sought", _("Type at least 2 letters of the name"))
        elif not form.errors and form.button == "another":
            return redirect("record_who", draft.pk)
        elif not form.errors and answers.children:
            return redirect(shown.next_step(draft, answers))
        elif not form.errors:
            form.add_error("sought", _("Find at least one child, or say who it is as well as you can"))
    else:
        form = drawn(request, draft, WHO)
    context = page_context(draft, form) | form.search | {"children": named_children(draft, answers)}
    return render(request, "incidents/recording/who.html", context)


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in(WHAT))
@own_draft
def what(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What happened, in the reporter's own words."""
    if request.method == "POST":
        kept = keep(request, draft, WHAT)
        draft, form = kept.draft, kept.form
        elsewhere = went_elsewhere(request, draft, "record_what")
        if elsewhere or kept.is_of_two:
            return elsewhere or redirect("record_what", draft.pk)
        if not form.errors:
            return redirect(shown.next_step(draft, kept.answers))
    else:
        form = drawn(request, draft, WHAT)
    return render(request, "incidents/recording/what.html", page_context(draft, form))


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in(CHECKS))
@own_draft
def checks(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Safe now, told in person, and what it is about. That a child is not safe stops everything for a moment."""
    if request.method == "POST":
        kept = keep(request, draft, CHECKS)
        draft, form = kept.draft, kept.form
        danger_is_new = kept.answers.not_safe - kept.before.not_safe
        elsewhere = went_elsewhere(request, draft, "record_checks", first="record_danger" if danger_is_new else "")
        if elsewhere or kept.is_of_two:
            return elsewhere or redirect("record_checks", draft.pk)
        if not form.errors:
            return redirect(shown.step_after_checks(draft, kept.answers))
    else:
        form = drawn(request, draft, CHECKS)
    return render(request, "incidents/recording/checks.html", page_context(draft, form, form.team))


@require_GET
def danger(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Stops for a moment: get help now. The record is saved and can wait."""
    draft = draft_for(request, draft_id)
    onward = shown.step_after_checks(draft, Answers.read(draft.content))
    context = {"draft": draft, "onward": onward, "team": safeguarding_team(draft.school)}
    return render(request, "incidents/recording/danger.html", context | {"direct": may_be_called_direct(draft.school)})


@require_http_methods(PAGE)
@keeps_words(keep_before_sign_in(MARKS))
@own_draft
def marks(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Where a mark was, out of a list."""
    if request.method == "POST":
        kept = keep(request, draft, MARKS)
        draft, form = kept.draft, kept.form
        elsewhere = went_elsewhere(request, draft, "record_marks")
        if elsewhere or kept.is_of_two:
            return elsewhere or redirect("record_marks", draft.pk)
        if not form.errors:
            return redirect("record_check", draft.pk)
    else:
        form = drawn(request, draft, MARKS)
    return render(request, "incidents/recording/marks.html", page_context(draft, form))


@require_http_methods(PAGE)
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything once more, then Send. Sending twice makes one record."""
    draft = draft_for(request, draft_id, states=DraftState.values)
    if draft.state != DraftState.UNSENT:
        return too_late(request, draft, request.POST)
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
    answers = Answers.read(draft.content)
    if request.method == "GET" and answers.missing():
        return redirect(shown.next_step(draft, answers))
    context = shown.check_page(draft, answers, named_children(draft, answers), missing)
    context["hints"] = hints_in(answers.words, draft.school)
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
@own_draft
def discard(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Gives an unsent record up, with a reason."""
    form = forms.DiscardForm(posted(request))
    if request.method == "POST":
        elsewhere = went_elsewhere(request, draft, "record_discard")
        if elsewhere:
            return elsewhere
        if form.is_valid():
            drafting.discard_draft(actor=request.user, draft_id=draft.pk, reason=form.cleaned_data["reason"])
            return redirect("home")
    elif form.is_bound:
        form.unjudged()
    context = page_context(draft, form) | {"keeps_draft": False}
    return render(request, "incidents/recording/discard.html", context)


@require_GET
def adult_concern(request: HttpRequest) -> HttpResponse:
    """A concern about an adult who works here goes another way: nothing is typed on this page."""
    schools = places_of(request.user, Verb.RECORD_CONCERN)
    if not schools:
        raise policy.NotThere(Verb.RECORD_CONCERN)
    places = [{"school": school.shown_name, "contacts": for_adult_concerns(school)} for school in schools]
    return render(request, "incidents/recording/adult_concern.html", {"places": places})
