"""What stands on the page of triage when it is opened."""

from incidents.categories import AbuseCategory, Topic
from incidents.indicators import Pathway
from incidents.models import Concern
from incidents.selectors.signs import Found
from safeguarding.terms import ABUSE_CATEGORIES


def opening_triage(concern: Concern, viewer, found: Found) -> dict:
    """Who leads, and at a later triage the categories as they were judged last. Never a level, never a review.

    Where the record is on the pathway of sextortion and no triage has said so yet, that and its categories stand
    ticked too.
    """
    opening = {"version": concern.version, "owner": str(concern.owner_id or viewer.pk)}
    last = found.triages[-1] if found.triages else None
    if last:
        others = [str(code) for code in last.category_list if code != last.main_category]
        topics = [str(topic) for topic in last.topic_list]
        opening |= {"main_category": last.main_category, "other_categories": others, "topics": topics}
    return opening | (_with_sextortion(concern, opening) if stands_ticked(found) else {})


def stands_ticked(found: Found) -> bool:
    """Whether sextortion stands ticked because of what was found elsewhere, and not because a triage said so."""
    said = bool(found.triages) and Topic.SEXTORTION in found.triages[-1].topic_list
    return found.pathway == Pathway.SEXTORTION and not said


def _with_sextortion(concern: Concern, opening: dict) -> dict:
    main = opening.get("main_category", AbuseCategory.NONE)
    main = AbuseCategory.SEXUAL if main == AbuseCategory.NONE else AbuseCategory(main)
    wanted = {*opening.get("other_categories", ()), AbuseCategory.SEXUAL, AbuseCategory.FINANCIAL} - {main}
    others = [str(code) for code in ABUSE_CATEGORIES[concern.school.jurisdiction] if code in wanted]
    topics = [*opening.get("topics", ()), str(Topic.SEXTORTION)]
    return {"main_category": str(main), "other_categories": others, "topics": topics}
