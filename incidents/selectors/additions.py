"""What reporters added after the safeguarding team last looked: further statements, and calls they made themselves."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from incidents.models import Concern, DirectCall, Reading, Statement, StatementKind
from incidents.workflow import State
from safeguarding.accounts.roles import SAFEGUARDING_TEAM


def added_since_looked(concerns: QuerySet[Concern], **only) -> dict[UUID, datetime]:
    """Which of these concerns, open or closed, were added to since the team looked, and since when that waits.

    Two queries for any number. They go out from what was added, of which there is little, and reach each concern by
    its report: that serves a school of 50,000 concerns. `only`: what was added to some reports, as in `incident=`.
    """
    waiting: dict[UUID, datetime] = {}
    for pk, at in _said(only).union(_called(only), all=True):
        waiting[pk] = min(at, waiting.get(pk, at))
    if not waiting:
        return {}
    theirs = concerns.filter(pk__in=waiting).order_by().values_list("pk", flat=True)
    return {pk: waiting[pk] for pk in theirs}


def _said(only: dict) -> QuerySet:
    # A record that nobody has opened waits as a whole, with all that is in it.
    waits_as_a_whole = Q(state=State.SENT) & ~Exists(_looks())
    said = Statement.objects.filter(kind=StatementKind.ADDED, **only)
    return _for_each_concern(said, "written_at").filter(~waits_as_a_whole)


def _called(only: dict) -> QuerySet:
    # A call may have been sent along with the record: it was added when the team had looked before.
    return _for_each_concern(DirectCall.objects.filter(**only), "recorded_at").filter(Exists(_looks()))


def _for_each_concern(rows: QuerySet, at: str) -> QuerySet:
    """What was added, once for each concern of its report, where nobody of the team has looked since."""
    added = rows.order_by().annotate(
        concern=F("incident__concerns"), state=F("incident__concerns__state"), added_at=F(at)
    )
    return added.filter(~Exists(_looks().filter(at__gt=OuterRef("added_at")))).values_list("concern", "added_at")


def _looks() -> QuerySet[Reading]:
    team = [str(role) for role in SAFEGUARDING_TEAM]
    return Reading.objects.filter(concern=OuterRef("concern"), role__in=team)
