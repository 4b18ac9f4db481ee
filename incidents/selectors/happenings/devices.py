"""What a chronology says of devices, releases and deletions."""

from django.utils.translation import gettext as _

from incidents.models import AgencyRelease, Deletion, DeviceReceived
from incidents.selectors.entries import Entry, labelled, rows_of


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. Three queries for any number."""
    return _devices(by_id) + _releases(by_id) + _deletions(by_id)


def _devices(by_id: dict) -> list[Entry]:
    found = []
    for row in rows_of(DeviceReceived, by_id, "by", "released__by"):
        kind = {"kind": row.get_kind_display()}
        title = _("A device was taken into keeping: %(kind)s") % kind
        text = f"{row.get_whose_display()}. {row.get_state_display()}."
        words = labelled(
            (_("Handed over by"), row.handed_over_by),
            (_("Where it is kept"), row.place),
            (_("Seal"), row.seal),
            (_("What the police advised"), row.advice),
        )
        reference = row.concern.reference
        found.append(Entry(row.handed_over_at, title, row.by.name, text=text, words=words, reference=reference))
        if hasattr(row, "released"):
            gone = row.released
            gone.device = row
            title = _("A device was given out of keeping: %(kind)s") % kind
            words = labelled((_("Who has it now"), gone.released_to), (_("Receipt"), gone.receipt))
            found.append(Entry(gone.released_at, title, gone.by.name, words=words, reference=reference))
    return found


def _releases(by_id: dict) -> list[Entry]:
    found = []
    for row in rows_of(AgencyRelease, by_id, "by"):
        title = _("Nothing needs to be kept any longer: %(agency)s") % {"agency": row.get_agency_display()}
        words = labelled(
            (_("Who said so"), row.from_whom),
            (_("Their reference"), row.agency_reference),
            (_("What they said"), row.words),
        )
        found.append(Entry(row.released_at, title, row.by.name, words=words, reference=row.concern.reference))
    return found


def _deletions(by_id: dict) -> list[Entry]:
    found = []
    for row in rows_of(Deletion, by_id, "by"):
        text = ", ".join(str(one.label) for one in row.where_list)
        title = _("Deleting: %(state)s") % {"state": row.get_state_display()}
        reference = row.concern.reference
        found.append(Entry(row.at, title, row.by.name, text=text, words=row.words, reference=reference))
    return found
