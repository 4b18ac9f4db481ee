"""Opening a record to read it: who and when is recorded before the first byte is shown, or nothing is shown."""

from datetime import datetime
from uuid import UUID

from incidents.models import Concern, Reading
from incidents.selectors.additions import added_since_looked, added_to_since_looked
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import Pupil


@acts.act
def open_concern(*, actor, reference: str) -> Concern:
    """The concern, for a member of the safeguarding team to read; the reading is in the record and in the trail.

    It is held meanwhile, so that what its reporter adds in this moment is either shown or counts as not looked at.
    Raises NotThere for everybody else.
    """
    rows = Concern.objects.with_keys().select_for_update(of=("self",))
    concern = policy.find(rows, policy.concerns(actor, Verb.VIEW_CONCERN), Verb.VIEW_CONCERN, reference=reference)
    concern.added_at = added_to_since_looked(concern)
    Reading.objects.create(concern=concern, reader=actor, role=actor.role_name_at(concern.school_id))
    acts.record(events.CONCERN_OPENED, actor=actor, subject=concern)
    return concern


@acts.act
def open_access_list(*, actor, reference: str) -> Concern:
    """Who has looked at this record: looking at that is recorded too."""
    rows = Concern.objects.with_keys()
    concern = policy.find(rows, policy.concerns(actor, Verb.VIEW_CONCERN), Verb.VIEW_CONCERN, reference=reference)
    acts.record(events.ACCESS_LIST_OPENED, actor=actor, subject=concern)
    return concern


@acts.act
def open_pupil_file(*, actor, pupil_id: UUID) -> tuple[Pupil, dict[UUID, datetime]]:
    """Everything the school holds about one child; each record in it is read by this, and recorded so.

    With it, by the id of the record: since when something waits that was added after the team had looked.
    """
    rows = Pupil.objects.select_related("school__key")
    pupil = policy.find(rows, policy.pupils(actor, Verb.VIEW_CONCERN), Verb.VIEW_CONCERN, pk=pupil_id)
    theirs = Concern.objects.filter(policy.concerns(actor, Verb.VIEW_CONCERN), pupil=pupil)
    concerns = list(theirs.select_for_update().order_by("pk"))
    added = added_since_looked(theirs, incident__concerns__pupil=pupil)
    role = actor.role_name_at(pupil.school_id)
    Reading.objects.bulk_create([Reading(concern=concern, reader=actor, role=role) for concern in concerns])
    records = [concern.reference for concern in concerns]
    acts.record(events.CHRONOLOGY_OPENED, actor=actor, subject=pupil, concerns=len(records), records=records)
    return pupil, added


@acts.act
def record_search(*, actor, school_id: UUID, found: int) -> None:
    """A lead searched the pupils; what they typed is kept nowhere."""
    policy.require_school(actor, Verb.VIEW_CONCERN, school_id)
    acts.record(events.QUEUE_SEARCHED, actor=actor, school_id=school_id, found=found)
