"""Which clock starts when, and when it runs out: pure functions of times and calendars."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from incidents.outcomes import Method, ReferralTo
from safeguarding import clock

# Wales Safeguarding Procedures: written confirmation within 24 hours or one working day (sources differ: the earlier
# holds). In England each local authority sets its own time, from 24 hours up: 24 hours keeps to all of them.
WRITTEN_HOURS = 24
WRITTEN_WORKING_DAYS = 1
# Wales: no acknowledgement in 7 working days, contact them again. England: the local authority should answer within
# one working day, and who has heard nothing after three asks again.
CHASE_WORKING_DAYS = {"WALES": 7, "ENGLAND": 3}
# Somebody may have called before anybody wrote, and months may lie between. More is a mistake in the year.
REFERRED_BEFORE_RECORDED = timedelta(days=365)


def agency_working_day(bank_holidays: frozenset[date]) -> Callable[[date], bool]:
    """Says of a date whether agencies work: Monday to Friday, bank holidays excepted."""
    return lambda day: day.isoweekday() <= 5 and day not in bank_holidays


def needs_written_confirmation(agency: str, method: str) -> bool:
    """Whether a referral must be confirmed in writing: one made by word of mouth, unless to the police.

    The police give a reference number; an online form is in writing already.
    """
    return agency != ReferralTo.POLICE and method != Method.ONLINE


def written_confirmation_due(made_at: datetime, bank_holidays: frozenset[date]) -> datetime:
    """When a referral made by phone must be confirmed in writing: the earlier of 24 hours and one working day.

    One working day ends at the same time of day on the next working day.
    """
    by_hours = made_at.astimezone(UTC) + timedelta(hours=WRITTEN_HOURS)  # in UTC an hour is an hour, also in March
    local = clock.local(made_at)
    next_day = clock.add_working_days(local.date(), WRITTEN_WORKING_DAYS, agency_working_day(bank_holidays))
    by_working_day = datetime.combine(next_day, local.time(), tzinfo=clock.LONDON)
    return min(by_hours, by_working_day.astimezone(UTC))


def reply_due(made_at: datetime, jurisdiction: str, bank_holidays: frozenset[date]) -> date:
    """The date on which the school asks again when the agency has not answered."""
    days = CHASE_WORKING_DAYS[jurisdiction]
    return clock.add_working_days(clock.local(made_at).date(), days, agency_working_day(bank_holidays))


def earliest_referral(recorded_at: datetime) -> datetime:
    """Before this, a referral cannot belong to a record that was sent then."""
    return recorded_at - REFERRED_BEFORE_RECORDED


def is_before(moment: datetime, earliest: datetime) -> bool:
    """Whether a moment lies before another, as far as pages tell: they ask for minutes, not for seconds."""
    return moment < earliest.replace(second=0, microsecond=0)
