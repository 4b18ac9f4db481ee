"""Looking into the audit trail: that is recorded too."""

from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import School


@acts.act
def open_trail(*, actor, school: School, checked: bool = False) -> None:
    """The head opens the trail of their school (or has it checked). Raises NotThere for everybody else."""
    policy.require_school(actor, Verb.VIEW_AUDIT, school.pk)
    acts.record(events.AUDIT_OPENED, actor=actor, school_id=school.pk, checked=checked)
