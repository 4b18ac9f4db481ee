"""Referrals and decisions of one concern, as its pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.models import Agreement, AgreementPurpose, Concern, Decision, Referral
from incidents.outcomes import (
    REFERRAL_DECISIONS,
    AgencyOutcome,
    Choice,
    DecisionAbout,
    Method,
    ReferralState,
    decided_about,
)
from incidents.selectors.agreements import decisions_of, people_who_may_agree, second_people, standing_agreements
from incidents.selectors.decisions import standing_decisions
from incidents.selectors.identity import person_is_adult
from incidents.selectors.referral_clocks import NAMES, bank_holidays, clocks_of, typed_name
from safeguarding import clock
from safeguarding.accounts.models import User

STATE_COLOURS = {
    ReferralState.MADE: "blue",
    ReferralState.CONFIRMED: "teal",
    ReferralState.REPLIED: "green",
    ReferralState.DISAGREED: "orange",
}
CHOICE_COLOURS = {Choice.YES: "green", Choice.NOT_YET: "yellow", Choice.NO: "grey"}


@dataclass(frozen=True)
class Due:
    """Something that a referral waits for."""

    name: str
    kind: str
    at: datetime
    is_overdue: bool


@dataclass(frozen=True)
class ReferralLine:
    """One referral in the list of a concern."""

    number: int
    agency: str
    made_at: datetime
    method: str
    made_by: str
    state: str
    colour: str
    due: list[Due]
    last_outcome: str


@dataclass(frozen=True)
class RequestLine:
    """How far the asking of a second person is."""

    is_about_closing: bool
    asked_at: datetime
    waiting_for: str
    to_answer: object | None  # the request, for a viewer who may answer it
    is_answered: bool
    agreed: bool
    answered_by: str
    answered_at: datetime | None
    reasons: str


@dataclass(frozen=True)
class DecisionLine:
    """One decision that stands."""

    about: str
    choice: str
    colour: str
    reasons: str
    triggers: list[str]
    guidance: str
    by: str
    at: datetime
    request: RequestLine | None


def referral_rows(concern: Concern) -> list[Referral]:
    """The referrals of a concern with what came of them: four queries for any number."""
    rows = concern.referrals.select_related("made_by").prefetch_related("confirmations", "replies", "disagreements")
    found = list(rows)
    for referral in found:
        referral.concern = concern
    return found


def whole_referral(concern: Concern, number: int) -> Referral | None:
    """One referral with all that was recorded about it, and who did; none when there is none of this number."""
    beside = ("additions", "confirmations", "replies", "disagreements")
    rows = concern.referrals.select_related("made_by", "pattern").prefetch_related(*(f"{name}__by" for name in beside))
    referral = rows.filter(number=number).first()
    if referral is None:
        return None
    referral.concern = concern
    for name in beside:
        for row in getattr(referral, name).all():
            row.referral = referral
    return referral


def referral_lines(concern: Concern) -> list[ReferralLine]:
    """Every referral of a concern in one line, in the order in which they were made."""
    referrals = referral_rows(concern)
    holidays = bank_holidays([concern.school_id]).get(concern.school_id, frozenset()) if referrals else frozenset()
    return [_line(referral, holidays) for referral in referrals]


def _line(referral: Referral, holidays) -> ReferralLine:
    replies = list(referral.replies.all())
    state = referral.state
    return ReferralLine(
        number=referral.number,
        agency=typed_name(referral),
        made_at=referral.made_at,
        method=str(Method(referral.method).label),
        made_by=referral.made_by.name,
        state=str(state.label),
        colour=STATE_COLOURS[state],
        due=dues(referral, holidays),
        last_outcome=str(AgencyOutcome(replies[-1].outcome).label) if replies else "",
    )


def dues(referral: Referral, holidays) -> list[Due]:
    """What the referral waits for, the first to run out first."""
    now = clock.now()
    found = [Due(str(NAMES[kind]), kind, at, now > at) for kind, at in clocks_of(referral, holidays).items()]
    return sorted(found, key=lambda due: due.at)


def decision_lines(concern: Concern, viewer=None, standing: dict[str, Decision] | None = None) -> list[DecisionLine]:
    """The decisions that stand about the police, children's services and closing, each with its second person.

    What several decisions share, the reasons to refer at once and the request to agree, is shown with the last. With
    a `viewer` who may answer a request, its line leads there.
    """
    standing = standing_decisions(concern) if standing is None else standing
    order = [standing[about] for about in (*REFERRAL_DECISIONS, DecisionAbout.CLOSING) if about in standing]
    agreements: dict[object, Agreement] = {}
    for agreement in standing_agreements(concern, standing) if order else ():
        agreements |= dict.fromkeys(agreement.decision_ids, agreement)
    last = {agreements[decision.pk].pk: decision.pk for decision in order if decision.pk in agreements}
    asking = concern.is_open and any(not hasattr(agreement, "answer") for agreement in agreements.values())
    people = second_people(concern.school_id) if asking else []
    lines = []
    for number, decision in enumerate(order):
        agreement = agreements.get(decision.pk)
        asked = agreement is not None and last[agreement.pk] == decision.pk
        asked = asked and (concern.is_open or hasattr(agreement, "answer"))  # nobody waits on a closed record
        repeated = any(later.triggers == decision.triggers for later in order[number + 1 :])
        lines.append(
            _decision_line(
                decision,
                _request_line(agreement, viewer, order, people) if asked else None,
                with_triggers=not repeated,
            )
        )
    return lines


def _decision_line(decision: Decision, request: RequestLine | None, with_triggers: bool) -> DecisionLine:
    closing = decision.about == DecisionAbout.CLOSING
    choice = pgettext("decision", "Close without a referral") if closing else str(Choice(decision.choice).label)
    guidance = decision.guidance
    return DecisionLine(
        about=str(decided_about(decision.about, is_18=person_is_adult(decision.concern, decision.at))),
        choice=choice,
        colour="grey" if closing else CHOICE_COLOURS[decision.choice],
        reasons=decision.reasons,
        triggers=[str(trigger.label) for trigger in decision.trigger_list] if with_triggers else [],
        guidance=guidance.cited if guidance else "",
        by=decision.by.name,
        at=decision.at,
        request=request,
    )


def request_line(concern: Concern, agreement: Agreement, viewer=None) -> RequestLine:
    """A request as the lead sees it: whom it waits for, or how it was answered."""
    people = [] if hasattr(agreement, "answer") else second_people(concern.school_id)
    return _request_line(agreement, viewer, decisions_of(agreement), people)


def _request_line(agreement: Agreement, viewer, decisions: list[Decision], people: list[User]) -> RequestLine:
    answer = getattr(agreement, "answer", None)
    covered = [decision for decision in decisions if decision.pk in agreement.decision_ids]
    waiting = [] if answer else people_who_may_agree(agreement, covered, people)
    return RequestLine(
        is_about_closing=agreement.purpose == AgreementPurpose.CLOSING,
        asked_at=agreement.asked_at,
        waiting_for=one_of([person.name for person in waiting]),
        to_answer=agreement.pk if viewer in waiting else None,
        is_answered=answer is not None,
        agreed=bool(answer and answer.agreed),
        answered_by=answer.by.name if answer else "",
        answered_at=answer.at if answer else None,
        reasons=answer.reasons if answer else "",
    )


def one_of(names: list[str]) -> str:
    """Names as alternatives: "A, B or C"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s or %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
