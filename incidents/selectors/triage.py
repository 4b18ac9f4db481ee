"""What stands on the page of triage when it is opened."""

from incidents.models import Concern


def opening_triage(concern: Concern, viewer) -> dict:
    """Who leads, and at a later triage the categories as they were judged last. Never a level, never a review."""
    opening = {"version": concern.version, "owner": str(concern.owner_id or viewer.pk)}
    last = concern.triages.order_by("at").last()
    if last is None:
        return opening
    others = [str(code) for code in last.category_list if code != last.main_category]
    topics = [str(topic) for topic in last.topic_list]
    return opening | {"main_category": last.main_category, "other_categories": others, "topics": topics}
