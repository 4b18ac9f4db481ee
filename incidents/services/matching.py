"""Saying who a child "not on the list" is: a pupil, or not one of ours."""

from uuid import UUID

from incidents.models import Concern, PupilMatch
from incidents.services.committing import committed
from incidents.services.holding import hold
from incidents.services.pathways import look_again
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import Pupil


@acts.act
def match_to_pupil(*, actor, reference: str, seen_version: int, pupil_id: UUID) -> PupilMatch:
    """The child is this pupil, who may have left by now. What the reporter wrote stays beside it.

    Raises NotThere for a pupil of another school and for a record whose child was found on the roll, ChangedMeanwhile,
    and MoveRefused when the concern is closed.
    """
    concern = _unlisted(actor, reference, seen_version)
    pupil = Pupil.objects.filter(policy.pupils(actor, Verb.VIEW_CONCERN), pk=pupil_id, school=concern.school_id).first()
    if pupil is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(pupil_id))
    match = _matched(PupilMatch(concern=concern, pupil=pupil, by=actor))
    acts.record(events.CONCERN_MATCHED, actor=actor, subject=concern, pupil=pupil.pk)
    look_again(concern, actor)  # who was taken for an adult may be a child, whom other agencies answer for
    return match


@acts.act
def confirm_not_ours(*, actor, reference: str, seen_version: int, name: str, school_name: str) -> PupilMatch:
    """The child does not attend this school: their name, empty where it is not known, and their school.

    Whoever was taken for an adult is a child of another school from now on, until it is said otherwise again.
    Raises as `match_to_pupil` does, and MoveRefused when no school is named.
    """
    concern = _unlisted(actor, reference, seen_version)
    if not school_name.strip():
        raise MoveRefused("match", concern.state, frozenset({"other_school"}))
    match = _matched(PupilMatch(concern=concern, other_name=name, other_school=school_name, by=actor))
    acts.record(events.CONCERN_NOT_OURS, actor=actor, subject=concern, commitment=committed(match, concern))
    look_again(concern, actor)  # so may a pupil of another school, though they were taken for an adult before
    return match


def _unlisted(actor, reference: str, seen_version: int) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.unlisted_child:
        raise policy.NotThere(Verb.DECIDE, asked_for=reference)
    if not concern.is_open:
        raise MoveRefused("match", concern.state)
    return concern


def _matched(match: PupilMatch) -> PupilMatch:
    match.save()
    concern = match.concern
    concern.pupil = match.pupil
    concern.version += 1
    concern.save(update_fields=["pupil", "version"])
    return match
