"""What points to blackmail over images on a record, which pathway was chosen, and what the record may not do before."""

from incidents.indicators import Proposal
from incidents.models import Concern, Decision, PathwayChoice
from incidents.outcomes import AT_ONCE, REFERRAL_DECISIONS, Choice, ReferralTo
from incidents.selectors.agreements import is_agreed, standing_agreements
from incidents.selectors.decisions import standing_decisions
from incidents.selectors.identity import person_is_adult
from incidents.selectors.signs import Found, found_on, pathway_choices, standing_signs
from incidents.workflow import may_rest

__all__ = ["found_on", "pathway_choices", "person_is_adult", "standing_signs"]


def standing_pathway(concern: Concern) -> PathwayChoice | None:
    """The pathway that a lead chose last, if one did."""
    return next(reversed(pathway_choices(concern)), None)


def proposal_for(concern: Concern) -> Proposal:
    """What the rules propose from all that is recorded, with the rule that fired."""
    return found_on(concern).proposal


def is_sextortion(concern: Concern) -> bool:
    """Whether the record is one of sextortion, so that it needs a referral or an agreed exception before it rests."""
    return found_on(concern).is_sextortion


def is_about_images(concern: Concern) -> bool:
    """Whether the pages of the response belong to this record: the reporter, triage or a lead says that it is."""
    return found_on(concern).is_about_images


def may_be_adult(concern: Concern) -> bool:
    """Whether an adult can be asked what they want: they are 18 or over, or not on the list and so of no known age."""
    return concern.pupil is None or person_is_adult(concern)


def agencies_at_once(concern: Concern) -> tuple[str, ...]:
    """To whom a referral counts as made at once: police, children's services, and for an adult adult safeguarding."""
    return tuple(AT_ONCE) if person_is_adult(concern) else tuple(REFERRAL_DECISIONS)


def agencies_for(concern: Concern) -> tuple[ReferralTo, ...]:
    """To whom this record can be referred: adult safeguarding for an adult, in the place of children's services."""
    services = ReferralTo.ADULT_SERVICES if person_is_adult(concern) else ReferralTo.CHILDRENS_SERVICES
    ceop = (ReferralTo.CEOP,) if is_about_images(concern) else ()
    return (ReferralTo.POLICE, services, *ceop, ReferralTo.OTHER)


def referral_or_exception(concern: Concern, found: Found | None = None) -> bool:
    """Whether the record may be planned, ended or closed as far as referring goes. `found`: where it was read."""
    if not (found or found_on(concern)).is_sextortion:
        return True
    referred = concern.referrals.filter(agency__in=agencies_at_once(concern)).exists()
    agreed = exception_is_agreed(concern, standing_decisions(concern))
    return may_rest(is_required=True, referral_made=referred, exception_agreed=agreed)


def exception_is_agreed(concern: Concern, standing: dict[str, Decision]) -> bool:
    """Whether a second person agreed to the two decisions that stand: neither police nor children's services."""
    pair = [standing.get(about) for about in REFERRAL_DECISIONS]
    if any(decision is None or decision.choice != Choice.NO for decision in pair):
        return False
    wanted = {decision.pk for decision in pair}
    agreed = [row.decision_ids for row in standing_agreements(concern, standing) if is_agreed(row)]
    return wanted <= {pk for ids in agreed for pk in ids}
