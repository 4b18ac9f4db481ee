"""Access to the pages of: exceptional viewing."""

import uuid

from tests.access.matrix import Row, only
from tests.lives.viewing import allowed, asked, recorded
from tests.makers import make_concern

TEAM = ("mair", "dafydd")
NOBODYS = {"reference": "2222-2222"}
NONE = {"viewing_id": uuid.UUID(int=0)}


def build(world) -> None:
    """A viewing that Huw is asked about, one that Mair may record, and one that Dafydd has to sign."""
    cast = world.cast
    world.viewed = make_concern(cast.afon, cast.nia, cast.amy)
    world.to_sign = asked(cast.mair, world.viewed, cast.mair, cast.dafydd)
    allowed(cast.huw, world.to_sign)
    recorded(cast.mair, world.to_sign)
    world.to_record = asked(cast.mair, world.viewed, cast.mair, cast.nia)
    allowed(cast.huw, world.to_record)
    other = make_concern(cast.afon, cast.nia, cast.eli)
    world.to_answer = asked(cast.mair, other, cast.mair, cast.dafydd)


def _page(name: str, get: tuple, post: tuple = ()) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.viewed.reference},
        get=only(*get),
        post=only(*post),
        unknown=NOBODYS,
    )


ROWS: list[Row] = [
    _page("viewing", TEAM),
    _page("viewing_before", ("mair",)),
    _page("viewing_request", ("mair",), ("mair",)),
    _page("seen_by_accident", TEAM, TEAM),
    Row(
        "viewing_record",
        on=lambda world: {"reference": world.viewed.reference, "viewing_id": world.to_record.pk},
        get=only("mair"),
        post=only("mair"),
        unknown=NOBODYS | NONE,
    ),
    Row("viewings", get=only("mair", "dafydd", "nia", "owen", "huw", "carys", "sam", "rhys")),
    Row("viewing_delegates", get=only("huw", "rhys"), post=only("huw", "rhys")),
    Row(
        "viewing_answer",
        on=lambda world: {"viewing_id": world.to_answer.pk},
        get=only("huw"),
        post=only("huw"),
        unknown=NONE,
    ),
    Row(
        "viewing_sign",
        on=lambda world: {"viewing_id": world.to_sign.pk},
        get=only("dafydd"),
        post=only("dafydd"),
        unknown=NONE,
    ),
]
