"""Access to the pages of: deciding, referring, the checked copy, moving on, and the second person."""

import uuid

from incidents.services import deciding
from incidents.services.deciding import Answered
from tests.access.matrix import Row, only
from tests.makers import make_concern, make_referral

TEAM = ("mair", "dafydd")
SECOND_PEOPLE = ("dafydd", "huw", "carys")  # of what mair asks
NO = Answered("NO", "It was a joke.")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """A record with a referral, and one about which a second person is asked."""
    cast = world.cast
    world.referred = make_concern(cast.afon, cast.nia, cast.amy)
    make_referral(world.referred, cast.mair)
    considered = make_concern(cast.afon, cast.nia, cast.eli)
    world.agreement = deciding.decide(
        actor=cast.mair,
        reference=considered.reference,
        seen_version=considered.version,
        triggers=[],
        police=NO,
        childrens_services=NO,
    )


def _page(name: str) -> Row:
    """A page of a record: for its school's safeguarding team."""
    return Row(
        name,
        on=lambda world: {"reference": world.referred.reference},
        get=only(*TEAM),
        post=only(*TEAM),
        unknown=NOBODYS,
    )


def _page_of_referral(name: str, post: dict) -> Row:
    """A page of a referral: for the safeguarding team."""
    return Row(
        name,
        on=lambda world: {"reference": world.referred.reference, "number": 1},
        get=only(*TEAM),
        post=post,
        unknown=NOBODYS | {"number": 1},
    )


ROWS: list[Row] = [
    *map(_page, ("decide", "add_referral", "check_copy", "plan", "end_without_action", "close", "reopen")),
    _page_of_referral("referral", post={}),
    _page_of_referral("add_to_referral", post=only(*TEAM)),
    _page_of_referral("referral_written", post=only(*TEAM)),
    _page_of_referral("referral_reply", post=only(*TEAM)),
    _page_of_referral("referral_disagree", post=only(*TEAM)),
    Row("agreements", get=only("mair", "dafydd", "huw", "carys", "rhys")),
    Row(
        "agree",
        on=lambda world: {"agreement_id": world.agreement.pk},
        get=only(*SECOND_PEOPLE),
        post=only(*SECOND_PEOPLE),
        unknown={"agreement_id": uuid.UUID(int=0)},
    ),
]
