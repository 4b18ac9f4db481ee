"""Access to the pages of a record: its author's, and nobody else's, whatever their role."""

import uuid

from tests.access.matrix import Row, only
from tests.makers import make_draft, make_incident

REPORTERS = ("mair", "dafydd", "nia", "owen", "huw", "sam", "rhys")
AUTHOR = ("nia",)
NOBODYS = {"draft_id": uuid.UUID(int=0)}


def build(world) -> None:
    """An unsent record of Nia's, and one that she sent."""
    world.draft = make_draft(world.cast.nia, [world.cast.amy])
    world.sent = make_incident(world.cast.nia, [world.cast.amy])


def _page(name: str, *, sent: bool = False, post: bool = True) -> Row:
    return Row(
        name,
        on=lambda world: {"draft_id": world.sent.draft.pk if sent else world.draft.pk},
        get=only(*AUTHOR),
        post=only(*AUTHOR) if post else {},
        unknown=NOBODYS,
    )


def _own(name: str, *, post: bool) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.sent.reference},
        get=only(*AUTHOR),
        post=only(*AUTHOR) if post else {},
        unknown={"reference": "2222-2222"},
    )


ROWS: list[Row] = [
    Row("record_start", post=only(*REPORTERS)),
    *(_page(name) for name in ("record_who", "record_what", "record_checks", "record_marks", "record_check")),
    _page("record_danger", post=False),
    _page("record_discard"),
    _page("record_sent", sent=True, post=False),
    Row("adult_concern", get=only(*REPORTERS)),
    Row("what_to_do_now", get=only("mair", "dafydd", "nia", "owen", "huw", "gwen", "carys", "sam", "rhys")),
    Row("my_records", get=only(*REPORTERS)),
    _own("my_record", post=False),
    _own("my_record_add", post=True),
    _own("my_record_called", post=True),
]
