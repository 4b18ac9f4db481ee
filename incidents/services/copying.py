"""Confirming the checked copy of a statement for one child."""

import json
from collections.abc import Sequence
from uuid import UUID

from incidents.models import CheckedCopy
from incidents.services.committing import committed
from incidents.services.holding import hold
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


class StatementAdded(Exception):
    """Something was added to the statement after this person had opened the page: they have not checked it yet."""


@acts.act
def confirm_copy(
    *, actor, reference: str, statement_ids: Sequence[UUID], parts: Sequence[str], masks: Sequence[dict]
) -> CheckedCopy:
    """Keeps what a lead has checked: the statements, one part each, as they may leave the screen for this child.

    The statements themselves stay untouched. Raises StatementAdded when there is one that was not checked.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    present = list(concern.incident.statements.order_by("written_at", "pk").values_list("pk", flat=True))
    if present != list(statement_ids) or len(parts) != len(present):
        raise StatementAdded
    text = "\n\n".join(parts)
    copy = CheckedCopy(
        concern=concern,
        text=text,
        masks=json.dumps({"lengths": [len(part) for part in parts], "masks": list(masks)}, ensure_ascii=False),
        statements=",".join(str(identity) for identity in present),
        checked_by=actor,
    )
    copy.save(force_insert=True)
    acts.record(
        events.COPY_CHECKED,
        actor=actor,
        subject=concern,
        copy=copy.pk,
        masks=len(masks),
        statements=len(present),
        text=concern.key.commit("copy", text),
        commitment=committed(copy, concern),
    )
    return copy
