"""Access to the pages of what is known of who made contact: for the school's safeguarding team."""

import uuid

from incidents.models import ContactingAccount, Demand
from tests.access.matrix import Row, only
from tests.lives.contact import add_account, add_demand

TEAM = ("mair", "dafydd")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """An account and a demand on the record that was referred."""
    world.account: ContactingAccount = add_account(world.cast, world.referred)
    world.demand: Demand = add_demand(world.cast, world.referred)


def _page(name: str, *, posted: bool = True, **row: str) -> Row:
    """A page of a record, and of one of its rows where that is named."""
    return Row(
        name,
        on=lambda world: {"reference": world.referred.reference} | {k: getattr(world, v).pk for k, v in row.items()},
        get=only(*TEAM),
        post=only(*TEAM) if posted else {},
        unknown=NOBODYS | dict.fromkeys(row, uuid.UUID(int=0)),
    )


ROWS: list[Row] = [
    _page("contact", posted=False),
    _page("contact_account"),
    _page("contact_account_correct", account_id="account"),
    _page("contact_demand"),
    _page("contact_demand_correct", demand_id="demand"),
    _page("contact_facts"),
]
