"""Dates and year groups as schools' systems write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.schools.roll.dates import is_serial_number, read_date, years_before
from safeguarding.schools.roll.year_groups import read_year_group


@pytest.mark.parametrize(
    "text",
    [
        "27/03/2013", "27/3/2013", "27/3/13", "27-03-2013", "27.03.2013", "27 03 2013", "2013-03-27", "2013/03/27",
        "27-Mar-2013", "27 Mar 2013", "27 March 2013", "27 Maw 2013", "27 Mawrth 2013", "27-mar-13",
        "2013-03-27 00:00:00", "27/03/2013 00:00", "2013-03-27T00:00:00", " 27/03/2013 ",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text):
    assert read_date(text) == date(2013, 3, 27)


@pytest.mark.parametrize(
    "text", ["31/02/2011", "00/01/2011", "32/01/2011", "03/27/2013", "27 Foo 2013", "2013", "today", "1/2", "١/٢/٢٠١٣x"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        read_date(text)


@given(
    st.dates(date(2001, 1, 1), date(2026, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %B %Y"])
)
def test_every_day_comes_back_from_every_format(day, format):
    assert read_date(day.strftime(format)) == day


def test_a_day_counted_from_1900_is_recognised():
    assert is_serial_number("41360") and not is_serial_number("27/03/2013")


def test_years_before_a_leap_day_is_the_28th():
    assert years_before(date(2024, 2, 29), 25) == date(1999, 2, 28)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Year 10", 10), ("10", 10), ("Yr 10", 10), ("Y10", 10), ("year10", 10), ("Bl 10", 10), ("Bl. 10", 10),
        ("Blwyddyn 10", 10), ("BLWYDDYN 7", 7), ("07", 7), ("1", 1), ("13", 13), ("R", 0), ("Reception", 0),
        ("Derbyn", 0), ("YR", 0), ("0", 0), ("N1", -1), ("N2", -1), ("Nursery", -1), ("Meithrin", -1),
    ],
)  # fmt: skip
def test_a_year_group_is_read_in_both_languages(text, year):
    assert read_year_group(text) == year


@pytest.mark.parametrize("text", ["14", "Year 0x", "10A", "Form 10", "Year", "-3", "2013", ""])
def test_what_is_no_year_group_is_refused(text):
    with pytest.raises(ValueError):
        read_year_group(text)
