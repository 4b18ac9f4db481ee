"""Finding a record by its reference, open or closed, also where its child was not on the list."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from incidents.models import Concern
from incidents.references import read_reference
from incidents.selectors.concern_page import STATE_COLOURS
from incidents.selectors.worklist import who
from safeguarding import policy
from safeguarding.dates import day
from safeguarding.policy import Verb


@dataclass(frozen=True)
class FoundRecord:
    """A record as the list shows it: initials, never a name."""

    school_id: UUID
    reference: str
    child: str
    on: str
    state: str
    colour: str


def find_records(user, sought: str) -> list[FoundRecord]:
    """The record with this reference, or all of the report whose reference its reporter was given."""
    reference = read_reference(sought)
    if not reference:
        return []
    theirs = Concern.objects.filter(policy.concerns(user, Verb.VIEW_CONCERN))
    rows = theirs.filter(Q(reference=reference) | Q(incident__reference=reference)).with_keys()
    return [
        FoundRecord(
            row.school_id,
            row.reference,
            who(row),
            day(row.recorded_at),
            row.get_state_display(),
            STATE_COLOURS[row.state],
        )
        for row in rows.order_by("incident__recorded_at", "place_in_report")
    ]
