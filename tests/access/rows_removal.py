"""Access to the pages of: steps for safety online, getting images removed, age and consent."""

from django.core.management import call_command

from safeguarding import clock
from tests.access.matrix import Row, only
from tests.incidents.grown_up import birthday, concern_about

TEAM = ("mair", "dafydd")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """A record about a pupil who is 18 today, and a directory with steps and tools."""
    call_command("load_reference", verbosity=0)
    world.grown_up = concern_about(world.cast, birthday(clock.today()))


def _page(name: str, post: tuple[str, ...] = TEAM, **more: str) -> Row:
    """A page of a record: for its school's safeguarding team."""
    return Row(
        name,
        on=lambda world: {"reference": world.grown_up.reference} | more,
        get=only(*TEAM),
        post=only(*post),
        unknown=NOBODYS | more,
    )


ROWS: list[Row] = [
    _page("steps", list="keep-safe"),
    _page("step", list="keep-safe", code="keep-messages"),
    _page("removal", post=()),
    Row(
        "removal_step",
        on=lambda world: {"reference": world.concern.reference, "tool": "take-it-down"},
        get=only(*TEAM),
        post=only(*TEAM),
        unknown=NOBODYS | {"tool": "take-it-down"},
    ),
    _page("age"),
    _page("adult_consent"),
]
