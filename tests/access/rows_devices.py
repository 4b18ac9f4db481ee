"""Access to the pages of: devices, releases and deletions."""

import uuid

from incidents.services import devices
from safeguarding import clock
from tests.access.matrix import Row, only
from tests.makers import make_concern, make_referral

TEAM = ("mair", "dafydd")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """A record with a device in keeping."""
    cast = world.cast
    world.with_device = make_concern(cast.afon, cast.nia, cast.amy)
    make_referral(world.with_device, cast.mair, agency="POLICE")
    world.with_device.refresh_from_db()
    world.device = devices.receive_device(
        actor=cast.mair,
        reference=world.with_device.reference,
        seen_version=world.with_device.version,
        kind="PHONE",
        whose="CHILD",
        handed_over_by="Amy",
        handed_over_at=clock.now(),
        state="OFF",
        place="The safe",
    )


def _page(name: str, post: dict) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.with_device.reference},
        get=only(*TEAM),
        post=post,
        unknown=NOBODYS,
    )


ROWS: list[Row] = [
    _page("devices", post={}),
    _page("device_add", post=only(*TEAM)),
    _page("agency_release", post=only(*TEAM)),
    _page("deletion", post=only(*TEAM)),
    Row(
        "device_release",
        on=lambda world: {"reference": world.with_device.reference, "device_id": world.device.pk},
        get=only(*TEAM),
        post=only(*TEAM),
        unknown=NOBODYS | {"device_id": uuid.UUID(int=0)},
    ),
]
