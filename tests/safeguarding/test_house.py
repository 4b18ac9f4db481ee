"""Dates read the same everywhere, in the school's own time."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from safeguarding.templatetags.house import beside, day, moment, time_of_day

SUMMER = datetime(2026, 6, 4, 8, 32, tzinfo=UTC)


def test_a_day_is_in_words():
    assert day(date(2026, 6, 4)) == "4 June 2026"
    assert day(datetime(2026, 6, 4, 23, 30, tzinfo=UTC)) == "5 June 2026"


def test_a_day_is_in_the_readers_language():
    with translation.override("cy"):
        assert day(date(2026, 6, 4)) == "4 Mehefin 2026"


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (SUMMER, "4 June 2026 at 9:32am"),
        (datetime(2026, 1, 4, 12, 5, tzinfo=UTC), "4 January 2026 at 12:05pm"),
        (datetime(2026, 1, 4, 0, 5, tzinfo=UTC), "4 January 2026 at 12:05am"),
        (date(2026, 6, 4), "4 June 2026"),
        (None, ""),
    ],
)
def test_a_moment_is_in_words(at, shown):
    assert moment(at) == shown


def test_a_time_of_day_is_on_the_24_hour_clock():
    assert time_of_day(SUMMER) == "09:32"


def test_cells_meet_their_headings():
    assert beside(["a", {"text": "b"}], ["A", "B"]) == [("A", {"text": "a"}), ("B", {"text": "b"})]


def test_every_template_has_these_filters():
    assert Template("{{ at|moment }}").render(Context({"at": SUMMER})) == "4 June 2026 at 9:32am"
