"""Confirming what a paper about a child may say, and printing it: nothing prints that a lead has not checked."""

import json
from collections.abc import Sequence
from uuid import UUID

from incidents.models import CheckedPaper, Concern
from incidents.selectors.paper_list import Wanted, paper_for, same_paper
from incidents.selectors.papers import paper_check, paper_state
from incidents.services.committing import committed
from incidents.services.holding import hold
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


class AddedMeanwhile(Exception):
    """The paper says something else, or names another child, since this person looked: they have not checked it yet."""


class NotChecked(Exception):
    """The paper was not checked as it stands now, so that it does not print."""


@acts.act
def confirm_paper(
    *, actor, reference: str, wanted: Wanted, seen: str, parts: Sequence[str], masks: Sequence[dict]
) -> CheckedPaper:
    """Keeps a paper as a lead has checked it: everything it says, with other children masked.

    `seen` is the `basis` of the check they looked at. Raises NotThere, also where there is no such paper, and
    AddedMeanwhile when the record says something else by now.
    """
    concern = hold(actor=actor, verb=Verb.REFER, reference=reference)
    paper = paper_for(concern, wanted)
    if paper is None:
        raise policy.NotThere(Verb.REFER, asked_for=reference)
    check = paper_check(concern, paper)
    if check.basis != seen:
        raise AddedMeanwhile
    said = {"title": paper.title, "parts": check.shown(parts)}
    checked = CheckedPaper(
        concern=concern,
        kind=paper.kind,
        referral=paper.referral,
        language=paper.language,
        text=json.dumps(said, ensure_ascii=False),
        masks=json.dumps({"version": concern.version, "masks": list(masks)}, ensure_ascii=False),
        basis=concern.key.commit("paper", check.basis),
        checked_by=actor,
    )
    checked.save(force_insert=True)
    words = {"text": concern.key.commit("checked paper", checked.text), "commitment": committed(checked, concern)}
    _record(events.PAPER_CHECKED, actor, concern, checked, masks=len(masks), **words)
    return checked


@acts.act
def print_paper(*, actor, reference: str, paper_id: UUID) -> CheckedPaper:
    """The checked paper, to be drawn; that it is printed is recorded before the first byte.

    Raises NotThere, and NotChecked when it is not the last one of its kind and language, when something was added since
    or when a child is found in it whom nobody looked for then.
    """
    concern, checked = _held(actor, reference, paper_id)
    state = paper_state(concern, paper_check(concern, same_paper(concern, checked)))
    if not state.holds or state.paper.pk != checked.pk:
        raise NotChecked
    _record(events.PAPER_PRINTED, actor, concern, checked)
    return state.paper


@acts.act
def record_not_drawn(*, actor, reference: str, paper_id: UUID) -> None:
    """Records that a paper could not be drawn: its printing stands in the trail, and nobody received it.

    Raises NotThere.
    """
    concern, checked = _held(actor, reference, paper_id)
    _record(events.PAPER_NOT_DRAWN, actor, concern, checked, outcome=events.Outcome.ERROR)


def _held(actor, reference: str, paper_id: UUID) -> tuple[Concern, CheckedPaper]:
    concern = hold(actor=actor, verb=Verb.REFER, reference=reference)
    rows = CheckedPaper.objects.filter(concern=concern)
    return concern, policy.find(rows, policy.papers(actor, Verb.REFER), Verb.REFER, pk=paper_id)


def _record(event: str, actor, concern: Concern, paper: CheckedPaper, **details) -> None:
    codes = {"paper": paper.pk, "kind": str(paper.kind), "language": paper.language}
    acts.record(event, actor=actor, subject=concern, **codes, **details)
