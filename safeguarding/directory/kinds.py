"""The kinds of entry that a school reads and keeps, and where their rows are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from safeguarding.directory.models import (
    AgencyKind,
    ContactPoint,
    Guidance,
    GuidedStep,
    Letter,
    Platform,
    RemovalTool,
    WordingHint,
)


class Kind(TextChoices):
    """A kind of entry, by the name that its page has in an address."""

    CONTACTS = "contacts", _("Contacts and helplines")
    PLATFORMS = "platforms", _("Apps, games and sites")
    TOOLS = "tools", _("Ways to get images removed")
    STEPS = "steps", _("Steps for a child’s safety online")
    LETTERS = "letters", _("Letters to parents and carers")
    HINTS = "hints", _("Wording suggestions")
    DOCUMENTS = "documents", _("Guidance that decisions are made by")


ROWS = {
    Kind.CONTACTS: ContactPoint,
    Kind.PLATFORMS: Platform,
    Kind.TOOLS: RemovalTool,
    Kind.STEPS: GuidedStep,
    Kind.LETTERS: Letter,
    Kind.HINTS: WordingHint,
    Kind.DOCUMENTS: Guidance,
}
# A school adds further ones of these; of the others it changes what is there.
MAY_BE_ADDED = (Kind.CONTACTS, Kind.PLATFORMS)
# A school keeps its own of these; documents are the same for all of a country.
MAY_BE_KEPT = tuple(kind for kind in Kind if kind != Kind.DOCUMENTS)

# Contacts that are of no use without a telephone number or an e-mail address.
NEEDS_A_NUMBER = frozenset(
    {
        AgencyKind.EMERGENCY,
        AgencyKind.POLICE,
        AgencyKind.CHILDRENS_SERVICES,
        AgencyKind.OUT_OF_HOURS,
        AgencyKind.ADULT_CONCERNS,
        AgencyKind.ADULT_SERVICES,
        AgencyKind.POLICE_SPECIALIST,
    }
)
# Their numbers are the whole country's, and stay on every page whatever a school keeps of its own.
NEVER_REPLACED = frozenset({AgencyKind.EMERGENCY, AgencyKind.POLICE})
# Of these there are several beside each other: a school's own replaces the one in whose place it stands.
# Of every other kind, any of the school's own replaces its country's.
SEVERAL = frozenset(
    {
        AgencyKind.EMERGENCY,
        AgencyKind.POLICE,
        AgencyKind.HELPLINE,
        AgencyKind.WORRIED_ADULT,
        AgencyKind.STAFF_SUPPORT,
        AgencyKind.FRAUD,
        AgencyKind.ADULT_HELPLINE,
        AgencyKind.OTHER,
    }
)
