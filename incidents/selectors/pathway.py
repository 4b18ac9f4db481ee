"""What points to blackmail over images on a record, which pathway was chosen, and what the record may not do before."""

from incidents.categories import Topic
from incidents.indicators import Pathway, Proposal, Sign, propose, referral_is_required
from incidents.models import AdultConsent, Concern, PathwayChoice, SignObserved
from incidents.outcomes import AT_ONCE, REFERRAL_DECISIONS, Choice
from incidents.removing import is_adult
from incidents.selectors.agreements import is_agreed, standing_agreements
from incidents.selectors.decisions import standing_decisions
from incidents.workflow import may_rest
from safeguarding import clock


def standing_signs(concern: Concern) -> dict[Sign, SignObserved]:
    """The signs that are on the record, each as it was recorded last."""
    latest: dict[str, SignObserved] = {}
    for row in concern.signs.select_related("by").order_by("at", "pk"):
        row.concern = concern
        latest[row.sign] = row
    return {sign: latest[sign] for sign in Sign if sign in latest and latest[sign].is_present}


def pathway_choices(concern: Concern) -> list[PathwayChoice]:
    """What leads chose, oldest first; the last one stands."""
    rows = list(concern.pathways.select_related("by").order_by("at", "pk"))
    for row in rows:
        row.concern = concern
    return rows


def standing_pathway(concern: Concern) -> PathwayChoice | None:
    """The pathway that a lead chose last, if one did."""
    return next(reversed(pathway_choices(concern)), None)


def proposal_for(concern: Concern) -> Proposal:
    """What the rules propose from all that is recorded, with the rule that fired."""
    return propose(
        standing_signs(concern), concern.incident.about, triaged_as_sextortion=was_triaged_as_sextortion(concern)
    )


def was_triaged_as_sextortion(concern: Concern) -> bool:
    """Whether a triage ever found it."""
    return any(Topic.SEXTORTION in triage.topic_list for triage in concern.triages.all())


def is_sextortion(concern: Concern) -> bool:
    """Whether the record is one of sextortion, so that it needs a referral or an agreed exception before it rests.

    It is once a lead has found it, at triage or as its pathway; and while it is proposed and no lead has judged.
    """
    choices = pathway_choices(concern)
    found = any(choice.chosen == Pathway.SEXTORTION for choice in choices) or was_triaged_as_sextortion(concern)
    if found:
        return True
    proposed = proposal_for(concern).pathway == Pathway.SEXTORTION
    return referral_is_required(was_confirmed=False, is_proposed=proposed, was_judged=bool(choices))


def is_about_images(concern: Concern) -> bool:
    """Whether the pages of the response belong to this record: the reporter, triage or a lead says that it is."""
    if proposal_for(concern).pathway != Pathway.NONE:
        return True
    choice = standing_pathway(concern)
    topics = {topic for triage in concern.triages.all() for topic in triage.topic_list}
    return bool(choice and choice.chosen != Pathway.NONE) or bool({Topic.NUDES, Topic.GROOMING} & topics)


def person_is_adult(concern: Concern) -> bool:
    """Whether this record is about somebody who is 18 or over: an adult who is no pupil, or a pupil of that age."""
    said: AdultConsent | None = concern.adult_consents.order_by("at", "pk").last()
    if said and said.connection:
        return True
    return concern.pupil is not None and is_adult(concern.pupil.born_on, clock.today())


def agencies_at_once(concern: Concern) -> tuple[str, ...]:
    """To whom a referral counts as made at once: police, children's services, and for an adult adult safeguarding."""
    return tuple(AT_ONCE) if person_is_adult(concern) else tuple(REFERRAL_DECISIONS)


def referral_or_exception(concern: Concern) -> bool:
    """Whether the record may be planned, ended or closed as far as referring goes."""
    if not is_sextortion(concern):
        return True
    referred = concern.referrals.filter(agency__in=agencies_at_once(concern)).exists()
    return may_rest(is_required=True, referral_made=referred, exception_agreed=_exception_is_agreed(concern))


def _exception_is_agreed(concern: Concern) -> bool:
    """Whether a second person agreed to the two decisions that stand: neither police nor children's services."""
    standing = standing_decisions(concern)
    pair = [standing.get(about) for about in REFERRAL_DECISIONS]
    if any(decision is None or decision.choice != Choice.NO for decision in pair):
        return False
    wanted = {decision.pk for decision in pair}
    agreed = [row.decision_ids for row in standing_agreements(concern, standing) if is_agreed(row)]
    return wanted <= {pk for ids in agreed for pk in ids}
