"""How a page acts on a concern: who may, what was typed, the act, and what is shown when it could not be done."""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from incidents.forms.versioned import VersionedForm
from incidents.models import Concern
from incidents.selectors.identity import person_is_adult, record_caption
from incidents.services import reading
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.accounts.answering import is_only_shown, language_was_chosen, posted
from safeguarding.policy import Verb
from safeguarding.resending import fields_of, written_texts

# What was typed is read in the same way on every page; the pages of a record find it here.
__all__ = [
    "act_by_form",
    "acted",
    "concern_for",
    "is_only_shown",
    "language_was_chosen",
    "posted",
    "show",
    "written",
]


def concern_for(request: HttpRequest, verb: Verb, reference: str) -> Concern:
    """The concern on which this person may do this; for everybody else there is none."""
    rows = Concern.objects.with_keys()
    return policy.find(rows, policy.concerns(request.user, verb), verb, reference=reference)


def written(typed: QueryDict | None) -> list[str]:
    """What somebody wrote on a page, to be read and copied where its questions are not asked any more."""
    return written_texts(fields_of(typed)) if typed else []


def show(request: HttpRequest, template: str, concern: Concern, context: dict) -> HttpResponse:
    """A page of a record; that it was opened is recorded before the first byte is shown."""
    concern.added_at = reading.open_concern(actor=request.user, reference=concern.reference).added_at
    if not context.get("is_possible", True):
        context = {"texts": written(context["form"].data)} | context
        _without_questions(context["form"])
    whose = {"concern": concern, "reference": concern.reference, "caption": record_caption(concern)}
    whose["is_18"] = person_is_adult(concern)
    return render(request, template, whose | context)


def _without_questions(form: VersionedForm) -> None:
    """Leaves of what is wrong only what the whole page can say: a question that is not asked has no place to mend."""
    for name in [name for name in form.errors if name != NON_FIELD_ERRORS]:
        del form.errors[name]


def act_by_form(
    request: HttpRequest,
    concern: Concern,
    form: VersionedForm,
    template: str,
    act: Callable[[], HttpResponse],
    context: dict | None = None,
) -> HttpResponse:
    """Acts when the form is in order; shows it, with what was typed, when it is not or the act was not possible."""
    done = acted(request, form, act)
    return show(request, template, concern, {"form": form} | (context or {})) if done is None else done


def acted(request: HttpRequest, form: VersionedForm, act: Callable[[], HttpResponse]) -> HttpResponse | None:
    """What the act answers when the form is in order and it was possible; else nothing, and the form says why."""
    if form.is_bound and is_only_shown(request):
        form.unjudged()
    elif form.is_bound and form.is_valid():
        try:
            return act()
        except ChangedMeanwhile as changed:
            form.changed_meanwhile(changed.version)
        except MoveRefused as refused:
            form.refused(refused.missing)
    return None
