"""Which removal tools apply: on both sides of the 18th birthday, and whatever the directory says of a tool."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidents.removing import Route, Taken, is_adult, route, route_of, tool_applies

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
ANSWERS = st.sampled_from(["", *Taken.values])
CODES = st.sampled_from(["report-remove", "take-it-down", "iwf", "platform", "stopncii", "one-of-the-schools-own"])
WHOSE = st.sampled_from(["UNDER_18", "ADULT", "ANYBODY"])


def lived_to_18(born_on: date, on: date) -> bool:
    """The slow way: goes through the days one by one and counts birthdays, which in most years 29 February has not."""
    birthdays, day = 0, born_on + timedelta(days=1)
    while day <= on:
        is_birthday = (day.month, day.day) == (born_on.month, born_on.day)
        is_leapling = (born_on.month, born_on.day) == (2, 29) and (day.month, day.day) == (3, 1)
        birthdays += is_birthday or (is_leapling and (day - timedelta(days=1)).day != 29)
        day += timedelta(days=1)
    return birthdays >= 18


@pytest.mark.parametrize(
    ("born_on", "on", "expected"),
    [
        (date(2008, 11, 25), date(2026, 11, 24), False),  # 17 years and 364 days
        (date(2008, 11, 24), date(2026, 11, 24), True),  # 18 years and 0 days
        (date(2008, 2, 29), date(2026, 2, 28), False),
        (date(2008, 2, 29), date(2026, 3, 1), True),
        (date(2010, 2, 28), date(2028, 2, 27), False),
        (date(2010, 2, 28), date(2028, 2, 28), True),
        (date(2010, 3, 1), date(2028, 2, 29), False),
        (date(2008, 12, 31), date(2026, 12, 30), False),
        (date(2009, 1, 1), date(2027, 1, 1), True),
    ],
)
def test_18_begins_with_the_birthday(born_on, on, expected):
    assert is_adult(born_on, on) is expected
    assert route(born_on, on) == (Route.ASK if expected else Route.CHILD)


@given(born_on=DAYS, days=st.integers(0, 365 * 20), answer=ANSWERS)
@example(born_on=date(2008, 2, 29), days=6574, answer="")
@example(born_on=date(2008, 2, 29), days=6575, answer="")
def test_the_route_is_that_of_a_slow_and_obvious_count(born_on, days, answer):
    on = born_on + timedelta(days=days)
    found = route(born_on, on, answer)
    if not lived_to_18(born_on, on):
        assert found == Route.CHILD
    elif answer == "":
        assert found == Route.ASK
    elif answer in ("YES", "UNKNOWN"):
        assert found == Route.ADULT_CHILD_IMAGE
    else:
        assert (found, answer in ("NO", "NO_IMAGE")) == (Route.ADULT, True)


def test_whose_birthday_is_not_known_is_taken_for_a_child():
    assert {route(None, date(2026, 11, 24), answer) for answer in ("", *Taken.values)} == {Route.CHILD}


@given(code=CODES, for_whom=WHOSE, answer=ANSWERS, is_18=st.booleans())
def test_no_image_of_a_child_goes_to_stopncii_and_no_adult_to_report_remove(code, for_whom, answer, is_18):
    found = route_of(answer, is_18=is_18)
    applies = tool_applies(code, for_whom, found)
    was_child = not is_18 or answer in ("", "YES", "UNKNOWN")
    assert not (applies and code == "stopncii" and was_child)
    assert not (applies and code == "report-remove" and is_18)
    assert not (applies and code == "iwf" and found != Route.ADULT_CHILD_IMAGE)
    assert not (applies and for_whom == ("ADULT" if was_child else "UNDER_18"))
    assert not (applies and found == Route.ASK)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Route.CHILD, ["report-remove", "take-it-down", "platform"]),
        (Route.ASK, []),
        (Route.ADULT_CHILD_IMAGE, ["take-it-down", "iwf", "platform"]),
        (Route.ADULT, ["stopncii", "platform"]),
    ],
)
def test_each_route_has_its_tools(found, expected):
    known = {"report-remove": "UNDER_18", "take-it-down": "UNDER_18", "iwf": "UNDER_18"}
    known |= {"stopncii": "ADULT", "platform": "ANYBODY"}
    assert [code for code, for_whom in known.items() if tool_applies(code, for_whom, found)] == expected
