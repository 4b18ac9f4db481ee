"""What is answered when a page of a draft is sent after its record was sent or given up, from another tab or device."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from incidents.forms.own_records import AddForm
from incidents.models import Draft, DraftState
from incidents.models.incident import LANGUAGE_CHOICES
from incidents.selectors.own_records import words_sent

WRITTEN = ("words", "place", "unlisted", "spoke_to", "agency_reference", "mark_words_")


def too_late(request: HttpRequest, draft: Draft, typed: QueryDict) -> HttpResponse:
    """Shows what was written on the page, and how it can still be told. Nothing of it is done."""
    written = _written(typed)
    if draft.state == DraftState.DISCARDED:
        context = {"school": draft.school, "texts": written, "words": "\n\n".join(written)}
        return render(request, "incidents/recording/discarded.html", context)
    sent = words_sent(draft.incident) if written else []
    new = [text for text in written if not any(text in known for known in sent)]
    if not new:
        return redirect("record_sent", draft.pk)
    language = typed.get("text_language", "")
    language = language if language in dict(LANGUAGE_CHOICES) else draft.incident.language
    form = AddForm({"words": "\n\n".join(new), "text_language": language}).unjudged()
    context = {"form": form, "incident": draft.incident, "was_sent": True, "query": request.GET.urlencode()}
    return render(request, "incidents/own_records/add.html", context)


def _written(typed: QueryDict) -> list[str]:
    """The texts that a person wrote on the page, ticks and times aside."""
    texts = [
        value.replace("\r\n", "\n").strip()
        for name, values in typed.lists()
        if name.startswith(WRITTEN)
        for value in values
    ]
    return [text for text in texts if text]
