"""One line of a chronology, and the rows that its lines are read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


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
