"""The pages about parents and carers: what the child would like, what is decided, talks, letters, other formats."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.categories import ABOUT_IMAGES
from incidents.deadlines import earliest_referral
from incidents.documents import parent_letter
from incidents.documents.renderer import CannotDraw
from incidents.forms.family import (
    ContactForm,
    FamilyForm,
    FormatForm,
    FormatGivenForm,
    LetterForm,
    PreferenceForm,
    TellingForm,
)
from incidents.models import Concern
from incidents.reviewing import Task
from incidents.selectors import concern_page, pathway, reviewing, whom_to_tell
from incidents.selectors import family as shown
from incidents.services import families, reading
from incidents.views import acting
from safeguarding import clock, policy
from safeguarding.policy import Verb

PAGE = ["GET", "POST"]


@require_GET
def family(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about parents and carers on this record."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = concern_page.frame(concern, "review") | shown.family_page(concern) | _about(concern)
    context |= {
        "is_open": concern.is_open,
        "worried": whom_to_tell.for_worried_adults(concern.school),
        "mark": reviewing.mark_of(concern, Task.FAMILY),
    }
    return render(request, "incidents/family/family.html", context)


@require_http_methods(PAGE)
def preference(request: HttpRequest, reference: str) -> HttpResponse:
    """Records how the child would like parents or carers to be told."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    opening = {"version": concern.version, "text_language": get_language(), "asked_on": clock.today()}
    form = PreferenceForm(acting.posted(request), initial=opening)

    def act() -> HttpResponse:
        families.record_preference(
            **_whose(request, form, reference),
            preference=form.cleaned_data["preference"],
            words=form.cleaned_data["words"],
            language=form.cleaned_data["text_language"],
            asked_on=form.cleaned_data["asked_on"],
        )
        return _recorded(request, reference, _("It is recorded how the child would like it."))

    return acting.act_by_form(request, concern, form, "incidents/family/preference.html", act, _possible(concern))


@require_http_methods(PAGE)
def telling(request: HttpRequest, reference: str) -> HttpResponse:
    """Records what is decided about telling parents or carers."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    said = shown.standing_preference(concern)
    form = TellingForm(
        acting.posted(request), initial={"version": concern.version}, preference=said.preference if said else ""
    )

    def act() -> HttpResponse:
        decided = families.Decided(**form.decided)
        families.decide_telling(**_whose(request, form, reference), decided=decided)
        return _recorded(request, reference, _("The decision is recorded."))

    context = _possible(concern) | {"preference": shown.preference_words(said)}
    return acting.act_by_form(request, concern, form, "incidents/family/telling.html", act, context)


@require_http_methods(PAGE)
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Records a talk with a parent or carer."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    opening = {"version": concern.version, "talked_at": clock.now()}
    earliest = earliest_referral(concern.recorded_at)
    form = ContactForm(acting.posted(request), initial=opening, earliest=earliest)

    def act() -> HttpResponse:
        names = ("with_whom", "talked_at", "channel", "spoken", "said", "they_said", "agreed")
        answers = {name: form.cleaned_data[name] for name in names}
        families.record_contact(**_whose(request, form, reference), **answers)
        return _recorded(request, reference, _("The talk is recorded."))

    return acting.act_by_form(request, concern, form, "incidents/family/contact.html", act, _about(concern))


@require_http_methods(PAGE)
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """Records that a parent or carer was given the letter; its text can be read here first."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    letters = shown.letters_of(concern)
    form = LetterForm(
        acting.posted(request),
        initial={"version": concern.version, "given_on": clock.today()},
        languages=[(one.language, shown.language_name(one.language)) for one in letters],
    )

    def act() -> HttpResponse:
        names = ("languages", "to_whom", "channel", "given_on")
        answers = {name: form.cleaned_data[name] for name in names}
        families.record_letters(**_whose(request, form, reference), **answers)
        return _recorded(request, reference, _("It is recorded that the letter was given."))

    texts = [(shown.language_name(one.language), one, parent_letter.parts_of(one.text)) for one in letters]
    context = _about(concern) | {"letters": texts}
    return acting.act_by_form(request, concern, form, "incidents/family/letter.html", act, context)


@require_GET
def letter_paper(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """The letter as paper. That it was printed is recorded before the first byte is sent."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    found = next((one for one in shown.letters_of(concern) if one.language == language), None)
    if found is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=f"{reference}|{language}")
    try:
        pdf = parent_letter.draw(concern.school, found)
    except CannotDraw:
        messages.error(request, _("The letter could not be prepared. Try again in a few minutes."))
        return redirect("family", reference)
    families.print_letter(actor=request.user, reference=reference, language=language)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{parent_letter.FILE_NAMES[language]}"'
    return response


@require_http_methods(PAGE)
def format_request(request: HttpRequest, reference: str) -> HttpResponse:
    """Records that somebody needs a document in another format."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    form = FormatForm(acting.posted(request), initial={"version": concern.version})

    def act() -> HttpResponse:
        answers = {name: form.cleaned_data[name] for name in ("format", "for_whom", "words", "needed_by")}
        families.ask_format(**_whose(request, form, reference), **answers)
        return _recorded(request, reference, _("It is recorded which format is needed."))

    return acting.act_by_form(request, concern, form, "incidents/family/format.html", act, _about(concern))


@require_http_methods(PAGE)
def format_given(request: HttpRequest, reference: str, request_id: UUID) -> HttpResponse:
    """Records that a document was given in the format that was needed."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    wanted = shown.unanswered_request(concern, request_id)
    if wanted is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=f"{reference}|{request_id}")
    acting.language_was_chosen(request)
    form = FormatGivenForm(acting.posted(request), initial={"version": concern.version, "given_on": clock.today()})
    # Who had the page open when somebody else recorded it may still send it, so that what they typed comes back.
    if hasattr(wanted, "given") and not form.is_bound:
        return redirect("family", reference)

    def act() -> HttpResponse:
        answers = {name: form.cleaned_data[name] for name in ("given_on", "words")}
        families.give_format(**_whose(request, form, reference), request_id=request_id, **answers)
        return _recorded(request, reference, _("It is recorded that it was given."))

    context = _about(concern) | {"format": wanted.get_format_display(), "for_whom": wanted.for_whom}
    return acting.act_by_form(request, concern, form, "incidents/family/format_given.html", act, context)


def _whose(request: HttpRequest, form: FamilyForm, reference: str) -> dict:
    return {"actor": request.user, "reference": reference, "seen_version": form.seen_version}


def _possible(concern: Concern) -> dict:
    return _about(concern) | {"is_possible": concern.is_open, "state": concern.get_state_display()}


def _about(concern: Concern) -> dict:
    """Whether the page says that a child is never to blame: the reporter, triage or a lead says it is about images."""
    return {"about_images": bool(ABOUT_IMAGES & set(concern.incident.about)) or pathway.is_about_images(concern)}


def _recorded(request: HttpRequest, reference: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("family", reference)
