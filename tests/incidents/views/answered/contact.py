"""The forms of what is known of who made contact, answered."""

from collections.abc import Callable

from django.urls import reverse

from tests.incidents.views.answering import WORDS, Form, concern_in, moment, page
from tests.lives.contact import add_account, add_demand


def of_row(name: str, argument: str, add: Callable) -> Callable:
    """The page on which a row is corrected."""

    def place(cast) -> str:
        concern = concern_in(cast)
        return reverse(name, kwargs={"reference": concern.reference, argument: add(cast, concern).pk})

    return place


ACCOUNT = {
    "other_platform": "A game about farming",
    "handle": "farm.boy.2009",
    "display_name": "Farm Boy",
    "profile": "https://farm.example/u/farm.boy.2009",
    "phone_or_email": "farm.boy@mail.example",
    "payment_details": WORDS,
    "kind": "HACKED_CHILD",
    "moved_to_other": "A chat in the game",
    "words": WORDS,
}
DEMAND = {"kind": "BANK_TRANSFER", "amount": "two hundred", "currency": "GBP", "paid": "YES", "paid_how": WORDS}
DEMAND |= {"bank_told": "NOT_YET", "words": WORDS} | moment("deadline")
FACTS = {"surfaced": "FAMILY", "origins": ["RECORDED", "CLAIMED"], "media": ["LIVE"], "shared": "YES"}
FACTS |= {"shared_where": WORDS, "deleted": "SOME", "deleted_words": WORDS, "around": ["TRUST"], "impact": WORDS}
FACTS |= moment("first_contact_at") | moment("threatened_at")
FORMS: dict[str, Form] = {
    "contact_account": Form(page("contact_account"), ACCOUNT),
    "contact_account_correct": Form(of_row("contact_account_correct", "account_id", add_account), ACCOUNT),
    "contact_demand": Form(page("contact_demand"), DEMAND),
    "contact_demand_correct": Form(of_row("contact_demand_correct", "demand_id", add_demand), DEMAND),
    "contact_facts": Form(page("contact_facts"), FACTS),
}
