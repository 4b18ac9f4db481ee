"""What a text says where only a number, an id, or words that can be kept will do."""

from uuid import UUID

import pytest

from safeguarding.typed import can_be_kept, identity, number

AN_ID = "6de3e7a7-7f12-4704-bf43-732024932bc6"


@pytest.mark.parametrize(("text", "found"), [("0", 0), ("12", 12), ("007", 7), ("999999999", 999_999_999)])
def test_a_whole_number_is_read(text, found):
    assert number(text) == found


@pytest.mark.parametrize("text", ["", " ", "²", "१२", "-1", "+1", "1.0", "1e3", " 1", "1_000", "9" * 10, "9" * 5000])
def test_everything_else_is_no_number_and_no_mistake_of_ours(text):
    assert number(text) is None


@pytest.mark.parametrize("text", ["", "x", AN_ID[:-1], "\x00", AN_ID + "0"])
def test_what_is_no_id_is_none(text):
    assert (identity(text), identity(AN_ID)) == (None, UUID(AN_ID))


@pytest.mark.parametrize(("text", "kept"), [("Ŵyn 😟\n", True), ("", True), ("a\x00b", False), ("\ud800", False)])
def test_only_what_comes_back_unchanged_can_be_kept(text, kept):
    assert can_be_kept(text) == kept
