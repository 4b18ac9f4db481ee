"""What the page of one concern shows, as finished values."""

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.categories import Topic
from incidents.models import Concern, PupilMatch
from incidents.selectors.access import others_just_now
from incidents.selectors.awareness import stages
from incidents.selectors.decisions import standing_decisions
from incidents.selectors.identity import child_facts, child_name, person_is_adult
from incidents.selectors.planned_and_closed import closed, ended, planned
from incidents.selectors.referrals import decision_lines, referral_lines
from incidents.selectors.reviewing import pathway_line, progress
from incidents.selectors.signs import Found, found_on
from incidents.selectors.worklist import flags_of
from incidents.wellbeing import SelfHarm
from incidents.workflow import State, possible
from safeguarding import clock, policy
from safeguarding.dates import day, moment
from safeguarding.policy import Verb

STATE_COLOURS = {
    State.SENT: "blue",
    State.OPENED: "yellow",
    State.IN_REVIEW: "yellow",
    State.PLANNED: "purple",
    State.NO_FURTHER_ACTION: "grey",
    State.CLOSED: "grey",
}


OTHERS_SHOWN = 20
WORRIES = (SelfHarm.POSSIBLE, SelfHarm.IMMEDIATE)


def frame(concern: Concern, current: str, *, actions: int | None = None, referrals: int | None = None) -> dict:
    """The top of every page of a record: whose it is, where it stands, and its pages.

    A page that has read its open actions and its referrals already says how many there are.
    """
    pupil = concern.pupil
    facts = [_("Lead: %(name)s") % {"name": concern.owner.name} if concern.owner else _("Nobody leads yet")]
    if pupil:
        facts = child_facts(pupil) + facts
    actions = concern.actions.filter(done__isnull=True).count() if actions is None else actions
    referrals = concern.referrals.count() if referrals is None else referrals
    return {
        "concern": concern,
        "reference": concern.reference,
        "child": child_name(concern),
        "is_18": person_is_adult(concern),
        "facts": facts,
        "state": concern.get_state_display(),
        "colour": STATE_COLOURS[concern.state],
        "pages": [
            _page("concern", _("Record"), concern, current),
            _page("review", _("Review"), concern, current),
            _page("concern_chronology", _("Chronology"), concern, current),
            _page("concern_actions", _("Actions"), concern, current, actions),
            _page("concern_referrals", _("Referrals"), concern, current, referrals),
            _page("concern_access", _("Who has looked"), concern, current),
        ],
    }


def record_page(concern: Concern, viewer) -> dict:
    """The reporter's words first, unaltered; then their answers, what was decided, and what may be done next."""
    incident = concern.incident
    moves = possible(concern.state)
    actions, referrals, standing = open_actions(concern), referral_lines(concern), standing_decisions(concern)
    match, found = _match(concern), found_on(concern)
    return frame(concern, "concern", actions=len(actions), referrals=len(referrals)) | {
        "statements": list(incident.statements.select_related("incident__key", "author")),
        "answers": _answers(concern),
        "marks": [{"where": mark.get_region_display(), "words": mark.described} for mark in _marks(concern)],
        "calls": list(incident.direct_calls.select_related("incident__key", "caller")),
        "flags": flags_of(concern),
        "match": match,
        "needs_match": match is not None and match["at"] is None,
        "triage": _triage(found),
        "plan": planned(concern),
        "ended": ended(concern),
        "closed": closed(concern, standing),
        "decisions": decision_lines(concern, viewer, standing),
        "referrals": referrals,
        "notes": list(concern.notes.select_related("author", "concern__key")),
        "actions": actions,
        "other_records": _other_records(concern, viewer),
        "others": others_just_now(concern, viewer),
        "is_mine": concern.owner_id == viewer.pk,
        "is_open": concern.is_open,
        "may": {move: True for move in moves},
        "about_images": found.is_about_images,
        "review": _review(concern, found),
        "stages": stages(concern, wants_referral=found.is_sextortion),
    }


def open_actions(concern: Concern) -> list[dict]:
    """Steps not done yet, the first due first."""
    rows = concern.actions.filter(done__isnull=True).select_related("owner", "concern__key")
    return [_action(action) for action in rows]


