"""Where a record leads: what is planned, why nothing further is done, or how it was closed, as its page shows it."""

from django.utils.translation import gettext as _

from incidents.models import Closing, Concern, Decision, StateChange
from incidents.outcomes import DecisionAbout
from incidents.workflow import State
from safeguarding.dates import day, moment

UNKNOWN = "und"  # the language of words that were typed without saying in which


def planned(concern: Concern) -> list[dict]:
    """What is planned, as rows; none when nothing is."""
    if not concern.plan_kind:
        return []
    last = _last_move(concern, "plan")
    rows = [
        _fact(_("What is planned"), concern.get_plan_kind_display()),
        _fact(_("Looked at again on"), day(concern.review_on)),
        _words(_("The plan"), last.reason if last else ""),
        _decided(last),
    ]
    return [row for row in rows if row["value"]]


def ended(concern: Concern) -> list[dict]:
    """Why nothing further is done, as rows; none when that was not decided."""
    last = _last_move(concern, "end_without_action") if concern.state == State.NO_FURTHER_ACTION else None
    return [_words(_("Reasons"), last.reason), _decided(last)] if last else []


def closed(concern: Concern, standing: dict[str, Decision]) -> list[dict]:
    """How the record was closed, as rows; none while it is open. `standing`: its decisions that stand."""
    rows = concern.closings.select_related("by", "agreement__answer__by")
    last = rows.last() if concern.state == State.CLOSED else None
    if last is None:
        return []
    last.concern = concern
    view = _words(_("Their view"), last.child_view) if last.child_view else _no_view(last)
    found = [
        _fact(_("How it ended for the child"), last.get_outcome_display()),
        _words(_("Why it was closed"), last.reasons),
        view,
        _words(_("Why it was closed although something was still open"), last.left_open),
        *_agreed(last, standing.get(DecisionAbout.CLOSING)),
        _fact(_("Closed by"), _("%(name)s, %(when)s") % {"name": last.by.name, "when": moment(last.at)}),
    ]
    return [row for row in found if row["value"]]


def _agreed(closing: Closing, asked: Decision | None) -> list[dict]:
    """Who agreed to the closing, and to what: what a lead wrote when closing may say it otherwise."""
    if closing.agreement is None:
        return []
    answer = closing.agreement.answer
    who = _("%(name)s, %(when)s") % {"name": answer.by.name, "when": moment(answer.at)}
    return [
        _fact(_("A second person agreed"), who),
        _words(_("What they agreed to"), asked.reasons if asked else ""),
    ]


def _no_view(closing: Closing) -> dict:
    return _fact(_("We do not have their view"), closing.get_no_child_view_display())


def _last_move(concern: Concern, move: str) -> StateChange | None:
    last = concern.state_changes.filter(move=move).select_related("by").order_by("at").last()
    if last:
        last.concern = concern
    return last


def _decided(last: StateChange | None) -> dict:
    made = _("%(name)s, %(when)s") % {"name": last.by.name, "when": moment(last.at)} if last else ""
    return _fact(_("Decided"), made)


def _fact(key: str, value: str) -> dict:
    return {"key": key, "value": value}


def _words(key: str, words: str) -> dict:
    return {"key": key, "value": words, "words": True, "lang": UNKNOWN}
