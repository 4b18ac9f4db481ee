"""What every page of a draft does with a press of a button: keep what was typed, then go where the button says."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.drafts import Answers, Child
from incidents.forms.recording import DraftForm, Redisplayed
from incidents.models import Draft, DraftState
from incidents.selectors import draft_pages as shown
from incidents.selectors.finding_pupils import chosen_pupils
from incidents.selectors.whom_to_tell import may_be_called_direct, safeguarding_team
from incidents.services import drafting
from incidents.views.acting import language_was_chosen, posted
from incidents.views.too_late import too_late
from safeguarding import policy
from safeguarding.accounts.keeping import came_back
from safeguarding.accounts.views.signing_in import sign_out
from safeguarding.policy import Verb
from safeguarding.typed import number

BOTH_KEPT = gettext_lazy(
    "This page was also filled in somewhere else: in another tab, or on another device. What you wrote and ticked in "
    "both places is kept. Read it, and take out what you do not need."
)
NOT_ANSWERS = {"csrfmiddlewaretoken", "save_and", "language", "version"}
WHERE_BACK_LEADS = {
    "record_who": "home",
    "record_what": "record_who",
    "record_checks": "record_what",
    "record_marks": "record_checks",
    "record_check": "record_checks",
}


@dataclass(frozen=True)
class Page:
    """A page of a draft: its name, its form, and how its answers are understood.

    `asks(draft, answers, before, sent)` gives the form still without data; it may look up what it asks about.
    `before` is the page as it was typed before, `sent` as it is sent or shown now.
    """

    name: str
    asks: Callable[[Draft, Answers, QueryDict | None, QueryDict | None], Callable[..., DraftForm]]
    understand: Callable[[DraftForm, Answers], None]


@dataclass(frozen=True)
class Kept:
    """A page that was saved: the draft, its answers before and now, and the form with what is wrong with it."""

    draft: Draft
    before: Answers
    answers: Answers
    form: DraftForm
    is_of_two: bool  # what was saved of it elsewhere is kept beside it


def draft_for(request: HttpRequest, draft_id: UUID, states: tuple[str, ...] = (DraftState.UNSENT,)) -> Draft:
    """The person's own draft; for everybody else there is none."""
    rows = Draft.objects.select_related("key", "school__key", "incident").filter(state__in=states)
    return policy.find(rows, policy.own_drafts(request.user), Verb.RECORD_CONCERN, pk=draft_id)


def own_draft(view: Callable) -> Callable:
    """Gives the view the person's own unsent draft. What is typed for one that was sent or given up is not lost."""

    @wraps(view)
    def found(request: HttpRequest, draft_id: UUID) -> HttpResponse:
        try:
            return view(request, draft_for(request, draft_id))
        except policy.NotThere:
            typed = posted(request)
            if typed is None:
                raise
            draft = draft_for(request, draft_id, states=(DraftState.SENT, DraftState.DISCARDED))
            return too_late(request, draft, typed)

    return found


def named_children(draft: Draft, answers: Answers) -> list[tuple[Child, str]]:
    """Each child of the record with the name to call them by on a page; two of one name are told apart by a number."""
    known = chosen_pupils(draft.school, [child.pupil for child in answers.children if child.pupil])
    names = [
        known[child.pupil].spoken if child.pupil in known else _("“%(words)s”") % {"words": child.unlisted}
        for child in answers.children
    ]
    in_all, met = Counter(names), Counter()
    for place, name in enumerate(names):
        met[name] += 1
        names[place] = f"{name} ({met[name]})" if in_all[name] > 1 else name
    return list(zip(answers.children, names, strict=True))


def typed_before(answers: Answers, page: str) -> QueryDict | None:
    """What was typed on this page before, as the browser sent it."""
    if page not in answers.typed:
        return None
    data = QueryDict(mutable=True)
    for name, values in answers.typed[page].items():
        data.setlist(name, values)
    if page == "what":
        data["words"] = answers.words
    return data


def drawn(request: HttpRequest, draft: Draft, page: Page) -> DraftForm:
    """The form of a page with what was typed on it before, and no word about that unless it has to be mended."""
    answers, back = Answers.read(draft.content), came_back(request)
    typed = back or typed_before(answers, page.name)
    form_of = page.asks(draft, answers, typed, typed)
    if typed is None:
        return form_of(initial=shown.initial(draft, answers))
    if not back:  # what came back was typed into an older state of the draft, and says into which
        typed["version"] = draft.version
    form = form_of(typed)
    return form if shown.MEND in request.GET else form.unjudged()


def keep(request: HttpRequest, draft: Draft, page: Page, *, judge: bool = True) -> Kept:
    """Saves the page as it was typed, and what could be understood of it. Every button does this first.

    What was saved of the page elsewhere since it was drawn here is kept too.
    """
    before, seen = Answers.read(draft.content), number(request.POST.get("version", ""))
    form_of = page.asks(draft, before, typed_before(before, page.name), request.POST)
    form, is_of_two = form_of(request.POST), False

    def change(answers: Answers) -> None:
        nonlocal form, is_of_two
        form, saved_since = form_of(request.POST), answers.was_saved_since(page.name, seen)
        if saved_since:
            both = form.beside(typed_before(answers, page.name))
            form, is_of_two = form_of(both), both != form.data
        form.saved_since = saved_since
        typed = {name: values for name, values in form.data.lists() if name not in NOT_ANSWERS}
        answers.put(page.name, typed, taken=judge and form.errors.keys() <= form.not_answers)
        if judge:
            page.understand(form, answers)

    saved = drafting.save_answers(actor=request.user, draft_id=draft.pk, change=change, page=page.name)
    form.data = form.data.copy()
    form.data["version"] = saved.version
    if is_of_two and judge:
        messages.info(request, BOTH_KEPT)
    return Kept(saved, before, Answers.read(saved.content), form, is_of_two)


def keep_before_sign_in(page: Page) -> Callable:
    """For a form that arrives when the session is over: it is put into the draft as it was typed, then it ends."""

    def kept(request: HttpRequest, draft_id: UUID) -> str:
        draft = draft_for(request, draft_id)
        keep(request, draft, page, judge=False)
        return reverse(f"record_{page.name}", args=[draft.pk])

    return kept


def page_context(draft: Draft, form: Redisplayed | None, team: list[dict] | None = None) -> dict:
    """What every page of a draft shows."""
    return {
        "draft": draft,
        "form": form,
        "keeps_draft": True,
        "direct": may_be_called_direct(draft.school),
        "team": safeguarding_team(draft.school) if team is None else team,
    }


def went_elsewhere(request: HttpRequest, draft: Draft, here: str, *, first: str = "") -> HttpResponse | None:
    """Where a button other than the one that goes on leads; None when the answers are to be judged.

    `first` is a page that is shown whatever was pressed.
    """
    if language_was_chosen(request):
        return redirect(first or here, draft.pk)
    button = request.POST.get("save_and", "")
    if first:
        return redirect(first, draft.pk)
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
