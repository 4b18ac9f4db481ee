"""Confirming what a paper about a child may say, and printing it: nothing prints that a lead has not checked."""

import json
from collections.abc import Sequence
from uuid import UUID

from incidents.models import CheckedPaper, Concern
from incidents.selectors.paper_list import Wanted, paper_for, same_paper
from incidents.selectors.papers import paper_check, paper_state
from incidents.services.holding import hold
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


class AddedMeanwhile(Exception):
    """Something was added to the record after this person had looked at the paper: they have not checked it yet."""


class NotChecked(Exception):
    """The paper was not checked as it stands now, so that it does not print."""


@acts.act
def confirm_paper(
    *, actor, reference: str, wanted: Wanted, seen: str, parts: Sequence[str], masks: Sequence[dict]
) -> CheckedPaper:
    """Keeps a paper as a lead has checked it: everything it says, with other children masked.

    `seen` is the `basis` of the paper they looked at. Raises NotThere, also where there is no such paper, and
    AddedMeanwhile when the record says something else by now.
    """
    concern = hold(actor=actor, verb=Verb.REFER, reference=reference)
    paper = paper_for(concern, wanted)
    if paper is None:
        raise policy.NotThere(Verb.REFER, asked_for=reference)
    if paper.basis != seen:
        raise AddedMeanwhile
    said = {"title": paper.title, "parts": paper_check(concern, paper).shown(parts)}
    checked = CheckedPaper(
        concern=concern,
        kind=paper.kind,
        referral=paper.referral,
        language=paper.language,
        text=json.dumps(said, ensure_ascii=False),
        masks=json.dumps({"version": concern.version, "masks": list(masks)}, ensure_ascii=False),
        basis=concern.key.commit("paper", paper.basis),
        checked_by=actor,
    )
    checked.save(force_insert=True)
    words = concern.key.commit("checked paper", checked.text)
    _record(events.PAPER_CHECKED, actor, concern, checked, masks=len(masks), text=words)
    return checked


@acts.act
def print_paper(*, actor, reference: str, paper_id: UUID) -> CheckedPaper:
    """The checked paper, to be drawn; that it is printed is recorded before the first byte.

    Raises NotThere, and NotChecked when it is not the last one of its kind and language, or something was added since.
    """
    concern = hold(actor=actor, verb=Verb.REFER, reference=reference)
    rows = CheckedPaper.objects.filter(concern=concern)
    checked = policy.find(rows, policy.papers(actor, Verb.REFER), Verb.REFER, pk=paper_id)
    state = paper_state(concern, same_paper(concern, checked))
    if not state.holds or state.paper.pk != checked.pk:
        raise NotChecked
    _record(events.PAPER_PRINTED, actor, concern, checked)
    return state.paper


def _record(event: str, actor, concern: Concern, paper: CheckedPaper, **details) -> None:
    codes = {"paper": paper.pk, "kind": str(paper.kind), "language": paper.language}
    acts.record(event, actor=actor, subject=concern, **codes, **details)
