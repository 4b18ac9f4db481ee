"""What closing a concern still needs: open actions, and a second person where reasons to refer at once applied."""

from dataclasses import dataclass

from incidents.models import Agreement, AgreementPurpose, Concern
from incidents.outcomes import REFERRAL_DECISIONS, DecisionAbout
from incidents.selectors.agreements import standing_agreements
from incidents.selectors.decisions import standing_decisions, triggers_ever_applied
from incidents.workflow import second_signature_is_needed


@dataclass(frozen=True)
class ClosingNeeds:
    """How far a concern is from being closed."""

    open_actions: int
    needs_second_person: bool
    request: Agreement | None  # the request about closing that stands, answered or not
    reasons: str  # why it may be closed, as the second person was told

    @property
    def is_waiting(self) -> bool:
        """Somebody has been asked and has not answered."""
        return self.request is not None and not hasattr(self.request, "answer")

    @property
    def was_refused(self) -> bool:
        """The second person did not agree."""
        return self.request is not None and hasattr(self.request, "answer") and not self.request.answer.agreed

    @property
    def is_signed(self) -> bool:
        """The second person agreed, or none is needed."""
        agreed = self.request is not None and hasattr(self.request, "answer") and self.request.answer.agreed
        return agreed or not self.needs_second_person


def closing_needs(concern: Concern) -> ClosingNeeds:
    """What stands between this concern and its closing."""
    referred = concern.referrals.filter(agency__in=REFERRAL_DECISIONS).exists()
    needed = second_signature_is_needed(triggers_applied=triggers_ever_applied(concern), referral_made=referred)
    request = _request_about_closing(concern) if needed else None
    standing = standing_decisions(concern).get(DecisionAbout.CLOSING) if request else None
    return ClosingNeeds(
        open_actions=concern.actions.filter(done__isnull=True).count(),
        needs_second_person=needed,
        request=request,
        reasons=standing.reasons if standing else "",
    )


def _request_about_closing(concern: Concern) -> Agreement | None:
    """The last request about closing, unless the concern was reopened or decided about anew since."""
    standing = standing_decisions(concern)
    moved = concern.state_changes.filter(move="reopen").order_by("at").values_list("at", flat=True).last()
    changes = [standing[about].at for about in REFERRAL_DECISIONS if about in standing] + ([moved] if moved else [])
    asked = [
        request
        for request in standing_agreements(concern, standing)
        if request.purpose == AgreementPurpose.CLOSING and all(request.asked_at >= change for change in changes)
    ]
    return asked[-1] if asked else None
