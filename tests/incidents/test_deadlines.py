"""The clocks of a referral: weekends, bank holidays, and the night when the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents import deadlines
from incidents.outcomes import Method, ReferralTo

LONDON = ZoneInfo("Europe/London")
NONE = frozenset()
# Easter 2026: Good Friday 3 April, Easter Monday 6 April; early May 4 May. Clocks change 29 March and 25 October.
EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4)})


def at(year, month, day, hour=10, minute=0) -> datetime:
    """A moment as a school's wall clock shows it."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("made", "due"),
    [
        (at(2026, 11, 10, 11, 52), at(2026, 11, 11, 11, 52)),  # Tuesday
        (at(2026, 11, 13, 16), at(2026, 11, 14, 16)),  # Friday: 24 hours come before the next working day
        (at(2026, 11, 14, 9), at(2026, 11, 15, 9)),  # Saturday
        (at(2026, 4, 2, 15), at(2026, 4, 3, 15)),  # the day before Good Friday
        (at(2026, 3, 28, 12), at(2026, 3, 29, 13)),  # the clocks go forward: 24 hours later it is an hour later
        (at(2026, 10, 24, 12), at(2026, 10, 25, 11)),  # the clocks go back
    ],
)
def test_written_confirmation_is_due_after_the_earlier_of_24_hours_and_a_working_day(made, due):
    assert deadlines.written_confirmation_due(made, EASTER) == due


@pytest.mark.parametrize("zone", [UTC, LONDON, ZoneInfo("America/New_York")])
def test_it_does_not_matter_in_which_zone_the_moment_is_written(zone):
    made = at(2026, 3, 28, 12)
    due = deadlines.written_confirmation_due(made.astimezone(zone), NONE)
    assert due - made.astimezone(UTC) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("made", "jurisdiction", "due"),
    [
        (at(2026, 11, 10), "WALES", date(2026, 11, 19)),
        (at(2026, 11, 10), "ENGLAND", date(2026, 11, 13)),
        (at(2026, 11, 13), "ENGLAND", date(2026, 11, 18)),  # Friday
        (at(2026, 11, 15), "ENGLAND", date(2026, 11, 18)),  # Sunday
        (at(2026, 4, 2), "WALES", date(2026, 4, 15)),  # over Easter
        (at(2026, 4, 2), "ENGLAND", date(2026, 4, 9)),
        (at(2026, 6, 30, 0, 30), "ENGLAND", date(2026, 7, 3)),  # half past midnight in summer is still 29 June in UTC
    ],
)
def test_the_school_asks_again_after_the_working_days_of_its_country(made, jurisdiction, due):
    assert deadlines.reply_due(made, jurisdiction, EASTER) == due
    assert deadlines.reply_due(made.astimezone(UTC), jurisdiction, EASTER) == due


@pytest.mark.parametrize(
    ("agency", "method", "needed"),
    [
        (ReferralTo.CHILDRENS_SERVICES, Method.PHONE, True),
        (ReferralTo.CHILDRENS_SERVICES, Method.OUT_OF_HOURS, True),
        (ReferralTo.CHILDRENS_SERVICES, Method.IN_PERSON, True),
        (ReferralTo.CHILDRENS_SERVICES, Method.ONLINE, False),
        (ReferralTo.OTHER, Method.PHONE, True),
        (ReferralTo.OTHER, Method.ONLINE, False),
        (ReferralTo.POLICE, Method.POLICE_101, False),
        (ReferralTo.POLICE, Method.EMERGENCY, False),
    ],
)
def test_what_was_said_is_confirmed_in_writing_and_what_was_written_is_not(agency, method, needed):
    assert deadlines.needs_written_confirmation(agency, method) is needed


# --- a slow reference: it looks at the calendar day by day, and at the clock minute by minute

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
HOLIDAYS = st.frozensets(st.dates(date(2024, 1, 1), date(2031, 2, 1)), max_size=60)


def slow_reply_due(made: datetime, jurisdiction: str, holidays) -> date:
    """Counts working days on a list of all days."""
    first = made.astimezone(LONDON).date()
    days = [first + timedelta(days=number) for number in range(1, 200)]
    working = [day for day in days if day.strftime("%A") not in {"Saturday", "Sunday"} and day not in holidays]
    return working[{"WALES": 7, "ENGLAND": 3}[jurisdiction] - 1]


def slow_written_due(made: datetime, holidays) -> datetime:
    """Steps through the minutes until 24 hours are over or the clock shows the same time on a later working day."""
    wall = made.astimezone(LONDON)
    for minutes in range(1, 24 * 60 + 1):
        now = made + timedelta(minutes=minutes)
        local = now.astimezone(LONDON)
        is_working = local.isoweekday() <= 5 and local.date() not in holidays
        same_time = (local.hour, local.minute) == (wall.hour, wall.minute)
        if local.date() > wall.date() and is_working and same_time:
            return now
    return made + timedelta(hours=24)


@given(MOMENTS, st.sampled_from(["WALES", "ENGLAND"]), HOLIDAYS)
def test_the_date_to_ask_again_agrees_with_counting_on_a_calendar(made, jurisdiction, holidays):
    assert deadlines.reply_due(made, jurisdiction, holidays) == slow_reply_due(made, jurisdiction, holidays)


@given(MOMENTS, HOLIDAYS)
def test_the_written_confirmation_agrees_with_watching_the_clock(made, holidays):
    made = made.replace(second=0, microsecond=0)
    assert deadlines.written_confirmation_due(made, holidays) == slow_written_due(made, holidays)


@given(MOMENTS, HOLIDAYS)
def test_no_clock_runs_out_before_it_starts_or_a_day_late(made, holidays):
    due = deadlines.written_confirmation_due(made, holidays)
    assert made < due <= made + timedelta(hours=24)
