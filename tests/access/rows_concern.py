"""Access to the lead's pages: the queue, a concern, a child's records."""

import uuid

from incidents.services import planning
from safeguarding import clock
from tests.access.matrix import Row, only
from tests.makers import make_incident

TEAM = ("mair", "dafydd")
LEADS = (*TEAM, "rhys")
NOBODYS = {"reference": "2222-2222"}


def build(world) -> None:
    """A record about two children, one of them not on the list, with an action planned."""
    cast = world.cast
    incident = make_incident(cast.nia, [cast.amy], unlisted=["A boy from another school"])
    world.concern, world.unlisted = incident.concerns.order_by("place_in_report")
    world.action = planning.plan_action(
        actor=cast.mair,
        reference=world.concern.reference,
        what="Call home",
        owner_id=cast.mair.pk,
        due_on=clock.today(),
    )


def _page(name: str, post: dict | None = None) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.concern.reference},
        get=only(*TEAM),
        post=post or {},
        unknown=NOBODYS,
    )


ROWS: list[Row] = [
    Row("queue", get=only(*LEADS)),
    Row("queue_due", get=only(*LEADS)),
    Row("queue_group", on=lambda world: {"code": "waiting"}, get=only(*LEADS), same_for_all=True),
    Row("pupils", get=only(*LEADS), post=only(*LEADS)),
    Row(
        "pupil",
        on=lambda world: {"pupil_id": world.cast.amy.pk},
        get=only(*TEAM),
        unknown={"pupil_id": uuid.UUID(int=0)},
    ),
    *map(_page, ("concern", "concern_chronology", "concern_actions", "concern_referrals", "concern_access")),
    *(
        _page(name, post=only(*TEAM))
        for name in ("concern_triage", "concern_hand_over", "concern_note", "concern_action")
    ),
    *(
        Row(name, on=lambda world: {"reference": world.concern.reference}, post=only(*TEAM), unknown=NOBODYS)
        for name in ("concern_take_on", "concern_take_over")
    ),
    Row(
        "concern_action_done",
        on=lambda world: {"reference": world.concern.reference, "action_id": world.action.pk},
        get=only(*TEAM),
        post=only(*TEAM),
        unknown=NOBODYS | {"action_id": uuid.UUID(int=0)},
    ),
    Row(
        "concern_match",
        on=lambda world: {"reference": world.unlisted.reference},
        get=only(*TEAM),
        post=only(*TEAM),
        unknown=NOBODYS,
    ),
]
