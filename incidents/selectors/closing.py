"""What closing a concern still needs: open actions, and a second person where it is for two to decide."""

from dataclasses import dataclass
from datetime import datetime

from incidents.models import Agreement, AgreementPurpose, Concern, Decision
from incidents.outcomes import REFERRAL_DECISIONS, DecisionAbout
from incidents.selectors.agreements import is_agreed, standing_agreements
from incidents.selectors.decisions import standing_decisions, triggers_ever_applied
from incidents.selectors.pathway import agencies_at_once
from incidents.workflow import decisions_for_two, second_signature_is_needed


@dataclass(frozen=True)
class ClosingNeeds:
    """How far a concern is from being closed."""

    open_actions: int
    needs_second_person: bool
    exception_is_open: bool  # nobody has agreed to "considered, not referred"
    was_overtaken: bool  # somebody was asked, and the record has changed since
    request: Agreement | None  # the request about closing that stands, answered or not
    reasons: str  # why it may be closed, as the second person was told

    @property
    def is_waiting(self) -> bool:
        """Somebody has been asked and has not answered."""
        return self.request is not None and not hasattr(self.request, "answer")

    @property
    def is_signed(self) -> bool:
        """The second person agreed, or none is needed."""
        return not self.needs_second_person or (self.request is not None and is_agreed(self.request))


def closing_needs(concern: Concern) -> ClosingNeeds:
    """What stands between this concern and its closing."""
    standing, triggers_applied = standing_decisions(concern), triggers_ever_applied(concern)
    referred = list(
        concern.referrals.filter(agency__in=agencies_at_once(concern)).values_list("recorded_at", flat=True)
    )
    exception_is_open = _exception_is_open(concern, standing, triggers_applied, referred)
    needed = second_signature_is_needed(
        triggers_applied=triggers_applied, referral_made=bool(referred), exception_is_open=exception_is_open
    )
    stands = [row for row in standing_agreements(concern, standing) if row.purpose == AgreementPurpose.CLOSING]
    request = stands[-1] if needed and stands else None
    was_asked = concern.agreements.filter(purpose=AgreementPurpose.CLOSING).exists()
    return ClosingNeeds(
        open_actions=concern.actions.filter(done__isnull=True).count(),
        needs_second_person=needed,
        exception_is_open=exception_is_open,
        was_overtaken=needed and was_asked and request is None,
        request=request,
        reasons=standing[DecisionAbout.CLOSING].reasons if request else "",
    )


def _exception_is_open(
    concern: Concern, standing: dict[str, Decision], triggers_applied: bool, referred: list[datetime]
) -> bool:
    """Whether "considered, not referred" is still one person's decision.

    It is while a standing "no" that takes two has nobody's agreement, and while the last who was asked refused or has
    not answered and no referral was made since: to decide "not yet" instead does not settle it.
    """
    rows = concern.agreements.filter(purpose=AgreementPurpose.NOT_REFERRING).select_related("answer")
    asked = list(rows.order_by("asked_at", "pk"))
    if asked and not is_agreed(asked[-1]) and not any(at >= asked[-1].asked_at for at in referred):
        return True
    choices = {about: standing[about].choice for about in REFERRAL_DECISIONS if about in standing}
    for_two = {standing[about].pk for about in decisions_for_two(choices, triggers_applied=triggers_applied)}
    agreed = {pk for row in asked if is_agreed(row) for pk in row.decision_ids}
    return not for_two <= agreed
