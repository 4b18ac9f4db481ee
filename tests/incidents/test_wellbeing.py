"""The rules of a safety check: what it lacks, for every answer and every day."""

from datetime import date, timedelta

import pytest

from incidents.wellbeing import SelfHarm, latest_recheck, missing_of_check

TODAY = date(2026, 11, 24)
DAYS = [None, *(TODAY + timedelta(days=days) for days in (-1, 0, 1, 2, 14, 15, 400))]
# From which to which of these days the child is asked again; None: no day is needed.
ALLOWED = {
    SelfHarm.NOT_ASKED: [None, *DAYS[2:6]],
    SelfHarm.NONE: [None, *DAYS[2:]],
    SelfHarm.POSSIBLE: DAYS[2:6],
    SelfHarm.IMMEDIATE: DAYS[2:4],
}


def missing(self_harm, recheck_on=TODAY, not_left_alone="Her tutor, until four.", was_asked=False):
    said = {"self_harm": self_harm, "recheck_on": recheck_on, "not_left_alone": not_left_alone}
    return missing_of_check(**said, was_asked=was_asked, today=TODAY)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("self_harm", SelfHarm)
def test_a_worry_has_a_day_on_which_the_child_is_asked_again(self_harm, day):
    assert ("recheck_on" in missing(self_harm, day)) == (day not in ALLOWED[self_harm])


@pytest.mark.parametrize("self_harm", SelfHarm)
def test_only_an_immediate_worry_needs_somebody_who_stays(self_harm):
    assert ("not_left_alone" in missing(self_harm, not_left_alone="")) == (self_harm == SelfHarm.IMMEDIATE)
    assert "not_left_alone" not in missing(self_harm)


@pytest.mark.parametrize("was_asked", [True, False])
@pytest.mark.parametrize("self_harm", SelfHarm)
def test_not_asked_yet_is_no_answer_once_somebody_has_asked(self_harm, was_asked):
    found = missing(self_harm, was_asked=was_asked)
    assert ("self_harm" in found) == (was_asked and self_harm == SelfHarm.NOT_ASKED)


def test_for_an_immediate_worry_tomorrow_is_the_last_day():
    assert latest_recheck(SelfHarm.IMMEDIATE, TODAY) == date(2026, 11, 25)
    assert latest_recheck(SelfHarm.NONE, TODAY) is None
