"""Access to the pages of: the child’s safety and support."""

import uuid

from incidents.services import support
from safeguarding import clock
from tests.access.matrix import Row, only
from tests.makers import make_concern

TEAM = ("mair", "dafydd")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """A record with a check-in."""
    cast = world.cast
    world.supported = make_concern(cast.afon, cast.nia, cast.eli)
    said = {"actor": cast.mair, "reference": world.supported.reference, "seen_version": 1}
    world.check_in = support.plan_check_in(**said, due_on=clock.today(), with_whom="Mrs Evans")


def _page(name: str, post: dict) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.supported.reference},
        get=only(*TEAM),
        post=post,
        unknown=NOBODYS,
    )


ROWS: list[Row] = [
    _page("safety", post={}),
    _page("safety_check", post=only(*TEAM)),
    _page("support", post={}),
    _page("support_plan", post=only(*TEAM)),
    _page("check_in", post=only(*TEAM)),
    Row(
        "check_in_done",
        on=lambda world: {"reference": world.supported.reference, "check_in_id": world.check_in.pk},
        get=only(*TEAM),
        post=only(*TEAM),
        unknown=NOBODYS | {"check_in_id": uuid.UUID(int=0)},
    ),
]
