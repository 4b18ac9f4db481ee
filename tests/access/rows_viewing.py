"""Access to the pages of: exceptional viewing."""

import uuid
from datetime import timedelta

import time_machine

from incidents.models import ViewingDelegation
from incidents.services import viewing_namings
from safeguarding import clock
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
    _name_people(cast)


def _name_people(cast) -> None:
    """Huw names Carys, whose naming stands; one of Dafydd's he ends early, and the other has expired.

    Owen's and Nia's are from a time when anybody could be named.
    """
    with time_machine.travel(clock.now() - timedelta(days=9)):
        _named(cast, cast.dafydd, "ALLOW")
    _named(cast, cast.carys, "ALLOW")
    naming = _named(cast, cast.dafydd, "ASK")
    viewing_namings.end_naming(actor=cast.huw, school=cast.afon, naming_id=naming.pk)
    span = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=2)}
    for person in (cast.owen, cast.nia):
        ViewingDelegation(school=cast.afon, delegate=person, may="ALLOW", by=cast.huw, **span).save()


def _named(cast, person, may: str):
    span = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=2)}
    return viewing_namings.name_for_viewings(actor=cast.huw, school=cast.afon, person_id=person.pk, may=may, **span)


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
        get=only("huw", "carys"),
        post=only("huw", "carys"),
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