def done_actions(concern: Concern) -> list[dict]:
    """Steps done, or not needed any more."""
    rows = concern.actions.filter(done__isnull=False).select_related("owner", "concern__key", "done__by")
    found = []
    for action in rows:
        action.done.action = action
        found.append(
            _action(action)
            | {
                "done_at": action.done.at,
                "by": action.done.by.name,
                "note": action.done.note,
                "was_needed": action.done.was_needed,
            }
        )
    return found


def _action(action) -> dict:
    return {
        "id": action.pk,
        "what": action.what,
        "owner": action.owner.name,
        "due_on": action.due_on,
        "is_overdue": action.due_on < clock.today(),
    }


def _page(name: str, text: str, concern: Concern, current: str, count: int = 0) -> dict:
    return {"url": reverse(name, args=[concern.reference]), "text": text, "current": name == current, "count": count}


def _marks(concern: Concern) -> list:
    return list(concern.marks.select_related("concern__key"))


def _answers(concern: Concern) -> list[dict]:
    incident = concern.incident
    told = incident.get_told_in_person_display()
    rows = [
        (_("When they were told or saw it"), moment(incident.became_aware_at)),
        (_("Where"), incident.place, "und"),
        (_("Safe right now"), concern.get_safe_now_display()),
        (_("Told in person"), f"{told}, {moment(incident.told_at)}" if incident.told_at else told),
        (_("Their part"), concern.get_part_display() if concern.part else ""),
        (
            _("Worry that they might hurt themselves"),
            concern.get_self_harm_worry_display() if concern.self_harm_worry else "",
        ),
        (_("About"), ", ".join(str(one.label) for one in incident.about)),
        (_("An image seen"), incident.get_seen_image_display() if incident.seen_image else ""),
    ]
    return _rows(rows)


def _rows(rows) -> list[dict]:
    """What has a value, as a summary list shows it: name, value, and the language where the value is somebody's."""
    return [{"key": key, "value": value, "lang": "".join(lang)} for key, value, *lang in rows if value]


def _match(concern: Concern) -> dict | None:
    """What was found out about a child "not on the list"; both stay visible."""
    if not concern.unlisted_child:
        return None
    last: PupilMatch | None = concern.matches.select_related("by").order_by("at").last()
    found = {"described": concern.unlisted_child, "by": "", "at": None, "name": "", "school": "", "is_pupil": False}
    if last:
        last.concern = concern
        found |= {"by": last.by.name, "at": last.at, "is_pupil": last.pupil_id is not None}
        found |= {"name": last.other_name, "school": last.other_school}
    return found


def _review(concern: Concern, found: Found) -> dict:
    """How far the initial review is, the pathway, and a worry that the child might hurt themselves, found last."""
    last = concern.safety_checks.order_by("at", "pk").last()
    is_worry = last is not None and last.self_harm in WORRIES
    return {
        "progress": progress(concern, about_images=found.is_about_images),
        "pathway": pathway_line(found),
        "is_proposed": not found.is_judged,
        "worried_at": last.at if is_worry else None,
        "is_immediate": is_worry and last.self_harm == SelfHarm.IMMEDIATE,
    }


def _triage(found: Found) -> dict | None:
    made = next(reversed(found.triages), None)
    if made is None:
        return None
    rows = [
        (_("Leads"), made.owner.name, "und"),
        (_("Initial review"), made.get_review_display()),
        (_("Category"), ", ".join(str(one.label) for one in made.category_list)),
        (_("Kind"), ", ".join(str(Topic(one).label) for one in made.topic_list)),
        (_("Level of need"), made.get_level_display()),
        (_("Reasons"), made.reasons, "und"),
        (_("Decided"), _("%(name)s, %(when)s") % {"name": made.by.name, "when": moment(made.at)}),
    ]
    return {"rows": _rows(rows)}


def _other_records(concern: Concern, viewer) -> dict:
    """The other records of the same child, the latest first; a child who was only described has none that can be known.

    `count` says how many there are, `rows` holds the latest of them.
    """
    if concern.pupil_id is None:
        return {"count": 0, "rows": []}
    theirs = policy.concerns(viewer, Verb.VIEW_CONCERN)
    found = Concern.objects.filter(theirs, pupil_id=concern.pupil_id).exclude(pk=concern.pk)
    rows = [
        {
            "reference": row.reference,
            "on": day(row.recorded_at),
            "state": row.get_state_display(),
            "colour": STATE_COLOURS[row.state],
        }
        for row in found.order_by("-recorded_at")[:OTHERS_SHOWN]
    ]
    return {"count": found.count(), "rows": rows}
