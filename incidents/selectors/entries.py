"""One line of a chronology, and the rows that its lines are read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Entry:
    """One line of a chronology, in the form the timeline shows."""

    at: datetime
    title: str
    by: str
    text: str = ""
    words: str = ""
    lang: str = ""
    reference: str = ""
    url: str = ""  # where a chronology goes over several records: the record it belongs to
    link: str = ""


def rows_of(model, by_id: dict, *related: str) -> Iterator:
    """The rows of this kind on these concerns, each knowing its concern without a query."""
    for row in model.objects.filter(concern__in=by_id).select_related(*related):
        row.concern = by_id[row.concern_id]
        yield row


def labelled(*pairs: tuple[str, str]) -> str:
    """Several words of one line of a chronology, each after what it says; what was not said is left out."""
    return "\n".join(_("%(what)s: %(words)s") % {"what": what, "words": words} for what, words in pairs if words)
