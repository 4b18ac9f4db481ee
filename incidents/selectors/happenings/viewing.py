"""What a chronology says of exceptional viewing: that it was asked for, answered and recorded, and no fact of it.

What one person wrote down after the fact is called a report, until others have acted and it has become a record.
"""

from django.utils.translation import gettext as _

from incidents.models import SeenByAccident, ViewingRequest, ViewingSignature
from incidents.selectors.entries import Entry, rows_of
from incidents.selectors.viewings import requests, stands_as
from incidents.viewings import SignedAs, Standing


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. A fixed number of queries for any number."""
    found = []
    signed = ViewingSignature.objects.filter(record__request__concern__in=by_id, signed_as=SignedAs.SECOND)
    by_request = {row.record_id: row for row in signed.select_related("by")}
    for row in requests().filter(concern__in=by_id):
        row.concern = by_id[row.concern_id]
        found += _of_one(row, by_request.get(row.pk))
    for row in rows_of(SeenByAccident, by_id, "by"):
        title = _("Recorded that an image was seen by accident")
        found.append(Entry(row.recorded_at, title, row.by.name, reference=row.concern.reference))
    return found


def _of_one(row: ViewingRequest, second: ViewingSignature | None) -> list[Entry]:
    """The lines of one viewing. A report says of itself what it waits for."""
    reference, stands = row.concern.reference, stands_as(row)
    asked = _("Exceptional viewing that had already happened was written down")
    asked = asked if row.is_retrospective else _("Exceptional viewing asked for")
    waits = str(stands.label) if stands.is_report else ""
    found, acts = [Entry(row.at, asked, row.by.name, text=waits, reference=reference)], []
    if hasattr(row, "answer"):
        title = _("Exceptional viewing allowed") if row.answer.is_allowed else _("Exceptional viewing not allowed")
        acts.append(Entry(row.answer.at, title, row.answer.by.name, reference=reference))
    if hasattr(row, "record"):
        acts.append(Entry(row.record.at, _recorded(row), row.record.by.name, reference=reference))
    if second:
        title = _("Exceptional viewing signed by the second person")
        acts.append(Entry(second.at, title, second.by.name, reference=reference))
    if row.is_retrospective and stands == Standing.VIEWED:
        last = max(acts, key=lambda act: act.at)
        acts.append(Entry(last.at, _("The report of a viewing became its record"), last.by, reference=reference))
    return found + acts


def _recorded(row: ViewingRequest) -> str:
    if row.is_retrospective:
        said = _("What took place was reported")
        return said if row.record.took_place else _("Reported that no image was viewed")
    return _("Exceptional viewing recorded") if row.record.took_place else _("No image was viewed")
