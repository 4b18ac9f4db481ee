"""What a chronology says of linked concerns: the set by its reference and this child’s part, nobody else’s."""

from django.utils.translation import gettext as _

from incidents.models import PatternLink, PatternUnlink
from incidents.selectors.entries import Entry, rows_of


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. A fixed number of queries for any number.

    Why a record was unlinked stands with the set: it speaks of the other records.
    """
    found, links = [], {}
    for link in rows_of(PatternLink, by_id, "by", "pattern"):
        links[link.pk] = link
        parts = ", ".join(str(part.label) for part in link.part_list)
        text = _("Linked records %(set)s. Their part: %(parts)s") % {
            "set": link.pattern.reference,
            "parts": parts,
        }
        title = _("Linked with other records")
        found.append(Entry(link.at, title, link.by.name, text=text, reference=link.concern.reference))
    for row in PatternUnlink.objects.filter(link__in=links).select_related("by").defer("reasons"):
        link = links[row.link_id]
        text = _("Linked records %(set)s") % {"set": link.pattern.reference}
        title = _("Unlinked from other records")
        found.append(Entry(row.at, title, row.by.name, text=text, reference=link.concern.reference))
    return found
