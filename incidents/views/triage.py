"""The pages on which a lead decides first, notes, plans, and says who a child is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.categories import AbuseCategory
from incidents.forms.planning import ActionDoneForm, ActionForm, NoteForm
from incidents.forms.triage import HandOverForm, MatchForm, TriageForm
from incidents.selectors.finding_pupils import find_pupils, is_enough
from incidents.selectors.signs import found_on
from incidents.selectors.team import may_lead
from incidents.selectors.triage import opening_triage, stands_ticked
from incidents.selectors.wording_hints import hints_in
from incidents.services import matching, noting, planning, reading
from incidents.services import triage as deciding
from incidents.views import acting
from safeguarding import policy
from safeguarding.policy import Verb

PAGE = ["GET", "POST"]
# What is said of a category that sextortion added.
ADDED = {
    AbuseCategory.SEXUAL: gettext_lazy("Sexual abuse was added to the categories, because sextortion is sexual abuse."),
    AbuseCategory.FINANCIAL: gettext_lazy(
        "Financial abuse was added to the categories, because sextortion is for money or what is worth money."
    ),
}


@require_http_methods(PAGE)
def triage(request: HttpRequest, reference: str) -> HttpResponse:
    """Who leads, whether a review is needed, category and level."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    leads, found = list(may_lead(concern.school_id)), found_on(concern)
    form = TriageForm(
        acting.posted(request),
        leads=leads,
        jurisdiction=concern.school.jurisdiction,
        initial=opening_triage(concern, request.user, found),
    )

    def act() -> HttpResponse:
        said = form.cleaned_data
        judged = deciding.Judged(
            owner_id=UUID(said["owner"]),
            review=said["review"],
            reasons=said["reasons"],
            main_category=said["main_category"],
            other_categories=said["other_categories"],
            topics=said["topics"],
            level=said["level"],
        )
        made = deciding.triage(actor=request.user, reference=reference, seen_version=form.seen_version, judged=judged)
        messages.success(request, _("Your decisions are recorded."))
        added = set(made.category_list) - {said["main_category"], *said["other_categories"]}
        for category, words in ADDED.items():
            if category in added:
                messages.success(request, words)
        return redirect("concern", reference)

    context = {
        "about_images": found.is_about_images,
        "stands_ticked": stands_ticked(found),
        "is_chosen": found.is_judged,
        "is_possible": concern.is_open,
        "state": concern.get_state_display(),
    }
    return acting.act_by_form(request, concern, form, "incidents/concern/triage.html", act, context)


@require_http_methods(PAGE)
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Gives the lead to somebody else of the team."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    people = list(may_lead(concern.school_id).exclude(pk=concern.owner_id))
    form = HandOverForm(acting.posted(request), people=people, initial={"version": concern.version})

    def act() -> HttpResponse:
        owner_id, reason = UUID(form.cleaned_data["owner"]), form.cleaned_data["reason"]
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        owner = deciding.hand_over(**said, owner_id=owner_id, reason=reason).owner
        messages.success(request, _("%(name)s leads from now on.") % {"name": owner.name})
        return redirect("concern", reference)

    context = {"is_possible": concern.is_open and bool(people), "state": concern.get_state_display()}
    context |= {"is_open": concern.is_open}
    return acting.act_by_form(request, concern, form, "incidents/concern/hand_over.html", act, context)


