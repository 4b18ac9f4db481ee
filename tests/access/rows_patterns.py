"""Access to the pages of: linked concerns."""

from tests.access.matrix import Row, only
from tests.linked import link, name_account, two_that_name_one_account
from tests.makers import make_concern

TEAM = ("mair", "dafydd")
LEADS = (*TEAM, "rhys")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """Two records that are linked, and a third that names the same account."""
    cast = world.cast
    world.in_a_set, other = two_that_name_one_account(cast)
    world.pattern = link(cast.mair, world.in_a_set, other)
    world.apart = make_concern(cast.afon, cast.nia, cast.cai)
    name_account(world.apart, cast.mair)


def _of_record(name: str, get: tuple = TEAM, post: tuple = TEAM) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.in_a_set.reference},
        get=only(*get),
        post=only(*post),
        unknown=NOBODYS,
    )


def _of_two(name: str, get: tuple = TEAM) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.in_a_set.reference, "other": world.apart.reference},
        get=only(*get),
        post=only(*TEAM),
        unknown=NOBODYS | {"other": "3333-3333"},
    )


def _of_set(name: str, post: tuple = TEAM, **more) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.pattern.reference} | more,
        get=only(*TEAM),
        post=only(*post),
        unknown=NOBODYS | more,
    )


ROWS: list[Row] = [
    _of_record("links", post=()),
    _of_record("link_find"),
    _of_record("unlink"),
    _of_two("link"),
    _of_two("link_refuse", get=()),
    Row("patterns", get=only(*LEADS)),
    _of_set("pattern", post=()),
    _of_set("pattern_referral"),
    _of_set("pattern_step", step="lesson"),
]
