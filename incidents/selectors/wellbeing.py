"""Whether a child might hurt themselves, as its page shows it; and the immediate worries that a head is told of."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from incidents.categories import About, Answer
from incidents.models import Concern, SafetyCheck
from incidents.selectors.pathway import is_about_images
from incidents.selectors.standing import standing_rows
from incidents.wellbeing import SelfHarm
from safeguarding import clock, policy
from safeguarding.dates import day, moment
from safeguarding.directory.models import AgencyKind
from safeguarding.directory.selectors import contacts_for
from safeguarding.policy import Verb
from safeguarding.schools.models import School

COLOURS = {SelfHarm.IMMEDIATE: "red", SelfHarm.POSSIBLE: "orange"}
UNKNOWN = "und"  # the language of words that were typed without saying in which


@dataclass(frozen=True)
class Worry:
    """That an immediate worry about a child stands, and with whom the head speaks: no child, no way to the record."""

    at: datetime
    name: str  # of who leads; nobody's where it is the reader


def safety_checks(concern: Concern) -> list[SafetyCheck]:
    """What was found each time, the latest first: the first of them stands."""
    rows = list(concern.safety_checks.select_related("by").order_by("-at", "-pk"))
    for row in rows:
        row.concern = concern
    return rows


def worries_for(user) -> list[Worry]:
    """The immediate worries that this person is told of, the latest first. One query, and none for those who are not.

    They stand until a later check found otherwise, or the record is closed.
    """
    schools = policy.schools(user, Verb.BE_TOLD)
    if not schools:
        return []
    here = Concern.objects.filter(policy.concerns(user, Verb.BE_TOLD)).open()
    rows = standing_rows(SafetyCheck).filter(self_harm=SelfHarm.IMMEDIATE, concern__in=here)
    found = []
    for row in rows.select_related("concern__owner", "by").order_by("-at", "-pk"):
        leads = row.concern.owner or row.by
        found.append(Worry(row.at, "" if leads.pk == user.pk else leads.name))
    return found


def safety_page(concern: Concern) -> dict:
    """What stands, what stood before, and what the reporter ticked, as finished values."""
    checks = safety_checks(concern)
    standing_one = checks[0] if checks else None
    is_immediate = bool(standing_one) and standing_one.self_harm == SelfHarm.IMMEDIATE
    return {
        "standing": _check(standing_one) if standing_one else None,
        "earlier": [_check(row) for row in checks[1:]],
        "is_immediate": is_immediate,
        "is_open": concern.is_open,
        **said_of_images(concern),
        **said_by_reporter(concern),
    }


def said_of_images(concern: Concern) -> dict:
    """Whether the sentence that stands on every page about images stands on this one."""
    return {"about_images": is_about_images(concern)}


def said_by_reporter(concern: Concern) -> dict:
    """What the reporter said of the child hurting themselves: that they worry, or that they do not know."""
    ticked = concern.self_harm_worry == Answer.YES or About.SELF_HARM in concern.incident.about
    return {"reporter_worries": ticked, "reporter_unsure": not ticked and concern.self_harm_worry == Answer.UNKNOWN}


def helplines(school: School, *, for_adult: bool = False) -> list[dict]:
    """The services that a child, or an adult, can turn to: none that is for adults who are worried about a child."""
    kinds = (AgencyKind.HELPLINE, AgencyKind.ADULT_HELPLINE) if for_adult else (AgencyKind.HELPLINE,)
    return [
        {
            "id": str(contact.pk),
            "name": contact.name,
            "phone": contact.phone,
            "note": contact.when if contact.phone else contact.web,
        }
        for contact in contacts_for(school, kinds)
    ]


def _check(row: SafetyCheck) -> dict:
    overdue = row.recheck_on is not None and row.recheck_on < clock.today()
    rows = [
        _fact(_("Changes that were observed"), "; ".join(str(one.label) for one in row.observed_list)),
        _words(_("What was seen or heard"), row.observed_words),
        _fact(_("Is anybody else at risk now?"), row.get_others_at_risk_display()),
        _words(_("Who stays with them, where and until when"), row.not_left_alone),
        _words(_("What was put in place"), row.put_in_place),
        _fact(_("To be asked again"), day(row.recheck_on)),
        _fact(_("Recorded"), _("%(name)s, %(when)s") % {"name": row.by.name, "when": moment(row.at)}),
    ]
    return {
        "title": row.get_self_harm_display(),
        "colour": COLOURS.get(row.self_harm, "grey"),
        "rows": [one for one in rows if one["value"]],
        "is_overdue": overdue,
    }


def _fact(key: str, value: str) -> dict:
    return {"key": key, "value": value}


def _words(key: str, words: str) -> dict:
    return {"key": key, "value": words, "words": True, "lang": UNKNOWN}
