"""The initial review: recording a sitting, which reasons to refer at once were found, and how far each task is."""

from collections.abc import Iterable
from datetime import datetime

from incidents.categories import Trigger
from incidents.models import Concern, ReviewMark, ReviewSitting, TriggersFound
from incidents.reviewing import Task, TaskState
from incidents.selectors.decisions import guidance_in_force
from incidents.services.committing import committed
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused, State, advance
from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.policy import Verb

BEGUN_BY_MEETING = (State.SENT, State.OPENED)


@acts.act
def record_sitting(
    *, actor, reference: str, seen_version: int, met_at: datetime, people: str, words: str = ""
) -> ReviewSitting:
    """Records one sitting of the review: when, who was there, and the edition of the guidance it went by.

    A record that nobody reviewed yet is in review from now on. Raises NotThere, ChangedMeanwhile, and MoveRefused when
    the record is closed or nobody is named.
    """
    concern = _open_concern(actor, reference, seen_version, "record_sitting")
    if not people.strip():
        raise MoveRefused("record_sitting", concern.state, frozenset({"people"}))
    sitting = ReviewSitting(
        concern=concern,
        met_at=met_at,
        people=people,
        words=words,
        guidance=guidance_in_force(concern.school),
        by=actor,
    )
    sitting.save(force_insert=True)
    acts.record(
        events.REVIEW_SITTING_RECORDED,
        actor=actor,
        subject=concern,
        sitting=sitting.pk,
        met_on=clock.local(met_at).date().isoformat(),
        guidance=sitting.guidance.code if sitting.guidance else "",
        commitment=committed(sitting, concern),
    )
    pass_on(concern)
    _begin(concern, actor)
    return sitting


@acts.act
def find_triggers(
    *, actor, reference: str, seen_version: int, triggers: Iterable[str], words: str = ""
) -> TriggersFound:
    """Records which reasons to refer at once the review found: none, one or several.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed.
    """
    concern = _open_concern(actor, reference, seen_version, "find_triggers")
    codes = [str(trigger) for trigger in Trigger if trigger in set(triggers)]
    found = TriggersFound(concern=concern, triggers=",".join(codes), words=words, by=actor)
    found.save(force_insert=True)
    pass_on(concern)
    acts.record(
        events.TRIGGERS_FOUND, actor=actor, subject=concern, triggers=codes, commitment=committed(found, concern)
    )
    return found


@acts.quiet_act
def mark_task(*, actor, reference: str, task: str, state: str) -> ReviewMark:
    """Says how far a task of the review is. Pressing twice marks once, and leaves no second event.

    Raises NotThere, and MoveRefused when the record is closed.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    if not concern.is_open:
        raise MoveRefused("mark_task", concern.state)
    last = concern.review_marks.filter(task=task).order_by("at", "pk").last()
    if last and last.state == state:
        return last
    mark = ReviewMark(concern=concern, task=Task(task), state=TaskState(state), by=actor)
    mark.save(force_insert=True)
    acts.record(events.REVIEW_TASK_MARKED, actor=actor, subject=concern, task=str(mark.task), state=str(mark.state))
    return mark


def _begin(concern: Concern, actor) -> None:
    if concern.state not in BEGUN_BY_MEETING:
        return
    step = advance(concern.state, "begin_review", {})
    concern.take(step, by=actor)
    concern.save(update_fields=["state", "version"])
    acts.record(events.CONCERN_MOVED, actor=actor, subject=concern, move=step.move, start=step.start, end=step.end)


def _open_concern(actor, reference: str, seen_version: int, what: str) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused(what, concern.state)
    return concern
