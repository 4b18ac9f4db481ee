"""What a chronology says of exceptional viewing: that it was asked for, answered and recorded, and no fact of it."""

from django.utils.translation import gettext as _

from incidents.models import SeenByAccident, ViewingRequest, ViewingSignature
from incidents.selectors.entries import Entry, rows_of
from incidents.viewings import SignedAs


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. A fixed number of queries for any number."""
    found = []
    for row in rows_of(ViewingRequest, by_id, "by", "answer__by", "record__by"):
        reference = row.concern.reference
        asked = _("Exceptional viewing that had already happened was written down")
        asked = asked if row.is_retrospective else _("Exceptional viewing asked for")
        found.append(Entry(row.at, asked, row.by.name, reference=reference))
        if hasattr(row, "answer"):
            title = _("Exceptional viewing allowed") if row.answer.is_allowed else _("Exceptional viewing not allowed")
            found.append(Entry(row.answer.at, title, row.answer.by.name, reference=reference))
        if hasattr(row, "record"):
            title = _("Exceptional viewing recorded") if row.record.took_place else _("No image was viewed")
            found.append(Entry(row.record.at, title, row.record.by.name, reference=reference))
    signed = ViewingSignature.objects.filter(record__request__concern__in=by_id, signed_as=SignedAs.SECOND)
    for row in signed.select_related("by", "record__request"):
        reference = by_id[row.record.request.concern_id].reference
        title = _("Exceptional viewing signed by the second person")
        found.append(Entry(row.at, title, row.by.name, reference=reference))
    for row in rows_of(SeenByAccident, by_id, "by"):
        title = _("Recorded that an image was seen by accident")
        found.append(Entry(row.recorded_at, title, row.by.name, reference=row.concern.reference))
    return found
