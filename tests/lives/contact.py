"""A record lives through what is known of who made contact."""

from incidents.models import ContactingAccount, Demand, KnownFacts
from incidents.services import contact
from incidents.services.contact import Account, Demanded, Facts
from safeguarding import clock


def said_of(cast, concern, who: str = "mair") -> dict:
    """What every act of this duty is told: who, which record, and how it was seen."""
    concern.refresh_from_db()
    return {"actor": cast.people[who], "reference": concern.reference, "seen_version": concern.version}


def add_account(cast, concern, who: str = "mair", corrects=None, **said) -> ContactingAccount:
    """An account that made contact."""
    given = Account(**({"handle": "@Some.One", "kind": "UNKNOWN_FAKE"} | said))
    return contact.record_account(**said_of(cast, concern, who), said=given, corrects=corrects)


def add_demand(cast, concern, who: str = "mair", corrects=None, **said) -> Demand:
    """A demand for gift cards."""
    given = Demanded(**({"kind": "GIFT_CARD", "amount": "two of 50"} | said))
    return contact.record_demand(**said_of(cast, concern, who), said=given, corrects=corrects)


def add_facts(cast, concern, who: str = "mair", **said) -> KnownFacts:
    """What else is known."""
    given = Facts(**({"surfaced": "DISCLOSED", "threatened_at": clock.now()} | said))
    return contact.record_facts(**said_of(cast, concern, who), said=given)


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""
    account = add_account(cast, concern)
    add_account(cast, concern, corrects=account.pk, handle="@some.one.else")
    add_demand(cast, concern)
    add_facts(cast, concern)
