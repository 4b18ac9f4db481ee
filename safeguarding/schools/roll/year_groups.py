"""The ways in which a school's system writes a year group, in English and Welsh."""

import re

NURSERY, RECEPTION, LAST = -1, 0, 13

NAMED = {
    **dict.fromkeys(
        ("n", "n1", "n2", "nursery", "nursery 1", "nursery 2", "f1", "foundation 1", "meithrin", "meithrin 1",
         "meithrin 2", "m1", "m2"),
        NURSERY,
    ),
    **dict.fromkeys(
        ("r", "yr", "year r", "blwyddyn d", "reception", "rec", "f2", "foundation 2", "derbyn", "d", "0"),
        RECEPTION,
    ),
}  # fmt: skip
NUMBERED = re.compile(r"(?:(?:year|yr|y|blwyddyn|bl|b|nc year)\.?\s*)?0?(\d{1,2})")


def read_year_group(text: str) -> int:
    """The year group as a number (nursery is -1, reception 0); raises `ValueError` for anything else."""
    plain = " ".join(text.casefold().split())
    if plain in NAMED:
        return NAMED[plain]
    found = NUMBERED.fullmatch(plain)
    if not found or not 1 <= int(found[1]) <= LAST:
        raise ValueError("not a year group")
    return int(found[1])
