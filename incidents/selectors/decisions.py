"""What is decided about a concern: the decisions that stand, the reasons to refer at once, the guidance in force."""

from datetime import datetime

from django.db.models import Q

from incidents.categories import About, Topic, Trigger
from incidents.indicators import Pathway
from incidents.models import Concern, Decision, Triage, TriggersFound
from incidents.outcomes import REFERRAL_DECISIONS
from incidents.selectors.signs import found_on
from safeguarding import clock
from safeguarding.directory.models import Guidance
from safeguarding.schools.models import School

# What the guidance says of every case of blackmail over images: an adult or a stranger acts, and the child is coerced.
ALWAYS_WITH_THREATS = (Trigger.ADULT_INVOLVED, Trigger.COERCED)


def standing_decisions(concern: Concern) -> dict[str, Decision]:
    """The latest decision about each thing; an earlier one no longer stands."""
    latest: dict[str, Decision] = {}
    for decision in concern.decisions.select_related("by", "guidance").order_by("at", "pk"):
        decision.concern = concern
        latest[decision.about] = decision
    return latest


def author_ticked_threats(concern: Concern) -> bool:
    """Whether the person who recorded it said that somebody threatens to share an image or asks for money."""
    return About.THREATS_OR_MONEY in concern.incident.about


def signs_of_threats(concern: Concern) -> list[datetime]:
    """When signs were recorded by which blackmail over images is proposed, while no lead has said what it is."""
    at = found_on(concern).proposed_at
    return [at] if at else []


def triages_of_threats(concern: Concern) -> list[Triage]:
    """The triages that found blackmail over images (often called "sextortion"): the guidance says what applies then."""
    return [triage for triage in concern.triages.order_by("at") if Topic.SEXTORTION in triage.topic_list]


def pathways_of_threats(concern: Concern) -> list[datetime]:
    """When leads found that blackmail over images is the pathway."""
    return list(concern.pathways.filter(chosen=Pathway.SEXTORTION).order_by("at").values_list("at", flat=True))


def triggers_found(concern: Concern) -> TriggersFound | None:
    """The reasons to refer at once that the review found last."""
    return concern.triggers_found.order_by("at", "pk").last()


def proposed_triggers(concern: Concern, standing: dict[str, Decision]) -> list[str]:
    """The reasons to refer at once that stand ticked when the page opens: as last decided, and as was found since."""
    last, reviewed = _last_decided(standing), triggers_found(concern)
    ticked = set(pre_ticked(concern, standing))
    if reviewed and (last is None or reviewed.at > last.at):
        ticked |= set(reviewed.trigger_list)
    elif last:
        ticked |= set(last.trigger_list)
    return [str(trigger) for trigger in Trigger if trigger in ticked]


def triggers_ever_applied(concern: Concern) -> bool:
    """Whether a reason to refer at once was ever found: in a decision, at triage, as a sign or by the reporter.

    A lead may judge otherwise later; not to refer is then for two people, because one alone may have been mistaken.
    """
    found = found_on(concern)
    if found.was_pointed_to or found.was_confirmed:
        return True
    decided = [decision.triggers for decision in concern.decisions.all() if decision.about in REFERRAL_DECISIONS]
    return any(decided) or any(found.triggers for found in concern.triggers_found.all())


def guidance_in_force(school: School) -> Guidance | None:
    """The edition of the guidance that decisions at this school are made by today; none when none is loaded."""
    own = Q(jurisdiction=school.jurisdiction)
    rows = Guidance.objects.filter(own | Q(jurisdiction=""))
    in_force = [row for row in rows if row.in_force_from is None or row.in_force_from <= clock.today()]
    return max(
        in_force,
        key=lambda row: (row.jurisdiction == school.jurisdiction, str(row.in_force_from or ""), row.code),
        default=None,
    )


def pre_ticked(concern: Concern, standing: dict[str, Decision]) -> tuple[Trigger, ...]:
    """The reasons that stand ticked because of what was recorded, or found at triage, since a lead decided last."""
    last = _last_decided(standing)
    recorded = author_ticked_threats(concern) and last is None
    findings = [triage.at for triage in triages_of_threats(concern)] + pathways_of_threats(concern)
    found = any(last is None or at > last.at for at in findings + signs_of_threats(concern))
    return ALWAYS_WITH_THREATS if recorded or found else ()


def why_pre_ticked(concern: Concern) -> str:
    """By whom blackmail was found first, for the words beside the ticks: REPORTER, TRIAGE, PATHWAY or SIGNS."""
    if author_ticked_threats(concern):
        return "REPORTER"
    if triages_of_threats(concern):
        return "TRIAGE"
    return "PATHWAY" if pathways_of_threats(concern) else "SIGNS"


def _last_decided(standing: dict[str, Decision]) -> Decision | None:
    decided = [standing[about] for about in REFERRAL_DECISIONS if about in standing]
    return max(decided, key=lambda decision: decision.at, default=None)
