"""The second person of a decision: asked, shown what the decision needs, and answering."""

from collections.abc import Iterable
from uuid import UUID

from incidents.models import Agreement, AgreementAnswer, AgreementPurpose, Concern, Decision
from incidents.selectors.agreements import decisions_of, is_of_one_hand, is_open, requests
from incidents.selectors.decisions import standing_decisions
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


class NoLongerAsked(Exception):
    """The request was answered, or what it was about was decided anew. Nothing of it is shown any more."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__("no longer asked")
        self.agreement = agreement


def require_request(*, actor, agreement_id: UUID) -> None:
    """Refuses everybody for whom this request does not exist, before they are asked who they are."""
    agreement = policy.find(requests(), policy.agreements(actor), Verb.AGREE, pk=agreement_id)
    _refuse_own_hand(actor, agreement)


@acts.act
def see_request(*, actor, agreement_id: UUID) -> Agreement:
    """The request, for the second person to look at; that they saw it is recorded before it is shown.

    Raises NotThere for everybody else, and NoLongerAsked once it is answered or overtaken.
    """
    agreement = _request_for(actor, agreement_id)
    _record(events.AGREEMENT_SEEN, actor, agreement)
    return agreement


@acts.act
def answer_request(*, actor, agreement_id: UUID, agreed: bool, reasons: str) -> AgreementAnswer:
    """Agrees, or refuses with reasons. Nobody answers their own request; a request is answered once."""
    agreement = _request_for(actor, agreement_id)
    if not agreed and not reasons:
        raise MoveRefused("agree", agreement.concern.state, frozenset({"reasons"}))
    answer = AgreementAnswer(
        agreement=agreement,
        agreed=agreed,
        reasons=reasons,
        by=actor,
        role=actor.role_name_at(agreement.school_id),
    )
    answer.save(force_insert=True)
    commitment = agreement.concern.key.commit("answer", reasons)
    _record(events.AGREEMENT_ANSWERED, actor, agreement, agreed=agreed, reasons=commitment)
    return answer


def ask_second_person(concern: Concern, purpose: AgreementPurpose, decisions: Iterable[Decision], actor) -> Agreement:
    """Asks a second person to agree to decisions, within the act that made them."""
    agreement = Agreement(
        school_id=concern.school_id,
        concern=concern,
        purpose=purpose,
        decisions=",".join(str(decision.pk) for decision in decisions),
        asked_by=actor,
    )
    agreement.save(force_insert=True)
    _record(events.AGREEMENT_ASKED, actor, agreement, purpose=str(purpose))
    return agreement


def _request_for(actor, agreement_id: UUID) -> Agreement:
    """The request, if it is this person's to answer and still asks; the concern is locked with it."""
    found = policy.find(Agreement.objects.all(), policy.agreements(actor), Verb.AGREE, pk=agreement_id)
    concern = Concern.objects.with_keys().select_for_update(of=("self",)).get(pk=found.concern_id)
    agreement = requests().get(pk=agreement_id)  # as it stands now that the record is held
    agreement.concern = concern
    _refuse_own_hand(actor, agreement)
    answered = AgreementAnswer.objects.filter(agreement=agreement).exists()
    if answered or not is_open(agreement, standing_decisions(agreement.concern)):
        raise NoLongerAsked(agreement)
    return agreement


def _refuse_own_hand(actor, agreement: Agreement) -> None:
    if is_of_one_hand(agreement, actor, decisions_of(agreement)):
        raise policy.NotThere(Verb.AGREE, asked_for=str(agreement.pk))


def _record(event: str, actor, agreement: Agreement, **details) -> None:
    acts.record(event, actor=actor, subject=agreement.concern, agreement=agreement.pk, **details)
