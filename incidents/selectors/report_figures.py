"""The figures of an audit report: tables of counts and times, in the language in force, naming nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from incidents.categories import AbuseCategory
from incidents.models import AuditReport, Concern, Incident, Reading, Referral, StateChange
from incidents.outcomes import ReferralTo
from incidents.sections import Section
from incidents.selectors.report_clocks import confirming_figures, overdue_figures
from incidents.selectors.report_response import response_figures
from incidents.selectors.report_tables import Figures, Table, counted
from incidents.selectors.waits import waiting
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.roles import SAFEGUARDING_TEAM


@dataclass(frozen=True)
class Days:
    """The days of a report as two moments, the second excluded."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, report: AuditReport) -> "Days":
        """From the first midnight to the one after the last day, where the school is."""
        first = datetime.combine(report.first_day, time.min, tzinfo=clock.LONDON)
        return cls(first, datetime.combine(report.last_day + timedelta(days=1), time.min, tzinfo=clock.LONDON))

    def within(self, field: str) -> Q:
        """Rows whose moment lies in these days."""
        return Q(**{f"{field}__gte": self.start, f"{field}__lt": self.end})


def figures_of(report: AuditReport) -> list[Figures]:
    """The sections of figures that the report asks for. A fixed number of queries for each."""
    days = Days.of(report)
    making = {
        Section.VOLUMES: _volumes,
        Section.OPENING: _opening,
        Section.REFERRING: _referring,
        Section.RESPONSE: lambda report, days: response_figures(report.school, days.within),
        Section.CONFIRMING: lambda report, days: confirming_figures(report.school, days.within("made_at")),
        Section.OVERDUE: lambda report, days: overdue_figures(report.school),
    }
    return [make(report, days) for section, make in making.items() if section in report.section_list]


def _volumes(report: AuditReport, days: Days) -> Figures:
    concerns = Concern.objects.filter(days.within("recorded_at"), school=report.school)
    states = dict(concerns.order_by().values_list("state").annotate(Count("pk")))
    categories = dict(concerns.order_by().values_list("main_category").annotate(Count("pk")))
    referrals = Referral.objects.filter(days.within("made_at"), concern__school=report.school)
    agencies = dict(referrals.order_by().values_list("agency").annotate(Count("pk")))
    closed = StateChange.objects.filter(days.within("at"), concern__school=report.school, move="close").count()
    incidents = Incident.objects.filter(days.within("recorded_at"), school=report.school).count()
    named = {str(code): str(label) for code, label in AbuseCategory.choices} | {"": _("Not triaged yet")}
    return Figures(
        Section.VOLUMES,
        [
            Table(
                _("Sent and closed in this period"),
                [
                    (_("Records sent by staff"), incidents),
                    (_("Children’s concerns in them"), sum(states.values())),
                    (_("Concerns closed, whenever they were sent"), closed),
                ],
            ),
            counted(_("Where the concerns sent in this period stand now"), State.choices, states),
            counted(_("Their main category"), named.items(), categories),
            counted(_("Referrals made in this period, by agency"), ReferralTo.choices, agencies),
        ],
    )


def _opening(report: AuditReport, days: Days) -> Figures:
    team = [str(role) for role in SAFEGUARDING_TEAM]
    opened = Min("readings__at", filter=Q(readings__role__in=team))
    rows = Concern.objects.filter(days.within("recorded_at"), school=report.school).annotate(first=opened)
    waits = [(first - recorded) if first else None for recorded, first in rows.values_list("recorded_at", "first")]
    limits = [
        (_("Within 30 minutes"), timedelta(minutes=30)),
        (_("Within 2 hours"), timedelta(hours=2)),
        (_("Within 24 hours"), timedelta(hours=24)),
        (_("Later"), None),
    ]
    readers = Reading.objects.filter(days.within("at"), concern__school=report.school)
    looked = readers.aggregate(times=Count("pk"), people=Count("reader", distinct=True))
    return Figures(
        Section.OPENING,
        [
            waiting(
                _("From sending to the first opening by the safeguarding team"), waits, limits, _("Not opened yet")
            ),
            Table(
                _("Openings in this period"),
                [
                    (_("How often a record was opened"), looked["times"]),
                    (_("By how many people"), looked["people"]),
                ],
            ),
        ],
    )


def _referring(report: AuditReport, days: Days) -> Figures:
    referred = Min("referrals__made_at")
    rows = Concern.objects.filter(days.within("recorded_at"), school=report.school).annotate(first=referred)
    waits = [
        max(first - recorded, timedelta()) if first else None
        for recorded, first in rows.values_list("recorded_at", "first")
    ]
    limits = [
        (_("Within 1 hour"), timedelta(hours=1)),
        (_("Within 24 hours"), timedelta(hours=24)),
        (_("Within 7 days"), timedelta(days=7)),
        (_("Later"), None),
    ]
    caption = _("From sending to the first referral")
    return Figures(Section.REFERRING, [waiting(caption, waits, limits, _("Not referred"))])


def all_tables(sections: Iterable[Figures]) -> list[Table]:
    """Every table of these sections, in order."""
    return [table for section in sections for table in section.tables]
