"""Access to the papers about a child: for the safeguarding team."""

import uuid

from tests.access.matrix import Row, only
from tests.papers import check_and_confirm

TEAM = ("mair", "dafydd")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """A checked chronology of the record that was referred."""
    world.paper = check_and_confirm(world.referred, world.cast.mair)


def _row(name: str, post: dict | None = None, **more) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.referred.reference} | more,
        get=only(*TEAM),
        post=post or {},
        unknown=NOBODYS | more,
    )


ROWS: list[Row] = [
    _row("papers"),
    _row("paper_check_chronology", post=only(*TEAM), language="en"),
    _row("paper_check_pack", post=only(*TEAM), number=1, language="cy"),
    Row(
        "paper_print",
        on=lambda world: {"reference": world.referred.reference, "paper_id": world.paper.pk},
        get=only(*TEAM),
        unknown=NOBODYS | {"paper_id": uuid.UUID(int=0)},
    ),
]
