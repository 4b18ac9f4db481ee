"""The categories of the law that a record has: as it was triaged last, and what its pathway adds to them."""

from incidents.categories import AbuseCategory, Topic
from incidents.indicators import Pathway, categories_with_sextortion
from incidents.models import Concern
from incidents.selectors.signs import Found
from safeguarding.terms import ABUSE_CATEGORIES


def categories_of(concern: Concern, found: Found) -> list[AbuseCategory]:
    """All of them, the main one first; none where nobody has said one yet.

    Once a lead has said that the pathway is sextortion its categories belong to them, also before triage.
    """
    last = found.triages[-1].category_list if found.triages else []
    main, *others = last or [concern.main_category]
    is_chosen = found.standing is not None and found.standing.chosen == Pathway.SEXTORTION
    topics = [Topic.SEXTORTION] if is_chosen else []
    main, others = categories_with_sextortion(topics, main, others, ABUSE_CATEGORIES[concern.school.jurisdiction])
    return [AbuseCategory(code) for code in (main, *others) if code]
