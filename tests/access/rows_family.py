"""Access to the pages of: parents and carers."""

import uuid

from django.core.management import call_command

from incidents.services import families
from safeguarding import clock
from tests.access.matrix import Row, only
from tests.makers import make_concern

TEAM = ("mair", "dafydd")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """A record on which somebody needs another format, and the letter in the directory."""
    call_command("load_reference", verbosity=0)
    cast = world.cast
    world.of_family = make_concern(cast.afon, cast.nia, cast.amy)
    world.wish = families.ask_format(
        actor=cast.mair,
        reference=world.of_family.reference,
        seen_version=world.of_family.version,
        format="BRAILLE",
        for_whom="Her grandmother",
        needed_by=clock.today(),
    )


def _page(name: str, **row) -> Row:
    """A page of the record: for its school's safeguarding team."""
    return Row(
        name,
        on=lambda world: {"reference": world.of_family.reference},
        get=only(*TEAM),
        unknown=NOBODYS,
        **row,
    )


ROWS: list[Row] = [
    _page("family"),
    _page("family_preference", post=only(*TEAM)),
    _page("family_telling", post=only(*TEAM)),
    _page("family_contact", post=only(*TEAM)),
    _page("family_letter", post=only(*TEAM)),
    Row(
        "family_letter_paper",
        on=lambda world: {"reference": world.of_family.reference, "language": "cy"},
        get=only(*TEAM),
        unknown=NOBODYS | {"language": "cy"},
    ),
    _page("format_request", post=only(*TEAM)),
    Row(
        "format_given",
        on=lambda world: {"reference": world.of_family.reference, "request_id": world.wish.pk},
        get=only(*TEAM),
        post=only(*TEAM),
        unknown=NOBODYS | {"request_id": uuid.UUID(int=0)},
    ),
]
