"""What a chronology says of safety checks, support and check-ins."""

from django.utils.translation import gettext as _

from incidents.models import CheckIn, SafetyCheck, SupportPlan
from incidents.selectors.entries import Entry, labelled, rows_of
from safeguarding.dates import day


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. Three queries for any number."""
    return _checks(by_id) + _plans(by_id) + _check_ins(by_id)


def _checks(by_id: dict) -> list[Entry]:
    found = []
    for row in rows_of(SafetyCheck, by_id, "by"):
        title = _("Might they hurt themselves? %(found)s") % {"found": row.get_self_harm_display()}
        text = "; ".join(str(one.label) for one in row.observed_list)
        words = labelled(
            (_("What was seen or heard"), row.observed_words),
            (_("Who stays with them, where and until when"), row.not_left_alone),
            (_("What was put in place"), row.put_in_place),
        )
        found.append(Entry(row.at, title, row.by.name, text=text, words=words, reference=row.concern.reference))
    return found


def _plans(by_id: dict) -> list[Entry]:
    found = []
    for row in rows_of(SupportPlan, by_id, "by"):
        words = labelled(
            (_("The adult who is there for them"), row.named_adult),
            (_("What they would like"), row.child_says),
            (_("What else is in place"), row.words),
        )
        found.append(Entry(row.at, _("Support"), row.by.name, words=words, reference=row.concern.reference))
    return found


def _check_ins(by_id: dict) -> list[Entry]:
    found = []
    for row in rows_of(CheckIn, by_id, "by", "done__by"):
        on, reference = {"day": day(row.due_on)}, row.concern.reference
        title = _("A check-in with them was planned for %(day)s") % on
        found.append(Entry(row.at, title, row.by.name, words=row.with_whom, reference=reference))
        if hasattr(row, "done"):
            done = row.done
            done.check_in = row
            said = on | {"happened": done.get_happened_display()}
            title = _("Check-in planned for %(day)s: %(happened)s") % said
            found.append(Entry(done.at, title, done.by.name, words=done.words, reference=reference))
    return found
