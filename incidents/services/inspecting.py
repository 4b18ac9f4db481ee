"""Looking into the audit trail: that is recorded too."""

from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School


@acts.act
def open_trail(*, actor, school: School, checked: bool = False) -> None:
    """The head opens the trail of their school (or has it checked), or a lead what their own team did.

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
        checked=checked and whole,
    )
