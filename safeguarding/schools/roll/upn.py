"""The unique pupil number: its form and its check letter."""

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # I, O and S are not used
FORM = re.compile(rf"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]")


def is_well_formed(upn: str) -> bool:
    """A letter and twelve figures; a temporary number ends with a letter."""
    return FORM.fullmatch(upn) is not None


def check_letter(rest: str) -> str:
    """The letter that belongs before the other twelve: each of them times its place, added up, modulo 23."""
    values = (int(char) if char.isdigit() else LETTERS.index(char) for char in rest)
    return LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def is_valid(upn: str) -> bool:
    """Well formed, with the right check letter."""
    return is_well_formed(upn) and upn[0] == check_letter(upn[1:])
