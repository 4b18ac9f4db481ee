"""The steps of the guidance for one child: the list as its page shows it, and what was recorded about each."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from incidents.models import Concern, StepTaken
from incidents.removing import StepState, state_in_words
from incidents.selectors.identity import person_is_adult
from safeguarding.dates import day
from safeguarding.directory.models import GuidedStep, StepList
from safeguarding.directory.selectors import steps_for

SLUGS = {
    "keep-safe": StepList.KEEP_SAFE,
    "accounts": StepList.ACCOUNTS,
    "phishing": StepList.PHISHING,
    "reassure": StepList.REASSURE,
}
FOR_EVERY_CHILD = ("reassure", "keep-safe", "accounts")  # the fourth is for e-mails that are sent to many
INTRO: dict[StepList, Promise] = {
    StepList.KEEP_SAFE: gettext_lazy(
        "The order matters: what was sent is kept first, then contact stops, then the account is blocked and reported. "
        "The child takes each step, with help."
    ),
    StepList.ACCOUNTS: gettext_lazy(
        "What makes the child’s accounts safer. The child takes each step, with help. Nobody asks for a password."
    ),
    StepList.PHISHING: gettext_lazy(
        "Mass e-mails of this kind say that somebody has images and ask for money. They may quote a password, a phone "
        "number or an address that was once leaked. Most often there is no image, and nobody was in contact."
    ),
    StepList.REASSURE: gettext_lazy(
        "Say these things early, and say them again. Record them here when the child has heard them."
    ),
}
INTRO_OF_AN_ADULT: dict[StepList, Promise] = INTRO | {
    StepList.KEEP_SAFE: gettext_lazy(
        "The order matters: what was sent is kept first, then contact stops, then the account is blocked and reported. "
        "They take each step themselves, with help."
    ),
    StepList.ACCOUNTS: gettext_lazy(
        "What makes their accounts safer. They take each step themselves, with help. Nobody asks for a password."
    ),
    StepList.REASSURE: gettext_lazy(
        "Say these things early, and say them again. Record them here when they have heard them."
    ),
}
COLOURS = {
    StepState.TALKED: "yellow",
    StepState.DONE: "green",
    StepState.DONE_FOR: "green",
    StepState.NOT_WANTED: "grey",
    StepState.NOT_NEEDED: "grey",
}
SHORT: dict[StepState, Promise] = {
    StepState.TALKED: gettext_lazy("Talked about"),
    StepState.DONE: gettext_lazy("Done"),
    StepState.DONE_FOR: gettext_lazy("Done for the child"),
    StepState.NOT_WANTED: gettext_lazy("Not wanted for now"),
    StepState.NOT_NEEDED: pgettext_lazy("a step", "Not needed"),
}
HEARD = (StepState.TALKED, StepState.NOT_NEEDED)  # what a child was told is not something they do


def name_of(which: StepList, *, is_18: bool) -> Promise:
    """The name of a list, for a child or for somebody of 18 or over."""
    return gettext_lazy("What they were told") if is_18 and which == StepList.REASSURE else which.label


def intro_of(which: StepList, *, is_18: bool) -> Promise:
    """What stands above a list, for a child or for somebody of 18 or over."""
    return (INTRO_OF_AN_ADULT if is_18 else INTRO)[which]


def states_of(which: StepList, *, is_18: bool = False) -> list[tuple[str, Promise]]:
    """How far a step of this list can be."""
    wanted = HEARD if which == StepList.REASSURE else tuple(StepState)
    return [(state.value, state_in_words(state, is_18=is_18)) for state in wanted]


def steps_taken(concern: Concern) -> list[StepTaken]:
    """Everything that was recorded about steps, oldest first."""
    rows = list(concern.steps.select_related("by").order_by("at", "pk"))
    for row in rows:
        row.concern = concern
    return rows


def standing_steps(concern: Concern) -> dict[str, StepTaken]:
    """How far each step is, by its code, as it was recorded last."""
    return {row.step: row for row in steps_taken(concern)}


def task_rows(concern: Concern, slug: str, steps: list[GuidedStep], standing: dict[str, StepTaken]) -> list[dict]:
    """The steps in their order, as a task list shows them."""
    is_18 = person_is_adult(concern)
    return [
        {
            "text": _("%(number)s. %(step)s") % {"number": number, "step": step.name},
            "url": reverse("step", args=[concern.reference, slug, step.code]),
            **_how_far(standing.get(step.code), is_18=is_18),
        }
        for number, step in enumerate(steps, 1)
    ]


def list_rows(concern: Concern) -> list[dict]:
    """The lists for every child, with how much of each is recorded, as a task list shows them."""
    standing = standing_steps(concern)
    is_18 = person_is_adult(concern)
    return [_list_row(concern, slug, standing, is_18=is_18) for slug in FOR_EVERY_CHILD]


def before(steps: list[GuidedStep], standing: dict[str, StepTaken], code: str) -> list[str]:
    """The steps that come before this one and about which nothing is recorded yet."""
    earlier = [step for step in steps[: [step.code for step in steps].index(code)]]
    return [step.name for step in earlier if step.code not in standing]


def lines_about(rows: list[StepTaken], code: str) -> list[dict]:
    """What was recorded about one step, the latest first, as a timeline shows it."""
    return [
        {
            "title": state_in_words(StepState(row.state), is_18=person_is_adult(row.concern, row.at)),
            "at": row.at,
            "by": row.by.name,
            "text": when_and_who(row),
            "words": row.words,
        }
        for row in reversed(rows)
        if row.step == code
    ]


def when_and_who(row) -> str:
    """On which day it was, and with whose help, as far as that is known."""
    said = {"day": day(row.on), "name": row.helped_by}
    if row.on and row.helped_by:
        return _("On %(day)s, with the help of %(name)s") % said
    if row.on:
        return _("On %(day)s") % said
    return _("With the help of %(name)s") % said if row.helped_by else ""


def find_list(concern: Concern, slug: str) -> tuple[StepList, list[GuidedStep]] | None:
    """The list of this name and its steps at this school; nothing where there is no such list."""
    which = SLUGS.get(slug)
    return (which, steps_for(concern.school, which)) if which else None


def _list_row(concern: Concern, slug: str, standing: dict[str, StepTaken], *, is_18: bool) -> dict:
    which = SLUGS[slug]
    codes = [step.code for step in steps_for(concern.school, which)]
    said = {"done": sum(code in standing for code in codes), "total": len(codes)}
    return {
        "text": name_of(which, is_18=is_18),
        "url": reverse("steps", args=[concern.reference, slug]),
        "status": _("%(done)s of %(total)s recorded") % said if said["done"] else _("Not started"),
        "colour": "" if said["done"] else "grey",
    }


def _how_far(row: StepTaken | None, *, is_18: bool) -> dict:
    if row is None:
        return {"hint": "", "status": _("Not yet"), "colour": ""}
    state = StepState(row.state)
    short = gettext_lazy("Done for them") if is_18 and state == StepState.DONE_FOR else SHORT[state]
    return {"hint": when_and_who(row), "status": short, "colour": COLOURS[state]}


def opening(row: StepTaken | None) -> dict:
    """What stands on the page of a step when it is opened: as it was recorded last, but for the day."""
    return {name: getattr(row, name) for name in ("state", "helped_by", "words")} if row else {}
