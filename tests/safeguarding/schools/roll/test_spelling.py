"""Spellings that mean the same name, or the same number of a school."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.schools.roll.spelling import bare_name, one_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [("Llŷr", "Llyr"), ("O’Brien", "O'BRIEN"), ("Siôn-Parry", "Sion Parry"), ("ap Dafydd", "Ap Dafydd"),
     ("Đặng", "Dang"), ("ʻAlī", "Ali")],
)  # fmt: skip
def test_a_name_spelled_otherwise_is_the_same_name(one, other):
    assert bare_name(one) == bare_name(other)


@pytest.mark.parametrize(("one", "other"), [("Amy", "Ami"), ("Jones", "Jonas"), ("Siôn", "Siân"), ("李", "王")])
def test_another_name_stays_another_name(one, other):
    assert bare_name(one) != bare_name(other)


@given(st.text("abcdefghijklmnopqrstuvwxyzâêîôûŵŷ", min_size=1), st.sampled_from("NFC NFD".split()))
def test_capitals_and_ways_to_write_a_mark_make_no_other_name(name, form):
    assert bare_name(unicodedata.normalize(form, name.upper())) == bare_name(name) != ""


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_noughts_before_figures_make_no_other_number(number, noughts):
    assert one_spelling("0" * noughts + str(number)) == one_spelling(str(number)) == str(number)


@given(st.text("0123456789ABCabc /-._", max_size=12))
def test_the_one_spelling_has_itself_no_other(number):
    assert one_spelling(one_spelling(number)) == one_spelling(number) == one_spelling(number.swapcase())


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_numbers_stay_two(one, other):
    assert (one_spelling(f"{one:07d}") == one_spelling(str(other))) == (one == other)
