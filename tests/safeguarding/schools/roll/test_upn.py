"""The unique pupil number: form and check letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.schools.roll.upn import LETTERS, check_letter, is_valid, is_well_formed


@pytest.mark.parametrize("upn", ["B801200005001", "P207000016049"])
def test_a_published_example_is_valid(upn):
    assert is_valid(upn)


@pytest.mark.parametrize("upn", ["A801200005001", "B207000016049"])
def test_a_wrong_check_letter_is_found(upn):
    assert is_well_formed(upn) and not is_valid(upn)


@pytest.mark.parametrize(
    "upn", ["", "B80120000500", "B8012000050011", "b801200005001", "I801200005001", "B80120000500O", "B80120000A001"]
)
def test_another_form_is_no_upn(upn):
    assert not is_well_formed(upn)


def test_a_temporary_upn_ends_with_a_letter():
    rest = "80120000500A"
    assert is_valid(check_letter(rest) + rest)
    assert check_letter(rest) == check_letter("801200005000")  # A counts as nothing


@given(st.integers(0, 10**12 - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_figure_is_always_found(number, place, step):
    rest = f"{number:012d}"
    wrong = rest[:place] + str((int(rest[place]) + step) % 10) + rest[place + 1 :]
    assert not is_valid(check_letter(rest) + wrong)


@given(st.characters(categories=["Nd", "Nl", "No"], exclude_characters="0123456789"), st.integers(1, 12))
def test_the_figures_of_other_scripts_are_none(figure, place):
    upn = "B801200005001"
    assert not is_well_formed(upn[:place] + figure + upn[place + 1 :])


def test_the_letters_leave_out_three():
    assert len(LETTERS) == 23 and not set("IOS") & set(LETTERS)
