"""The pages of a referral: making it, looking at it, and recording what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.deadlines import earliest_referral
from incidents.forms.referring import AddToReferralForm, DisagreementForm, ReferralForm, ReplyForm, WrittenForm
from incidents.models import Concern, Referral
from incidents.selectors import referral_clocks, referral_page, referrals, whom_to_tell
from incidents.selectors.pathway import agencies_for, person_is_adult
from incidents.selectors.removal import may_be_referred
from incidents.services import referring
from incidents.views import acting
from safeguarding import clock, policy
from safeguarding.policy import Verb


@require_http_methods(["GET", "POST"])
def add_referral(request: HttpRequest, reference: str) -> HttpResponse:
    """Records a referral, while it is being made or afterwards."""
    concern = acting.concern_for(request, Verb.REFER, reference)
    acting.language_was_chosen(request)
    is_18, agencies = person_is_adult(concern), agencies_for(concern)
    wanted = request.GET.get("agency", "")
    opening = {"version": concern.version, "made_at": clock.now(), "agency": wanted if wanted in agencies else None}
    earliest = earliest_referral(concern.recorded_at)
    form = ReferralForm(acting.posted(request), initial=opening, earliest=earliest, agencies=agencies, is_18=is_18)

    def act() -> HttpResponse:
        referral = referring.make_referral(
            actor=request.user, reference=reference, seen_version=form.seen_version, **form.referral
        )
        messages.success(request, _("The referral is recorded."))
        return redirect("referral", reference=reference, number=referral.number)

    context = {
        "contacts": whom_to_tell.called_about(concern.school, is_18=is_18),
        "is_18": is_18,
        "waits_for_consent": is_18 and not may_be_referred(concern),
        "is_possible": concern.is_open,
        "state": concern.get_state_display(),
    }
    return acting.act_by_form(request, concern, form, "incidents/referring/add.html", act, context)


@require_GET
def referral(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One referral: what was said, what is due, and what came of it."""
    concern, found = _referral_for(request, Verb.VIEW_CONCERN, reference, number)
    return acting.show(request, "incidents/referring/referral.html", concern, referral_page.referral_page(found))


@require_http_methods(["GET", "POST"])
def add_to_referral(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Records what was left open while somebody was on the phone."""
    concern, found = _referral_for(request, Verb.REFER, reference, number)
    acting.language_was_chosen(request)
    form = AddToReferralForm(
        acting.posted(request), initial={"version": concern.version}, is_18=person_is_adult(concern)
    )

    def act() -> HttpResponse:
        said = form.left_for_later
        referring.add_to_referral(
            actor=request.user, reference=reference, number=number, seen_version=form.seen_version, **said
        )
        return _recorded(request, reference, number, _("What you added to the referral is recorded."))

    return acting.act_by_form(request, concern, form, "incidents/referring/add_to.html", act, _of(found))


@require_http_methods(["GET", "POST"])
def written(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Records that the referral was confirmed in writing."""
    concern, found = _referral_for(request, Verb.REFER, reference, number)
    acting.language_was_chosen(request)
    opening = {"version": concern.version, "sent_at": clock.now()}
    form = WrittenForm(acting.posted(request), initial=opening, earliest=found.made_at)

    def act() -> HttpResponse:
        referring.confirm_in_writing(
            actor=request.user,
            reference=reference,
            number=number,
            seen_version=form.seen_version,
            sent_at=form.cleaned_data["sent_at"],
            how=form.cleaned_data["how"],
        )
        return _recorded(request, reference, number, _("The written confirmation is recorded."))

    return acting.act_by_form(request, concern, form, "incidents/referring/written.html", act, _of(found))


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Records what the agency answered."""
    concern, found = _referral_for(request, Verb.REFER, reference, number)
    acting.language_was_chosen(request)
    form = ReplyForm(
        acting.posted(request),
        initial={"version": concern.version, "replied_at": clock.now()},
        earliest=found.made_at,
        agency=found.agency,
        jurisdiction=concern.school.jurisdiction,
    )

    def act() -> HttpResponse:
        answers = {name: form.cleaned_data[name] for name in ("outcome", "replied_at", "from_whom", "words")}
        referring.record_reply(
            actor=request.user, reference=reference, number=number, seen_version=form.seen_version, **answers
        )
        return _recorded(request, reference, number, _("The reply is recorded."))

    return acting.act_by_form(request, concern, form, "incidents/referring/reply.html", act, _of(found))


@require_http_methods(["GET", "POST"])
def disagree(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Records a step taken because the school does not agree."""
    concern, found = _referral_for(request, Verb.REFER, reference, number)
    acting.language_was_chosen(request)
    form = DisagreementForm(acting.posted(request), initial={"version": concern.version})

    def act() -> HttpResponse:
        answers = {name: form.cleaned_data[name] for name in ("step", "with_whom", "reasons")}
        referring.record_disagreement(
            actor=request.user, reference=reference, number=number, seen_version=form.seen_version, **answers
        )
        return _recorded(request, reference, number, _("What you did is recorded."))

    return acting.act_by_form(request, concern, form, "incidents/referring/disagree.html", act, _of(found))


def _referral_for(request: HttpRequest, verb: Verb, reference: str, number: int) -> tuple[Concern, Referral]:
    concern = acting.concern_for(request, verb, reference)
    found = referrals.whole_referral(concern, number)
    if found is None:
        raise policy.NotThere(verb, asked_for=f"{reference}|{number}")
    return concern, found


def _of(found: Referral) -> dict:
    return {"number": found.number, "agency": referral_clocks.typed_name(found)}


def _recorded(request: HttpRequest, reference: str, number: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("referral", reference=reference, number=number)
