"""Saying who a child "not on the list" is: a pupil, or not one of ours."""

from uuid import UUID

from incidents.models import PupilMatch
from incidents.services.holding import hold
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import Pupil


@acts.act
def match_to_pupil(*, actor, reference: str, seen_version: int, pupil_id: UUID) -> PupilMatch:
    """The child is this pupil. What the reporter wrote stays beside it.

    Raises NotThere for a pupil of another school, for a record whose child was found on the roll, and ChangedMeanwhile.
    """
    concern = _unlisted(actor, reference, seen_version)
    pupil = Pupil.objects.filter(policy.pupils(actor, Verb.VIEW_CONCERN), pk=pupil_id, school=concern.school_id).first()
    if pupil is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(pupil_id))
    match = PupilMatch(concern=concern, pupil=pupil, by=actor)
    match.save()
    concern.pupil = pupil
    concern.version += 1
    concern.save(update_fields=["pupil", "version"])
    acts.record(events.CONCERN_MATCHED, actor=actor, subject=concern, pupil=pupil.pk)
    return match


@acts.act
def confirm_not_ours(*, actor, reference: str, seen_version: int, name: str, school_name: str) -> PupilMatch:
    """The child does not attend this school: name and school, as far as they are known."""
    concern = _unlisted(actor, reference, seen_version)
    match = PupilMatch(concern=concern, other_name=name, other_school=school_name, by=actor)
    match.save()
    concern.pupil = None
    concern.version += 1
    concern.save(update_fields=["pupil", "version"])
    acts.record(events.CONCERN_MATCHED, actor=actor, subject=concern, pupil=None)
    return match


def _unlisted(actor, reference: str, seen_version: int):
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.unlisted_child:
        raise policy.NotThere(Verb.DECIDE, asked_for=reference)
    return concern
