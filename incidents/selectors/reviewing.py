"""The initial review as its pages show it: its tasks and how far each is, its sittings, what was found."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incidents import models
from incidents.indicators import Pathway
from incidents.models import Concern, ReviewMark, ReviewSitting, TriggersFound
from incidents.outcomes import REFERRAL_DECISIONS
from incidents.reviewing import BEFORE_DECIDING, DECIDING, KEEPING_SAFE, Task, TaskState
from incidents.selectors.decisions import guidance_in_force, triggers_found
from incidents.selectors.pathway import referral_or_exception
from incidents.selectors.signs import Found, found_on

COLOURS = {TaskState.NOT_STARTED: "grey", TaskState.IN_PROGRESS: "blue"}  # what is done needs no tag
GROUPS: tuple[tuple[str, Promise, tuple[Task, ...]], ...] = (
    ("before", gettext_lazy("Before you decide"), BEFORE_DECIDING),
    ("safe", gettext_lazy("Keep the child safe"), KEEPING_SAFE),
    ("decide", gettext_lazy("Decide"), DECIDING),
)
PAGES = {
    Task.PEOPLE: "review_sitting",
    Task.RISK: "safety",
    Task.TRIGGERS: "review_triggers",
    Task.KNOWN: "contact",
    Task.DEVICES: "devices",
    Task.VIEWING: "viewing",
    Task.FAMILY: "family",
    Task.SUPPORT: "support",
    Task.REMOVAL: "removal",
    Task.OTHERS: "links",
    Task.DECISION: "decide",
}
# What a review looks at where no images are: the rest would ask about what is not there.
WITHOUT_IMAGES = (Task.PEOPLE, Task.RISK, Task.TRIGGERS, Task.FAMILY, Task.SUPPORT, Task.DECISION)
# The rows of a record that show that a task was begun, though nobody has marked it.
BEGUN_BY = {
    Task.PEOPLE: (models.ReviewSitting,),
    Task.RISK: (models.SafetyCheck,),
    Task.TRIGGERS: (models.TriggersFound,),
    Task.KNOWN: (models.ContactingAccount, models.Demand, models.KnownFacts),
    Task.DEVICES: (models.DeviceReceived, models.AgencyRelease, models.Deletion),
    Task.VIEWING: (models.ViewingRequest, models.SeenByAccident),
    Task.FAMILY: (models.ChildPreference, models.TellingDecision, models.FamilyContact, models.LetterGiven),
    Task.SUPPORT: (models.SupportPlan, models.CheckIn),
    Task.REMOVAL: (models.StepTaken, models.RemovalStep, models.AgeAnswer, models.AdultConsent),
    Task.OTHERS: (models.LinkRefused,),
    Task.DECISION: (models.Referral,),
}


@dataclass(frozen=True)
class Mark:
    """How far a task is, as a lead marked it last; `by` is nobody where none did."""

    task: Task
    state: str
    by: str
    at: datetime | None
    is_open: bool

    @property
    def is_done(self) -> bool:
        """Whether a lead has marked it done."""
        return self.state == TaskState.DONE


@dataclass(frozen=True)
class Progress:
    """How many of the tasks are done."""

    done: int
    total: int


def mark_of(concern: Concern, task: Task) -> Mark:
    """How far this task is, for the foot of its page."""
    last = concern.review_marks.filter(task=task).select_related("by").order_by("at", "pk").last()
    if last is None:
        return Mark(task, TaskState.NOT_STARTED, "", None, concern.is_open)
    return Mark(task, last.state, last.by.name, last.at, concern.is_open)


def tasks_for(*, about_images: bool) -> tuple[Task, ...]:
    """The tasks of a review of such a record, in their order."""
    return tuple(Task) if about_images else WITHOUT_IMAGES


def progress(concern: Concern, *, about_images: bool) -> Progress:
    """How many of the tasks of this record are marked as done."""
    marks, tasks = _last_marks(concern), tasks_for(about_images=about_images)
    return Progress(sum(marks.get(task) == TaskState.DONE for task in tasks), len(tasks))


def task_groups(concern: Concern, *, about_images: bool) -> tuple[list[dict], Progress]:
    """The tasks in their groups, as the task list shows them, and how many are done. Two queries."""
    marks, tasks = _last_marks(concern), tasks_for(about_images=about_images)
    begun = _begun(concern)
    states = {task: _state(marks.get(task), task in begun) for task in tasks}
    groups = [
        {"name": name, "title": title, "tasks": [_row(concern, task, states[task]) for task in group if task in states]}
        for name, title, group in GROUPS
    ]
    return groups, Progress(sum(state == TaskState.DONE for state in states.values()), len(tasks))


def review_page(concern: Concern) -> dict:
    """The hub of the review: what it is about, how far it is, and its tasks."""
    found = found_on(concern)
    groups, done = task_groups(concern, about_images=found.is_about_images)
    reasons = triggers_found(concern)
    return {
        "groups": groups,
        "progress": done,
        "about_images": found.is_about_images,
        "must_refer": not referral_or_exception(concern, found),
        "reasons_apply": bool(reasons and reasons.triggers),
        "basis": _basis(concern, found),
        "sittings": sittings(concern),
        "is_open": concern.is_open,
    }


def pathway_line(found: Found) -> str:
    """Which pathway the record is on, in one line: as a lead said, or as it is proposed; empty where there is none."""
    if found.is_judged:
        return found.standing.get_chosen_display()
    if found.proposal.pathway == Pathway.NONE:
        return ""
    return _("Proposed: %(pathway)s") % {"pathway": found.proposal.pathway.label}


def found_line(concern: Concern, found: TriggersFound | None) -> dict | None:
    """Which reasons to refer at once the review found last, by whom, and on what it was based."""
    if found is None:
        return None
    found.concern = concern
    return {"triggers": [trigger.label for trigger in found.trigger_list], "words": found.words, "row": found}


def sittings(concern: Concern) -> list[ReviewSitting]:
    """The sittings of the review, the latest first."""
    rows = list(concern.sittings.select_related("guidance", "by").order_by("-met_at", "-recorded_at"))
    for row in rows:
        row.concern = concern
    return rows


def _basis(concern: Concern, found: Found) -> list[dict]:
    """What stands above the tasks: pathway, signs, the guidance that decisions go by today."""
    ask = _("Change") if found.is_judged else _("Say which applies")
    signs = ngettext("%(number)d sign recorded", "%(number)d signs recorded", len(found.signs))
    guidance = guidance_in_force(concern.school)
    rows = [
        {
            "key": _("Pathway"),
            "value": pathway_line(found) or _("Not said yet"),
            "actions": [_action("pathway", concern, ask, _("the pathway"))] if concern.is_open else [],
        },
        {
            "key": _("Signs of blackmail"),
            "value": signs % {"number": len(found.signs)} if found.signs else _("None recorded"),
            "actions": [_action("signs", concern, _("Record signs"), "")] if concern.is_open else [],
        },
    ]
    if guidance:
        rows.append({"key": _("Guidance in force"), "value": guidance.cited})
    return rows


def _action(name: str, concern: Concern, text: str, hidden: str) -> dict:
    return {"url": reverse(name, args=[concern.reference]), "text": text, "hidden": hidden}


def _last_marks(concern: Concern) -> dict[str, str]:
    rows = ReviewMark.objects.filter(concern=concern).order_by("at", "pk")
    return dict(rows.values_list("task", "state"))


def _begun(concern: Concern) -> set[Task]:
    """The tasks about which something is on the record, in one query whatever their number."""
    asked = {
        f"{task}_{number}": Exists(model.objects.filter(concern=OuterRef("pk")))
        for task, kinds in BEGUN_BY.items()
        for number, model in enumerate(kinds)
    }
    decided = models.Decision.objects.filter(concern=OuterRef("pk"), about__in=REFERRAL_DECISIONS)
    linked = models.PatternLink.objects.filter(concern=OuterRef("pk"), undone__isnull=True)
    asked |= {f"{Task.DECISION}_decided": Exists(decided), f"{Task.OTHERS}_linked": Exists(linked)}
    found = Concern.objects.filter(pk=concern.pk).values(**asked).get()
    return {Task(name.rpartition("_")[0]) for name, is_there in found.items() if is_there}


def _state(marked: str | None, is_begun: bool) -> TaskState:
    if marked == TaskState.DONE:
        return TaskState.DONE
    return TaskState.IN_PROGRESS if marked or is_begun else TaskState.NOT_STARTED


def _row(concern: Concern, task: Task, state: TaskState) -> dict:
    return {
        "text": task.label,
        "url": reverse(PAGES[task], args=[concern.reference]),
        "status": state.label,
        "colour": COLOURS.get(state, ""),
    }
