"""The clocks of referrals: when a written confirmation and a reply are due, and which of them are running."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents import deadlines
from incidents.models import Concern, Referral
from incidents.outcomes import REFERRAL_TO, ReferralTo
from safeguarding import clock
from safeguarding.schools.models import Closure

WRITTEN, REPLY = "WRITTEN", "REPLY"
NAMES: dict[str, Promise] = {WRITTEN: _("Written confirmation"), REPLY: _("Reply")}


@dataclass(frozen=True)
class ReferralClock:
    """One clock of one referral that has not been stopped."""

    concern_id: object
    reference: str
    number: int
    agency: str
    kind: str
    due_at: datetime  # a reply is due by the end of its day

    @property
    def name(self) -> str:
        """What is due, in words."""
        return str(NAMES[self.kind])

    @property
    def due_on(self) -> date:
        """The day on which it runs out."""
        return clock.local(self.due_at).date()

    @property
    def is_overdue(self) -> bool:
        """It has run out."""
        return clock.now() > self.due_at

    @property
    def is_due_today(self) -> bool:
        """It runs out today, or has."""
        return self.due_on <= clock.today()


def agency_name(referral: Referral) -> str:
    """The agency in words. The name of another agency is somebody’s words: `typed_name` says it on a record’s pages."""
    return str(ReferralTo(referral.agency).label)


def typed_name(referral: Referral) -> str:
    """The agency by its own name where it is another one: for the screens of its record, and for no title of a paper.

    It stands by itself or at the head of a line.
    """
    return referral.agency_name or agency_name(referral)


def referral_name(referral: Referral) -> str:
    """To whom it is a referral, as a whole phrase."""
    return str(REFERRAL_TO[ReferralTo(referral.agency)])


def bank_holidays(school_ids: Iterable) -> dict[object, frozenset[date]]:
    """The bank holidays of each school."""
    found: dict[object, set[date]] = {}
    rows = Closure.objects.filter(school_id__in=set(school_ids), is_bank_holiday=True)
    for school_id, day in rows.values_list("school_id", "day"):
        found.setdefault(school_id, set()).add(day)
    return {school_id: frozenset(days) for school_id, days in found.items()}


def clocks_of(referral: Referral, holidays: frozenset[date]) -> dict[str, datetime]:
    """When each thing is due that this referral still waits for.

    Prefetch its confirmations, replies and disagreements, and its concern's school.
    """
    due = {}
    replied = bool(referral.replies.all())
    by_word_of_mouth = deadlines.needs_written_confirmation(referral.agency, referral.method)
    if by_word_of_mouth and not referral.confirmations.all():
        due[WRITTEN] = deadlines.written_confirmation_due(referral.made_at, holidays)
    if not replied:
        day = deadlines.reply_due(referral.made_at, referral.concern.school.jurisdiction, holidays)
        due[REPLY] = datetime.combine(day, time(23, 59, 59), tzinfo=clock.LONDON)
    return due


def running_clocks(allowed: Q) -> list[ReferralClock]:
    """Every clock that runs on open concerns of these (a Q of the policy), the first to run out first.

    Four queries, however many there are.
    """
    waiting = Q(replies__isnull=True) | Q(confirmations__isnull=True)
    rows = (
        Referral.objects.filter(waiting, concern__in=Concern.objects.filter(allowed).open())
        .select_related("concern__school")
        .prefetch_related("confirmations", "replies")
        .distinct()
    )
    referrals = list(rows)
    holidays = bank_holidays({referral.concern.school_id for referral in referrals})
    clocks = [
        ReferralClock(
            concern_id=referral.concern_id,
            reference=referral.concern.reference,
            number=referral.number,
            agency=agency_name(referral),
            kind=kind,
            due_at=due_at,
        )
        for referral in referrals
        for kind, due_at in clocks_of(referral, holidays.get(referral.concern.school_id, frozenset())).items()
    ]
    return sorted(clocks, key=lambda one: (one.due_at, one.reference, one.number, one.kind))
