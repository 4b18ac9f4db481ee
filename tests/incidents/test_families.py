"""What the child would like and what is decided: when the one follows the other, and what a decision needs."""

import pytest

from incidents.families import NotTelling, Preference, Telling, follows, needed_of_telling

NOT_NOW = ("why_not", "agreed_with", "review_on")
SAME = {"CHILD", "SCHOOL", "PROFESSIONAL", "TOGETHER"}


@pytest.mark.parametrize("preference", Preference)
@pytest.mark.parametrize("telling", Telling)
def test_a_decision_follows_what_the_child_would_like_or_not_and_neither_where_nobody_asked(preference, telling):
    expected = preference == telling or (preference == "NOT_TOLD" and telling == "NOT_NOW")
    assert follows(preference, telling) is (None if preference == "NOT_ASKED" else expected)
    assert follows("", telling) is None


def test_every_way_of_telling_is_one_that_a_child_can_wish_for():
    assert {*Telling.values} - {"NOT_NOW"} == SAME == {*Preference.values} - {"NOT_TOLD", "NOT_ASKED"}


@pytest.mark.parametrize("preference", ["", *Preference])
@pytest.mark.parametrize("telling", Telling)
@pytest.mark.parametrize("why_not", ["", *NotTelling])
def test_not_telling_needs_three_answers_and_another_way_or_another_reason_needs_words(preference, telling, why_not):
    needed = needed_of_telling(preference, telling, why_not)
    another_way = preference not in ("", "NOT_ASKED") and follows(preference, telling) is False
    another_reason = telling == "NOT_NOW" and why_not == "OTHER"
    assert set(needed) - {"reasons"} == (set(NOT_NOW) if telling == "NOT_NOW" else set())
    assert ("reasons" in needed) is (another_way or another_reason)
