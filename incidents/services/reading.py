"""Opening a record to read it: who and when is recorded before the first byte is shown, or nothing is shown."""

from incidents.models import Concern, Reading
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def open_concern(*, actor, reference: str) -> Concern:
    """The concern, for a member of the safeguarding team to read; the reading is in the record and in the trail.

    Raises NotThere for everybody else.
    """
    rows = Concern.objects.with_keys()
    concern = policy.find(rows, policy.concerns(actor, Verb.VIEW_CONCERN), Verb.VIEW_CONCERN, reference=reference)
    Reading.objects.create(concern=concern, reader=actor, role=actor.role_name_at(concern.school_id))
    acts.record(events.CONCERN_OPENED, actor=actor, subject=concern)
    return concern
