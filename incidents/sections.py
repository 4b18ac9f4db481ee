"""The sections of an audit report: what each is called, and which events stand in it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from safeguarding.audit import events


class Section(TextChoices):
    """A part of the report that can be asked for. The first six are figures, the others entries of the trail."""

    VOLUMES = "VOLUMES", _("How many records were sent, and where they stand")
    OPENING = "OPENING", _("Time until a record was opened")
    REFERRING = "REFERRING", _("Time until a referral was made")
    CONFIRMING = "CONFIRMING", _("Written confirmations and replies")
    RESPONSE = "RESPONSE", _("Response to sextortion and shared images")
    OVERDUE = "OVERDUE", _("What is overdue")
    WORK = "WORK", _("What was done to records")
    ACCESS = "ACCESS", _("Who looked at records")
    EXPORTS = "EXPORTS", _("Reports and the audit trail itself")
    PEOPLE = "PEOPLE", _("Sign-ins, roles and settings")
    REFUSALS = "REFUSALS", _("What was refused")


ENTRY_SECTIONS = (Section.WORK, Section.ACCESS, Section.EXPORTS, Section.PEOPLE, Section.REFUSALS)

_LOOKING = frozenset(
    {
        events.OWN_RECORD_OPENED,
        events.CONCERN_OPENED,
        events.ACCESS_LIST_OPENED,
        events.CHRONOLOGY_OPENED,
        events.QUEUE_SEARCHED,
        events.PUPILS_SEARCHED,
        events.AGREEMENT_SEEN,
        events.PATTERN_OPENED,
        events.VIEWING_SEEN,
    }
)
# By the first part of an event's name, for those that are not a looking.
_BY_KIND = {
    **dict.fromkeys(("record", "draft", "concern", "decision", "agreement", "referral"), Section.WORK),
    **dict.fromkeys(("signs", "pathway", "review", "contact", "step", "removal", "adult", "device"), Section.WORK),
    **dict.fromkeys(("family", "letter", "safety", "support", "pattern", "viewing"), Section.WORK),
    **dict.fromkeys(("audit", "report", "paper"), Section.EXPORTS),
    **dict.fromkeys(("chain", "session", "account", "role", "school", "directory", "roll", "staff"), Section.PEOPLE),
    "guidance": Section.PEOPLE,
    "request": Section.REFUSALS,
}


def section_of(event: str) -> Section:
    """Where an event of the catalogue stands in a report."""
    return Section.ACCESS if event in _LOOKING else _BY_KIND[event.partition(".")[0]]


def events_of(sections: list[Section]) -> list[str]:
    """The events that stand in these sections."""
    return [event for event in events.TITLES if section_of(event) in sections]
