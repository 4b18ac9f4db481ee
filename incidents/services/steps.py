"""Recording how far the steps of the guidance are with a child."""

from collections.abc import Iterable
from datetime import date

from incidents.models import Concern, StepTaken
from incidents.removing import StepState
from incidents.selectors.steps import find_list, standing_steps, states_of
from incidents.services.committing import committed
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def take_steps(
    *,
    actor,
    reference: str,
    seen_version: int,
    list_slug: str,
    codes: Iterable[str],
    state: str,
    on: date | None = None,
    helped_by: str = "",
    words: str = "",
) -> list[StepTaken]:
    """Records how far one step of a list is, or several about which the same holds. What was recorded before stays.

    Raises NotThere also for a step that the list does not have, ChangedMeanwhile, and MoveRefused when the record is
    closed, the state is none of this list, or nothing is new.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused("take_steps", concern.state)
    wanted = _of_the_list(concern, list_slug, codes, state)
    standing = standing_steps(concern)
    said = {"state": StepState(state), "on": on, "helped_by": helped_by, "words": words}
    rows = [
        StepTaken(concern=concern, step=code, by=actor, **said)
        for code in wanted
        if code not in standing or {name: getattr(standing[code], name) for name in said} != said
    ]
    if not rows:
        raise MoveRefused("take_steps", concern.state, frozenset({"something_new"}))
    _keep(rows, concern, actor)
    return rows


def _keep(rows: list[StepTaken], concern: Concern, actor) -> None:
    """Saves what was done in one go, with one event."""
    for row in rows:
        row.save(force_insert=True)
    pass_on(concern)
    acts.record(
        events.STEP_TAKEN,
        actor=actor,
        subject=concern,
        steps=[row.step for row in rows],
        state=str(rows[0].state),
        commitment=concern.key.commit("steps", "\x00".join(committed(row, concern) for row in rows)),
    )


def _of_the_list(concern: Concern, list_slug: str, codes: Iterable[str], state: str) -> list[str]:
    """The codes of these steps in the order of their list."""
    found, codes = find_list(concern, list_slug), set(codes)
    known = [step.code for step in found[1]] if found else []
    if found is None or not codes <= set(known):
        raise policy.NotThere(Verb.DECIDE, asked_for=f"{concern.reference}|{list_slug}|{'|'.join(sorted(codes))}")
    if state not in dict(states_of(found[0])):
        raise MoveRefused("take_steps", concern.state)
    return [code for code in known if code in codes]
