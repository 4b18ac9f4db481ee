"""What a chronology says of what is known of who made contact. What was going on around it stays with the team."""

from django.utils.translation import gettext as _

from incidents.contacting import AccountKind
from incidents.models import ContactingAccount, Demand, KnownFacts
from incidents.selectors.contact import amount_of
from incidents.selectors.entries import Entry, rows_of
from safeguarding.dates import moment


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. Three queries for any number."""
    return [
        *map(_account, rows_of(ContactingAccount, by_id, "platform", "moved_to", "by")),
        *map(_demand, rows_of(Demand, by_id, "by")),
        *map(_facts, rows_of(KnownFacts, by_id, "by")),
    ]


def _account(row: ContactingAccount) -> Entry:
    title = _("An account that made contact, corrected") if row.corrects_id else _("An account that made contact")
    moved = _("Moved to: %(platform)s") % {"platform": row.moved_to} if row.moved_to else ""
    whose = row.get_kind_display() if row.kind != AccountKind.NOT_KNOWN else ""
    typed = (row.other_platform, row.handle, row.display_name, row.profile, row.phone_or_email)
    return Entry(
        row.at,
        title,
        row.by.name,
        text=_listed(row.platform, whose, moved),
        words=_lines(*typed, row.payment_details, row.moved_to_other, row.words),
        reference=row.concern.reference,
    )


def _demand(row: Demand) -> Entry:
    title = _("A demand, corrected: %(kind)s") if row.corrects_id else _("A demand: %(kind)s")
    until = _("Time limit they set: %(moment)s") % {"moment": moment(row.deadline)} if row.deadline else ""
    paid = _("Was anything paid? %(answer)s") % {"answer": row.get_paid_display()} if row.paid else ""
    return Entry(
        row.at,
        title % {"kind": row.get_kind_display()},
        row.by.name,
        text=_listed(until, paid),
        words=_lines(amount_of(row), row.paid_how, row.words),
        reference=row.concern.reference,
    )


def _facts(row: KnownFacts) -> Entry:
    first = _("First contact: %(moment)s") % {"moment": moment(row.first_contact_at)} if row.first_contact_at else ""
    threat = _("Threat: %(moment)s") % {"moment": moment(row.threatened_at)} if row.threatened_at else ""
    shared = _("Was anything shared? %(answer)s") % {"answer": row.get_shared_display()} if row.shared else ""
    return Entry(
        row.at,
        _("What is known of the contact"),
        row.by.name,
        text=_listed(row.get_surfaced_display(), first, threat, shared),
        words=_lines(row.shared_where, row.deleted_words, row.impact),
        reference=row.concern.reference,
    )


def _listed(*parts) -> str:
    """Each of them says what it is: none leans on the one before."""
    return "; ".join(str(part) for part in parts if part)


def _lines(*words: str) -> str:
    """What was typed, each on lines of its own, exactly as it was typed."""
    return "\n".join(text for text in words if text)
