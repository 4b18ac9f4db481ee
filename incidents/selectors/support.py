"""Who is there for the child, which services they were told of, and the days on which somebody speaks with them."""

from uuid import UUID

from django.utils.translation import gettext as _

from incidents.models import CheckIn, Concern, SupportPlan
from incidents.selectors.pathway import person_is_adult
from incidents.selectors.wellbeing import helplines, said_of_images
from safeguarding import clock
from safeguarding.dates import day, moment
from safeguarding.directory.models import ContactPoint

UNKNOWN = "und"  # the language of words that were typed without saying in which


def standing_plan(concern: Concern) -> SupportPlan | None:
    """The plan that was made last."""
    last = concern.support_plans.select_related("by").order_by("at", "pk").last()
    if last:
        last.concern = concern
    return last


def services_of(concern: Concern) -> list[dict]:
    """The services of the directory that this child can be told of."""
    return helplines(concern.school, for_adult=person_is_adult(concern))


def check_in_of(concern: Concern, check_in_id: UUID) -> CheckIn | None:
    """This check-in of the record, with whether it took place."""
    found = concern.check_ins.select_related("by", "done__by").filter(pk=check_in_id).first()
    return _whole(found, concern) if found else None


def support_page(concern: Concern) -> dict:
    """The plan, earlier ones, and the check-ins, as finished values."""
    plans = list(concern.support_plans.select_related("by").order_by("-at", "-pk"))
    for plan in plans:
        plan.concern = concern
    names = _names_of({one for plan in plans for one in _ids(plan)})
    check_ins = [_whole(row, concern) for row in concern.check_ins.select_related("by", "done__by")]
    return {
        "plan": _plan(plans[0], names) if plans else None,
        "earlier": [_plan(plan, names) for plan in plans[1:]],
        "planned": [_check_in(row) for row in check_ins if not hasattr(row, "done")],
        "done": [_check_in(row) for row in reversed(check_ins) if hasattr(row, "done")],
        "services": services_of(concern),
        "is_open": concern.is_open,
        **said_of_images(concern),
    }


def _plan(row: SupportPlan, names: dict[str, str]) -> dict:
    told = [names.get(one, _("A service that is not in the directory any more")) for one in _ids(row)]
    rows = [
        _words(_("The adult who is there for them"), row.named_adult),
        _fact(_("Services they were told of"), ", ".join(told)),
        _words(_("What they would like"), row.child_says),
        _words(_("What else is in place"), row.words),
        _by(row.by.name, row.at),
    ]
    return {"rows": [one for one in rows if one["value"]], "at": row.at}


def _check_in(row: CheckIn) -> dict:
    shown = {
        "id": row.pk,
        "on": row.due_on,
        "day": day(row.due_on),
        "with_whom": row.with_whom,
        "is_overdue": row.due_on < clock.today(),
    }
    if hasattr(row, "done"):
        rows = [
            _words(_("Who speaks with them"), row.with_whom),
            _fact(_("How it went"), row.done.get_happened_display()),
            _words(_("How they are"), row.done.words),
            _by(row.done.by.name, row.done.at),
        ]
        shown["rows"] = [one for one in rows if one["value"]]
    return shown


def _whole(row: CheckIn, concern: Concern) -> CheckIn:
    row.concern = concern
    if hasattr(row, "done"):
        row.done.check_in = row
    return row


def _ids(plan: SupportPlan) -> list[str]:
    return [one for one in plan.services.split(",") if one]


def _names_of(ids: set[str]) -> dict[str, str]:
    return {str(row.pk): row.name for row in ContactPoint.objects.filter(pk__in=ids)}


def _fact(key: str, value: str) -> dict:
    return {"key": key, "value": value}


def _words(key: str, words: str) -> dict:
    return {"key": key, "value": words, "words": True, "lang": UNKNOWN}


def _by(name: str, at) -> dict:
    return _fact(_("Recorded"), _("%(name)s, %(when)s") % {"name": name, "when": moment(at)})