@require_http_methods(PAGE)
def note(request: HttpRequest, reference: str) -> HttpResponse:
    """Adds a note."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    form = NoteForm(acting.posted(request), initial={"version": concern.version, "text_language": get_language()})
    template = "incidents/concern/note.html"

    def act() -> HttpResponse:
        text, language = form.cleaned_data["words"], form.cleaned_data["text_language"]
        hints = [] if form.cleaned_data["hints_shown"] else hints_in(text, concern.school)
        if hints:
            form.shows_hints()
            return acting.show(request, template, concern, {"form": form, "hints": hints})
        noting.add_note(actor=request.user, reference=reference, text=text, language=language)
        messages.success(request, _("The note is on the record."))
        return redirect("concern", reference)

    return acting.act_by_form(request, concern, form, template, act)


@require_http_methods(PAGE)
def add_action(request: HttpRequest, reference: str) -> HttpResponse:
    """Plans a step."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    people = list(may_lead(concern.school_id))
    opening = {"version": concern.version, "owner": str(request.user.pk)}
    form = ActionForm(acting.posted(request), people=people, initial=opening)

    def act() -> HttpResponse:
        planning.plan_action(
            actor=request.user,
            reference=reference,
            what=form.cleaned_data["what"],
            owner_id=UUID(form.cleaned_data["owner"]),
            due_on=form.cleaned_data["due_on"],
        )
        messages.success(request, _("The action is planned."))
        return redirect("concern_actions", reference)

    context = {"is_possible": concern.is_open, "state": concern.get_state_display()}
    return acting.act_by_form(request, concern, form, "incidents/concern/action.html", act, context)


@require_http_methods(PAGE)
def complete_action(request: HttpRequest, reference: str, action_id: UUID) -> HttpResponse:
    """Records that a step was done, or is not needed any more."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    action = concern.actions.filter(pk=action_id).first()
    if action is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(action_id))
    action.concern = concern
    acting.language_was_chosen(request)
    form = ActionDoneForm(acting.posted(request), initial={"version": concern.version})
    # Who had the page open when somebody else completed it may still send it, so that what they typed comes back.
    if hasattr(action, "done") and not form.is_bound:
        return redirect("concern_actions", reference)

    def act() -> HttpResponse:
        note = form.cleaned_data["note"]
        done = planning.complete_action(
            actor=request.user,
            reference=reference,
            action_id=action_id,
            was_needed=form.cleaned_data["was_needed"] == "YES",
            note=note,
        )
        if done.by != request.user or done.note != note:
            form.done_meanwhile(done.by.name)
            return acting.show(request, template, concern, context)
        messages.success(request, _("The action is complete."))
        return redirect("concern_actions", reference)

    template, context = "incidents/concern/action_done.html", {"form": form, "what": action.what}
    return acting.act_by_form(request, concern, form, template, act, context)


@require_http_methods(PAGE)
def match(request: HttpRequest, reference: str) -> HttpResponse:
    """Says who a child "not on the list" is."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    if not concern.unlisted_child:
        raise policy.NotThere(Verb.DECIDE, asked_for=reference)
    acting.language_was_chosen(request)
    typed = acting.posted(request)
    sought, button = (typed or {}).get("sought", ""), request.POST.get("save_and", "")
    found, in_all = find_pupils(concern.school, sought, leavers=True)
    searched = button == "search" and is_enough(sought)
    if searched:
        reading.record_search(actor=request.user, school_id=concern.school_id, found=in_all)
    form = MatchForm(typed, found=found, is_not_ours=button == "not-ours", initial={"version": concern.version})

    def act() -> HttpResponse:
        said = form.cleaned_data
        acted = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        if button == "not-ours":
            matching.confirm_not_ours(**acted, name=said["other_name"], school_name=said["other_school"])
        else:
            matching.match_to_pupil(**acted, pupil_id=UUID(said["pupil"]))
        messages.success(request, _("It is recorded who the child is."))
        return redirect("concern", reference)

    context = {"described": concern.unlisted_child, "found": found, "in_all": in_all, "searched": searched}
    context |= {"is_possible": concern.is_open, "state": concern.get_state_display()}
    is_chosen = "pupil" in form.fields and bool(request.POST.get("pupil"))
    if form.is_bound and (button == "search" or (button != "not-ours" and not is_chosen)):
        context["form"] = form.unjudged()
        if button == "search" and not searched:
            form.add_error("sought", _("Type at least 2 letters of a name"))
        elif button != "search" and not acting.is_only_shown(request):
            form.add_error("sought", _("Find the child on the roll, or say that they do not attend this school"))
        return acting.show(request, "incidents/concern/match.html", concern, context)
    return acting.act_by_form(request, concern, form, "incidents/concern/match.html", act, context)
