"""What every service of the lead's side is proved by: who may, who may not, one event, nothing left behind."""

from incidents.models import Action, ActionDone, Concern, Note, PupilMatch, Reading, StateChange, Triage
from safeguarding.audit.models import AuditEvent

OUTSIDE_THE_TEAM = ("nia", "owen", "huw", "gwen", "carys", "sam", "rhys")
TEAM = ("mair", "dafydd")
ROWS = (Action, ActionDone, Note, PupilMatch, Reading, StateChange, Triage)


def stands(concern) -> tuple:
    """All that an act on this concern could change or add."""
    row = Concern.objects.get(pk=concern.pk)
    columns = [getattr(row, name.attname) for name in Concern._meta.concrete_fields if name.column != "unlisted_child"]
    return tuple(columns), tuple(model.objects.count() for model in ROWS), AuditEvent.objects.count()


def events_of(subject) -> list[str]:
    """The events about a row, in order."""
    return list(AuditEvent.objects.filter(subject_id=subject.pk).order_by("seq").values_list("event", flat=True))


def last_body(subject) -> str:
    """What the last event about a row says."""
    return AuditEvent.objects.filter(subject_id=subject.pk).latest("seq").body
