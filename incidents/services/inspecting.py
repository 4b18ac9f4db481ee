"""Looking into the audit trail, and asking for it to be checked: that is recorded too."""

from incidents import tasks
from incidents.models import TrailCheck
from incidents.selectors.audit_trail import last_check, whole_size
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School


@acts.act
def open_trail(*, actor, school: School) -> None:
    """The head opens the trail of their school, or a lead what their own team did.

    Raises NotThere for everybody else.
    """
    whole = policy.holds(actor, Verb.VIEW_AUDIT, school.pk)
    if not whole:
        policy.require_school(actor, Verb.VIEW_TEAM_AUDIT, school.pk)
    acts.record(
        events.AUDIT_OPENED,
        actor=actor,
        school_id=school.pk,
        reach="SCHOOL" if whole else "TEAM",
        checked=False,
    )


@acts.act
def ask_for_check(*, actor, school: School) -> tuple[TrailCheck, bool]:
    """The head has the whole trail checked: the check, and whether the worker does it; otherwise the caller does.

    While one is going on, no second one is begun. Raises NotThere for everybody else.
    """
    policy.require_school(actor, Verb.VIEW_AUDIT, school.pk)
    School.objects.select_for_update(no_key=True).get(pk=school.pk)  # nobody waits to send a record
    acts.record(events.AUDIT_OPENED, actor=actor, school_id=school.pk, reach="SCHOOL", checked=True)
    last = last_check(school)
    if last is not None and last.is_running:
        return last, True
    check = TrailCheck(school=school, asked_by=actor, size=whole_size(school))
    check.save(force_insert=True)
    if check.for_worker:
        tasks.check_audit_trail.enqueue(str(check.pk))
    return check, check.for_worker
