"""Getting images removed, for one child or adult: which route applies, and how far it is with each tool."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.models import AdultConsent, AgeAnswer, Concern, RemovalStep
from incidents.removing import (
    PLATFORM,
    Consent,
    RemovalState,
    Route,
    Taken,
    route_of,
    state_in_words,
    tool_applies,
)
from incidents.selectors.identity import connection_stands
from incidents.selectors.pathway import may_be_adult, person_is_adult
from incidents.selectors.steps import list_rows, when_and_who
from incidents.selectors.whom_to_tell import for_somebody_of_18
from safeguarding import clock
from safeguarding.dates import day
from safeguarding.directory.models import Platform, RemovalTool
from safeguarding.directory.selectors import platforms_for, tools_for
from safeguarding.schools.languages import Jurisdiction

COLOURS = {
    RemovalState.OFFERED: "yellow",
    RemovalState.SENT: "blue",
    RemovalState.HASHED: "blue",
    RemovalState.REMOVED: "green",
    RemovalState.PARTLY: "yellow",
    RemovalState.REFUSED: "red",
    RemovalState.NOT_WANTED: "grey",
    RemovalState.NOT_APPLICABLE: "grey",
}


def age_answer(concern: Concern) -> AgeAnswer | None:
    """Whether an image was taken when they were under 18, as it was answered last."""
    return concern.age_answers.select_related("by").order_by("at", "pk").last()


def adult_consent(concern: Concern) -> AdultConsent | None:
    """What an adult wanted, as it was recorded last."""
    said = concern.adult_consents.select_related("by").order_by("at", "pk").last()
    if said:
        said.concern = concern
    return said


def may_be_referred(concern: Concern) -> bool:
    """Whether adult safeguarding may be told: an adult agrees, or it is recorded why it is reported all the same."""
    if not person_is_adult(concern):
        return True  # of a child nobody asks this
    said = adult_consent(concern)
    return said is not None and (said.consent == Consent.GIVEN or said.is_reported_all_the_same)


def route_for(concern: Concern) -> Route:
    """Which tools and agencies apply to this record today."""
    is_18 = person_is_adult(concern)
    answered = age_answer(concern) if is_18 else None
    return route_of(answered.taken_under_18 if answered else "", is_18=is_18)


def tools_on(tools: list[RemovalTool], route: Route) -> list[RemovalTool]:
    """Those of the tools that are offered on this route, in the order in which they are used."""
    return [tool for tool in tools if tool_applies(tool.code, tool.for_whom, route)]


def tool_of(concern: Concern, code: str) -> RemovalTool | None:
    """The tool of this code, if it is offered on this record."""
    offered = tools_on(tools_for(concern.school), route_for(concern))
    return next((tool for tool in offered if tool.code == code), None)


def platform_of(concern: Concern, code: str) -> Platform | None:
    """The app, game or site of this code, if the directory of the school has it."""
    return next((platform for platform in platforms_for(concern.school) if platform.code == code), None)


def removal_steps(concern: Concern) -> list[RemovalStep]:
    """Everything that was recorded about removing images, oldest first."""
    rows = list(concern.removals.select_related("by", "platform").order_by("at", "pk"))
    for row in rows:
        row.concern = concern
    return rows


def standing_removals(rows: list[RemovalStep]) -> dict[tuple[str, str], RemovalStep]:
    """How far each tool is, and each app, game or site apart, as it was recorded last."""
    return {(row.tool, row.platform.code if row.platform else ""): row for row in rows}


def tool_cards(concern: Concern, tools: list[RemovalTool], rows: list[RemovalStep]) -> list[dict]:
    """Each tool with how far it is; the apps, games and sites each by itself."""
    standing = standing_removals(rows)
    return [_card(concern, tool, [row for (code, _at), row in standing.items() if code == tool.code]) for tool in tools]


def history(rows: list[RemovalStep], tools: list[RemovalTool]) -> list[dict]:
    """What was recorded, the latest first, as a timeline shows it."""
    names = {tool.code: tool.name for tool in tools}
    return [
        {
            "title": _("%(what)s: %(state)s") % {"what": name_of(row, names), "state": _state(row)},
            "at": row.at,
            "by": row.by.name,
            "text": when_and_who(row),
            "words": row.words,
        }
        for row in reversed(rows)
    ]


def name_of(row: RemovalStep, names: dict[str, str]) -> str:
    """The tool, and the app, game or site where one is meant."""
    tool = names.get(row.tool, row.tool)
    return f"{tool}, {row.platform.name}" if row.platform else tool


def removal_page(concern: Concern) -> dict:
    """Everything the page shows: the route, the question of age, the tools with how far each is, and who helps."""
    route, rows, is_18 = route_for(concern), removal_steps(concern), person_is_adult(concern)
    tools, said = tools_for(concern.school), adult_consent(concern) if may_be_adult(concern) else None
    offered = tools_on(tools, route)
    contacts = for_somebody_of_18(concern.school, was_child=route != Route.ADULT) if is_18 else []
    return {
        "is_18": is_18,
        "is_asked": route == Route.ASK,
        "is_childs_image": route in (Route.CHILD, Route.ADULT_CHILD_IMAGE),
        "taken": taken_in_words(age_answer(concern)) if is_18 else "",
        "may_be_adult": may_be_adult(concern),
        "consent": consent_rows(said) if said else [],
        "cards": tool_cards(concern, offered, rows),
        "platforms": platforms_for(concern.school) if route != Route.ASK else [],
        "contacts": contacts,
        "lists": list_rows(concern),
        "lines": history(_replaced(rows, offered), tools),
        "is_wales": concern.school.jurisdiction == Jurisdiction.WALES,
        "is_open": concern.is_open,
    }


def opening(concern: Concern, code: str, platform: str) -> dict:
    """What stands on the page of a tool when it is opened: as it was recorded last, but for the day."""
    row = standing_removals(removal_steps(concern)).get((code, platform))
    if row is None:
        return {"platform": platform}
    kept = {name: getattr(row, name) for name in ("state", "helped_by", "tool_reference", "words")}
    ahead = row.recheck_on if row.recheck_on and row.recheck_on >= clock.today() else None
    return kept | {"platform": platform, "recheck_on": ahead}


def opening_of_consent(said: AdultConsent | None) -> dict:
    """What stands on the page of consent when it is opened: as it was recorded last."""
    if said is None:
        return {}
    reported = "YES" if said.is_reported_all_the_same else "NO"
    connection = said.connection if connection_stands(said) else ""
    return {"connection": connection, "consent": said.consent, "reported": reported, "reasons": said.reasons}


def consent_rows(said: AdultConsent) -> list[dict]:
    """What an adult wanted, as a summary list shows it."""
    connection = str(said.get_connection_display()) if connection_stands(said) else ""
    rows = [
        (_("Connection with the school"), connection),
        (_("Do they agree that it is reported?"), str(said.get_consent_display())),
        (_("Reported all the same"), pgettext("reported all the same", "Yes") if said.is_reported_all_the_same else ""),
    ]
    found = [{"key": key, "value": value} for key, value in rows if value]
    if said.reasons:
        found.append({"key": _("Reasons"), "value": said.reasons, "words": True, "lang": "und"})
    return found


def taken_in_words(answer: AgeAnswer | None) -> str:
    """The answer to the question about age."""
    return str(Taken(answer.taken_under_18).label) if answer else ""


def _replaced(rows: list[RemovalStep], offered: list[RemovalTool]) -> list[RemovalStep]:
    """What the cards do not show: what a later row replaced, and what belongs to a tool that applies no more."""
    codes = {tool.code for tool in offered}
    stand = {row.pk for row in standing_removals(rows).values() if row.tool in codes}
    return [row for row in rows if row.pk not in stand]


def _card(concern: Concern, tool: RemovalTool, standing: list[RemovalStep]) -> dict:
    url = reverse("removal_step", args=[concern.reference, tool.code])
    return {
        "name": tool.name,
        "said": tool.said,
        "web": tool.web,
        "url": url,
        "is_platform": tool.code == PLATFORM,
        "standing": [_standing(row, url) for row in standing],
    }


def _standing(row: RemovalStep, url: str) -> dict:
    state = RemovalState(row.state)
    overdue = row.recheck_on is not None and row.recheck_on < clock.today()
    facts = [
        {"key": _("How far it is"), "value": _state(row), "tag": COLOURS[state]},
        {"key": _("When, and with whose help"), "value": when_and_who(row), "lang": "und"},
        {"key": _("Their reference"), "value": row.tool_reference, "lang": "und"},
        {"key": _("Look again on"), "value": _recheck(row.recheck_on, overdue)},
        {"key": _("What was answered"), "value": row.words, "words": True, "lang": "und"},
    ]
    return {
        "name": row.platform.name if row.platform else "",
        "url": f"{url}?platform={row.platform.code}" if row.platform else url,
        "rows": [fact for fact in facts if fact["value"]],
    }


def _state(row: RemovalStep) -> str:
    return str(state_in_words(RemovalState(row.state), is_18=person_is_adult(row.concern, row.at)))


def _recheck(on, overdue: bool) -> str:
    if on is None:
        return ""
    return _("%(day)s (overdue)") % {"day": day(on)} if overdue else day(on)
