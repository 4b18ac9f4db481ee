"""What reporters added after the safeguarding team last looked: further statements, and calls they made themselves."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, DateTimeField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from incidents.models import Concern, DirectCall, Reading, Statement, StatementKind
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.roles import SAFEGUARDING_TEAM, Role

OTHER_ROLES = sorted(str(role) for role in Role if role not in SAFEGUARDING_TEAM)
ALWAYS, NEVER = datetime(1970, 1, 1, tzinfo=clock.UTC), datetime(9999, 1, 1, tzinfo=clock.UTC)


def added_since_looked(concerns: QuerySet[Concern], **only) -> dict[UUID, datetime]:
    """Which of these concerns, open or closed, were added to since the team looked, and since when that waits.

    Two queries for any number. They go out from what was added, of which there is little, and reach each concern by
    its report: that serves a school of 50,000 concerns. `only`: what was added to some reports, as in `incident=`.
    """
    waiting = _waiting(only)
    theirs = concerns.filter(pk__in=waiting).order_by().values_list("pk", flat=True) if waiting else []
    return {pk: waiting[pk] for pk in theirs}


def added_to_since_looked(concern: Concern) -> datetime | None:
    """Since when something waits that was added to this concern after the team had looked."""
    return _waiting({"incident": concern.incident_id}).get(concern.pk)


def _waiting(only: dict) -> dict[UUID, datetime]:
    waiting: dict[UUID, datetime] = {}
    for pk, at in _said(only).union(_called(only), all=True):
        waiting[pk] = min(at, waiting.get(pk, at))
    return waiting


def _said(only: dict) -> QuerySet:
    """Statements. A record that nobody has opened and nobody leads waits as a whole, with all that is in it."""
    said = Statement.objects.filter(kind=StatementKind.ADDED, **only)
    unopened = Case(When(state=State.SENT, then=Value(NEVER)), default=Value(ALWAYS), output_field=DateTimeField())
    return _since(said, "written_at", Coalesce(_last_look(), unopened))


def _called(only: dict) -> QuerySet:
    """Calls. One may have been sent along with the record: it was added when the team had looked before."""
    return _since(DirectCall.objects.filter(**only), "recorded_at", _last_look())


def _since(rows: QuerySet, at: str, looked) -> QuerySet:
    """What was added, once for each concern of its report, where nobody of the team has looked since."""
    added = rows.order_by().annotate(
        concern=F("incident__concerns"), state=F("incident__concerns__state"), added_at=F(at)
    )
    return added.filter(added_at__gte=looked).values_list("concern", "added_at")


def _last_look() -> Subquery:
    """One step in the index of readings. PostgreSQL, asked whether there is none or for two roles among many that it
    has no figures of, would rather read them all."""
    looks = Reading.objects.filter(concern=OuterRef("concern")).exclude(role__in=OTHER_ROLES)
    return Subquery(looks.order_by("-at").values("at")[:1])
