"""The clocks of the response: what on open records is to be looked at again, done or given, and by which day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.families import Telling
from incidents.models import CheckIn, Concern, FormatRequest, RemovalStep, SafetyCheck, TellingDecision
from incidents.selectors.standing import standing_rows
from safeguarding import clock

SAFETY, CHECK_IN, TELLING, REMOVAL, FORMAT = "SAFETY", "CHECK_IN", "TELLING", "REMOVAL", "FORMAT"
# What is due, in words; and what such things are called together.
NAMES: dict[str, Promise] = {
    SAFETY: _("Safety re-check"),
    CHECK_IN: _("Check-in with them"),
    TELLING: _("Review of not telling parents or carers"),
    REMOVAL: _("Removal to be looked at again"),
    FORMAT: _("Document in another format"),
}
TOGETHER: dict[str, Promise] = {
    SAFETY: _("Safety re-checks"),
    CHECK_IN: _("Check-ins"),
    TELLING: _("Reviews of not telling parents or carers"),
    REMOVAL: _("Removals to be looked at again"),
    FORMAT: _("Documents in another format"),
}


@dataclass(frozen=True)
class ResponseClock:
    """One thing of one record, and the day by which it is due."""

    concern_id: object
    kind: str
    due_on: date

    @property
    def name(self) -> str:
        """What is due, in words."""
        return str(NAMES[self.kind])

    @property
    def is_overdue(self) -> bool:
        """Its day has passed."""
        return self.due_on < clock.today()


def response_due(allowed: Q) -> list[ResponseClock]:
    """Everything of the response that is due today or overdue on open concerns of these (a Q of the policy).

    One query, however many there are.
    """
    return _found(Concern.objects.filter(allowed).open(), {"lte": clock.today()})


def still_running(concern: Concern) -> list[ResponseClock]:
    """Everything of the response that has a day on this record, whenever that is: nobody is reminded once it closes."""
    return _found(Concern.objects.filter(pk=concern.pk), {"isnull": False})


def _found(concerns: QuerySet, by: dict) -> list[ResponseClock]:
    first, *others = [
        _due(rows, kind, column, concerns, by)
        for kind, rows, column in (
            (SAFETY, standing_rows(SafetyCheck), "recheck_on"),
            (CHECK_IN, CheckIn.objects.filter(done__isnull=True), "due_on"),
            (TELLING, standing_rows(TellingDecision).filter(telling=Telling.NOT_NOW), "review_on"),
            (REMOVAL, _removals(), "recheck_on"),
            (FORMAT, FormatRequest.objects.filter(given__isnull=True), "needed_by"),
        )
    ]
    found = [ResponseClock(*row) for row in first.union(*others, all=True)]
    return sorted(found, key=lambda one: (one.due_on, one.kind, str(one.concern_id)))


def _due(rows: QuerySet, kind: str, column: str, concerns: QuerySet, by: dict) -> QuerySet:
    """Whose, what and when, of those whose day is such, in the form that all five share."""
    here = rows.filter(concern__in=concerns, **{f"{column}__{how}": value for how, value in by.items()}).order_by()
    named = here.annotate(kind_of_clock=Value(kind, output_field=CharField()), runs_out=F(column))
    return named.values_list("concern_id", "kind_of_clock", "runs_out")


def _removals() -> QuerySet:
    """How far each way of removing an image is. Reports to platforms are one way, used once for each of them."""
    where = Coalesce("platform__code", Value("")), Coalesce(OuterRef("platform__code"), Value(""))
    of_the_same = RemovalStep.objects.annotate(where=where[0]).filter(tool=OuterRef("tool"), where=where[1])
    return standing_rows(RemovalStep, of_the_same)
