"""Written confirmations and replies of a period: on time, late, waiting or overdue; and what is overdue today."""

from collections import Counter
from datetime import datetime, time

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents import deadlines
from incidents.models import Action, Concern, Referral
from incidents.sections import Section
from incidents.selectors.referral_clocks import REPLY, WRITTEN, bank_holidays, running_clocks
from incidents.selectors.report_tables import Figures, Table
from incidents.selectors.response_clocks import TOGETHER, response_due
from incidents.workflow import State
from safeguarding import clock
from safeguarding.schools.models import School

ON_TIME, LATE, WAITING, OVERDUE, NOT_NEEDED = "ON_TIME", "LATE", "WAITING", "OVERDUE", "NOT_NEEDED"


def confirming_figures(school: School, made_within: Q) -> Figures:
    """Of the referrals made in a period: were they confirmed in writing in time, and answered in time?"""
    holidays = bank_holidays([school.pk]).get(school.pk, frozenset())
    referrals = Referral.objects.filter(made_within, concern__school=school).prefetch_related(
        "confirmations", "replies"
    )
    written, replied = Counter(), Counter()
    for referral in referrals.only("pk", "agency", "method", "made_at"):
        written[_written(referral, holidays)] += 1
        replied[_replied(referral, school, holidays)] += 1
    shown = [
        (ON_TIME, pgettext("a thing that was due", "On time")),
        (LATE, pgettext("a thing that was due", "Late")),
        (WAITING, _("Not yet, and still in time")),
        (OVERDUE, _("Not yet, and overdue")),
    ]
    in_writing = [*shown, (NOT_NEEDED, _("Not needed: made online, or to the police"))]
    return Figures(
        Section.CONFIRMING,
        [
            Table(_("Confirmed in writing"), [(name, written[code]) for code, name in in_writing]),
            Table(_("Answered by the agency"), [(name, replied[code]) for code, name in shown]),
        ],
    )


def overdue_figures(school: School) -> Figures:
    """What is overdue at the school at this moment, whenever it began."""
    today = clock.today()
    concerns = Concern.objects.filter(school=school)
    clocks = Counter(one.kind for one in running_clocks(Q(school=school)) if one.is_overdue)
    response = Counter(one.kind for one in response_due(Q(school=school)) if one.is_overdue)
    actions = Action.objects.filter(concern__in=concerns.open(), done__isnull=True, due_on__lt=today).count()
    return Figures(
        Section.OVERDUE,
        [
            Table(
                _("Overdue when this report was made"),
                [
                    (_("Records that nobody has taken on"), concerns.filter(state=State.SENT).count()),
                    (_("Written confirmations"), clocks[WRITTEN]),
                    (_("Replies from agencies"), clocks[REPLY]),
                    (_("Actions"), actions),
                    (_("Reviews of plans"), concerns.open().filter(review_on__lt=today).count()),
                    *((str(name), response[kind]) for kind, name in TOGETHER.items()),
                ],
            )
        ],
    )


def _written(referral: Referral, holidays) -> str:
    if not deadlines.needs_written_confirmation(referral.agency, referral.method):
        return NOT_NEEDED
    due = deadlines.written_confirmation_due(referral.made_at, holidays)
    return _judged(due, min((row.sent_at for row in referral.confirmations.all()), default=None))


def _replied(referral: Referral, school: School, holidays) -> str:
    day = deadlines.reply_due(referral.made_at, school.jurisdiction, holidays)
    due = datetime.combine(day, time(23, 59, 59), tzinfo=clock.LONDON)
    return _judged(due, min((row.replied_at for row in referral.replies.all()), default=None))


def _judged(due: datetime, done: datetime | None) -> str:
    if done is None:
        return OVERDUE if clock.now() > due else WAITING
    return ON_TIME if done <= due else LATE
