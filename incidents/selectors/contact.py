"""What is known of who made contact, as its page shows it: accounts, demands and facts, with what was corrected."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.contacting import AccountKind
from incidents.models import Concern, ContactingAccount, Demand, KnownFacts
from incidents.selectors.waits import lasting
from safeguarding import policy
from safeguarding.dates import moment
from safeguarding.directory.models import Platform
from safeguarding.directory.selectors import platforms_for
from safeguarding.policy import Verb


def accounts_of(concern: Concern) -> list[ContactingAccount]:
    """Every account that was recorded, oldest first, what was corrected too."""
    return _rows(concern, concern.accounts.select_related("platform", "moved_to", "by"))


def demands_of(concern: Concern) -> list[Demand]:
    """Every demand that was recorded, oldest first, what was corrected too."""
    return _rows(concern, concern.demands.select_related("by"))


def known_facts(concern: Concern) -> list[KnownFacts]:
    """What else was known, oldest first; the last of them stands."""
    return _rows(concern, concern.known_facts.select_related("by"))


def _rows(concern: Concern, found) -> list:
    rows = list(found.order_by("at", "pk"))
    for row in rows:
        row.concern = concern
    return rows


def standing(rows: list) -> list:
    """Those that no later row corrects."""
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.pk not in corrected]


def latest_of(rows: list, pk: UUID):
    """The row by which this one was corrected last, or itself; None where there is no such row."""
    correction = {row.corrects_id: row for row in rows}
    found = next((row for row in rows if row.pk == pk), None)
    while found and found.pk in correction:
        found = correction[found.pk]
    return found


def earlier_than(rows: list, row) -> list:
    """What a row corrects, and what that one corrected, the newest first."""
    by_id, found = {one.pk: one for one in rows}, []
    while row.corrects_id:
        row = by_id[row.corrects_id]
        found.append(row)
    return found


def usable_platforms(concern: Concern) -> QuerySet[Platform]:
    """The apps, games and sites that this record may name: everybody's and the school's own."""
    return Platform.objects.filter(Q(school=None) | Q(school=concern.school_id))


def offered_platforms(concern: Concern, account: ContactingAccount | None = None) -> list[Platform]:
    """The apps, games and sites to choose from, and those that were chosen before."""
    offered = platforms_for(concern.school)
    chosen = [account.platform, account.moved_to] if account else []
    known = {platform.pk for platform in offered}
    return offered + [platform for platform in dict.fromkeys(chosen) if platform and platform.pk not in known]


def contact_page(concern: Concern, viewer) -> dict:
    """The page of what is known of the contact."""
    accounts, demands, facts = accounts_of(concern), demands_of(concern), known_facts(concern)
    is_of_team = policy.holds(viewer, Verb.DECIDE, concern.school_id)
    last = facts[-1] if facts else None
    return {
        "accounts": _cards(concern, accounts, _account_rows, "contact_account_correct", "account_id"),
        "demands": _cards(concern, demands, _demand_rows, "contact_demand_correct", "demand_id"),
        "known": _facts_rows(last, is_of_team) + [_fact(_("Recorded"), _recorded(last))] if last else [],
        "earlier_known": [_earlier(row, _facts_rows(row, is_of_team)) for row in reversed(facts[:-1])],
        "hacked": any(row.kind == AccountKind.HACKED_CHILD for row in standing(accounts)),
        "is_open": concern.is_open,
    }


def _cards(concern: Concern, rows: list, described, url: str, name: str) -> list[dict]:
    """What stands, each with the way to correct it and with what it was before."""
    chains = sorted(([row, *earlier_than(rows, row)] for row in standing(rows)), key=lambda chain: chain[-1].at)
    cards = []
    for number, (row, *earlier) in enumerate(chains, start=1):
        where = reverse(url, kwargs={"reference": concern.reference, name: row.pk})
        cards.append(
            {
                "number": number,
                "rows": described(row) + [_fact(_("Recorded"), _recorded(row))],
                "actions": [{"url": where, "text": _("Correct this")}] if concern.is_open else [],
                "earlier": [_earlier(one, described(one)) for one in earlier],
            }
        )
    return cards


def _earlier(row, rows: list[dict]) -> dict:
    return {"when": _recorded(row), "rows": rows}


def _recorded(row) -> str:
    return _("%(name)s, %(when)s") % {"name": row.by.name, "when": moment(row.at)}


def _account_rows(row: ContactingAccount) -> list[dict]:
    return _known(
        _fact(_("App, game or site"), row.platform),
        _words(_("App, game or site"), row.other_platform),
        _words(_("Account name"), row.handle),
        _words(_("Name shown"), row.display_name),
        _words(_("Profile"), row.profile),
        _words(_("Phone or e-mail"), row.phone_or_email),
        _words(_("Payment details"), row.payment_details),
        _fact(_("Whose account it seems to be"), row.get_kind_display()),
        _fact(_("Moved to"), row.moved_to),
        _words(_("Moved to"), row.moved_to_other),
        _words(_("What else is known of it"), row.words),
    )


def _demand_rows(row: Demand) -> list[dict]:
    return _known(
        _fact(_("Demanded"), row.get_kind_display()),
        _words(_("Amount"), amount_of(row)),
        _fact(_("Time limit they set"), moment(row.deadline)),
        _fact(_("Was anything paid?"), row.get_paid_display()),
        _words(_("How it was paid"), row.paid_how),
        _fact(_("Bank or seller told"), row.get_bank_told_display()),
        _words(_("What else is known of it"), row.words),
    )


def amount_of(row: Demand) -> str:
    """How much, as it was said, with the sign of its currency where one was chosen that has a sign."""
    sign = row.get_currency_display() if row.currency not in ("", "OTHER") else ""
    if not (sign and row.amount):
        return row.amount
    return f"{sign}{row.amount}" if row.amount[0].isdigit() else f"{row.amount} ({sign})"


def _facts_rows(row: KnownFacts, is_of_team: bool) -> list[dict]:
    return _known(
        _fact(_("How it came to notice"), row.get_surfaced_display()),
        _fact(_("First contact"), moment(row.first_contact_at)),
        _fact(_("The threat was made"), moment(row.threatened_at)),
        _fact(_("From first contact to threat"), from_contact_to_threat(row)),
        _fact(_("How an image came about"), _joined(row.origin_list)),
        _fact(_("In what form"), _joined(row.medium_list)),
        _fact(_("Was it shared?"), row.get_shared_display()),
        _words(_("Where it was shared"), row.shared_where),
        _fact(_("Is anything gone?"), row.get_deleted_display()),
        _words(_("What is gone"), row.deleted_words),
        _fact(_("What was going on around it"), _joined(row.around_list) if is_of_team else ""),
        _words(_("How they are affected"), row.impact),
    )


def from_contact_to_threat(row: KnownFacts) -> str:
    """How long it took, in words, where both moments are known."""
    if not (row.first_contact_at and row.threatened_at):
        return ""
    return lasting(row.threatened_at - row.first_contact_at)


def _joined(choices: list) -> str:
    return "; ".join(str(choice.label) for choice in choices)  # some have a comma of their own


def _fact(key: str, value) -> dict:
    return {"key": key, "value": str(value) if value else ""}


def _words(key: str, value: str) -> dict:
    """Somebody's words, or what they typed of an account: shown as they stand, and never as a link."""
    return {"key": key, "value": value, "lang": "und", "words": True}


def _known(*rows: dict) -> list[dict]:
    return [row for row in rows if row["value"]]
