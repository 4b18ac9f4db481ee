"""What a chronology says of the initial review, signs and pathway."""

from django.utils.translation import gettext as _

from incidents.indicators import Rule
from incidents.models import PathwayChoice, ReviewSitting, SignObserved, TriggersFound
from incidents.selectors.entries import Entry, rows_of

UNKNOWN = "und"  # the language of words that were typed without saying in which


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. A fixed number of queries for any number.

    How far a task is marked is no happening: what was done about it has a line of its own.
    """
    return [*_signs(by_id), *_pathways(by_id), *_sittings(by_id), *_triggers(by_id)]


def _signs(by_id: dict) -> list[Entry]:
    """One line for the signs of one press; a sign with somebody's words has a line of its own."""
    lines, together = [], {}
    for row in rows_of(SignObserved, by_id, "by"):
        said = row.get_said_by_display() if row.said_by else ""
        label = f"{row.get_sign_display()} ({said})" if said else row.get_sign_display()
        if row.words:
            who = {"lang": UNKNOWN, "reference": row.concern.reference}
            title = _("Sign of blackmail recorded") if row.is_present else _("No longer counted as a sign of blackmail")
            lines.append(Entry(row.at, title, row.by.name, label, row.words, **who))
        else:
            together.setdefault((row.concern_id, row.at, row.is_present), (row, []))[1].append(label)
    for row, labels in together.values():
        title = _("Signs of blackmail recorded") if row.is_present else _("No longer counted as signs of blackmail")
        lines.append(Entry(row.at, title, row.by.name, "; ".join(labels), reference=row.concern.reference))
    return lines


def _pathways(by_id: dict) -> list[Entry]:
    lines = []
    for row in rows_of(PathwayChoice, by_id, "by"):
        title = _("Pathway: %(pathway)s") % {"pathway": row.get_chosen_display()}
        proposed = _("Proposed: %(pathway)s") % {"pathway": row.get_proposed_display()}
        text = f"{proposed}. {Rule(row.rule).label}"
        who = {"lang": UNKNOWN, "reference": row.concern.reference}
        lines.append(Entry(row.at, title, row.by.name, text, row.reasons, **who))
    return lines


def _sittings(by_id: dict) -> list[Entry]:
    lines = []
    for row in rows_of(ReviewSitting, by_id, "by", "guidance"):
        guidance = ""
        if row.guidance:
            edition = {"title": row.guidance.title, "edition": row.guidance.edition_name}
            guidance = _("Guidance in force: %(title)s, %(edition)s") % edition
        words = "\n\n".join(part for part in (row.people, row.words) if part)
        who = {"lang": UNKNOWN, "reference": row.concern.reference}
        lines.append(Entry(row.met_at, _("Sitting of the initial review"), row.by.name, guidance, words, **who))
    return lines


def _triggers(by_id: dict) -> list[Entry]:
    lines = []
    for row in rows_of(TriggersFound, by_id, "by"):
        found = "; ".join(str(trigger.label) for trigger in row.trigger_list) or _("None of these")
        who = {"lang": UNKNOWN, "reference": row.concern.reference}
        lines.append(Entry(row.at, _("Reasons to refer at once"), row.by.name, found, row.words, **who))
    return lines
