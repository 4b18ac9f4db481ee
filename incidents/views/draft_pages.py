"""What every page of a draft does with a press of a button: keep what was typed, then go where the button says."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.drafts import Answers, Child
from incidents.forms.recording import DraftForm
from incidents.models import Draft, DraftState
from incidents.selectors.finding_pupils import chosen_pupils
from incidents.selectors.whom_to_tell import may_be_called_direct, safeguarding_team
from incidents.services import drafting
from incidents.views.acting import language_was_chosen
from safeguarding import policy
from safeguarding.accounts.views.signing_in import sign_out
from safeguarding.policy import Verb

NOT_ANSWERS = {"csrfmiddlewaretoken", "save_and", "language", "version"}
WHERE_BACK_LEADS = {
    "record_who": "home",
    "record_what": "record_who",
    "record_checks": "record_what",
    "record_marks": "record_checks",
    "record_check": "record_checks",
}


def draft_for(request: HttpRequest, draft_id: UUID, states: tuple[str, ...] = (DraftState.UNSENT,)) -> Draft:
    """The person's own draft; for everybody else there is none."""
    rows = Draft.objects.select_related("key", "school__key", "incident").filter(state__in=states)
    return policy.find(rows, policy.own_drafts(request.user), Verb.RECORD_CONCERN, pk=draft_id)


def named_children(draft: Draft, answers: Answers) -> list[tuple[Child, str]]:
    """Each child of the record with the name to call them by on a page."""
    known = chosen_pupils(draft.school, [child.pupil for child in answers.children if child.pupil])
    return [
        (child, known[child.pupil].spoken if child.pupil in known else _("“%(words)s”") % {"words": child.unlisted})
        for child in answers.children
    ]


def typed_before(answers: Answers, page: str) -> QueryDict | None:
    """What was typed on this page before, as the browser sent it."""
    if page not in answers.typed:
        return None
    data = QueryDict(mutable=True)
    for name, values in answers.typed[page].items():
        data.setlist(name, values)
    return data


def as_typed(request: HttpRequest) -> dict[str, list[str]]:
    """What this page sent, buttons and tokens aside."""
    return {name: values for name, values in request.POST.lists() if name not in NOT_ANSWERS}


def keep(
    request: HttpRequest,
    draft: Draft,
    page: str,
    form: DraftForm | None,
    understood: Callable[[Answers], None] | None,
    words: str | None = None,
) -> Draft:
    """Saves the page as it was typed, and what could be understood of it. Every button does this first."""
    typed = as_typed(request)
    version = request.POST.get("version", "")

    def change(answers: Answers) -> None:
        answers.typed[page] = typed
        if understood is not None:
            understood(answers)

    return drafting.save_answers(
        actor=request.user,
        draft_id=draft.pk,
        change=change,
        seen_version=int(version) if version.isdigit() else None,
        words=words,
    )


def keep_before_sign_in(page: str) -> Callable:
    """For a form that arrives when the session is over: the words are put into the draft, then it ends."""

    def kept(request: HttpRequest, draft_id: UUID) -> str:
        draft = draft_for(request, draft_id)
        words = request.POST.get("words", "").replace("\r\n", "\n") if page == "what" else None
        keep(request, draft, page, None, None, words=words)
        return reverse(f"record_{page}", args=[draft.pk])

    return kept


def page_context(draft: Draft, form: DraftForm | None, team: list[dict] | None = None) -> dict:
    """What every page of a draft shows. The form says which state of the draft its page was drawn from."""
    if form is not None and form.is_bound:
        form.data = form.data.copy()
        form.data["version"] = draft.version
    return {
        "draft": draft,
        "form": form,
        "keeps_draft": True,
        "direct": may_be_called_direct(draft.school),
        "team": safeguarding_team(draft.school) if team is None else team,
    }


def went_elsewhere(request: HttpRequest, draft: Draft, here: str) -> HttpResponse | None:
    """Where a button other than the one that goes on leads; None when the answers are to be judged."""
    if language_was_chosen(request):
        return redirect(here, draft.pk)
    button = request.POST.get("save_and", "")
    if button == "back":
        name = WHERE_BACK_LEADS[here]
        return redirect(name) if name == "home" else redirect(name, draft.pk)
    if button == "leave":
        messages.success(request, _("Your unfinished record is saved. It has not been sent."))
        return redirect("home")
    if button == "adult":
        return redirect("adult_concern")
    if button == "discard":
        return redirect("record_discard", draft.pk)
    return sign_out(request) if button == "sign-out" else None
