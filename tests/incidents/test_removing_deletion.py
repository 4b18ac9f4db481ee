"""Whether a child may be asked to delete something: the whole grid."""

from itertools import product

import pytest

from incidents.removing import Undecided, may_ask_to_delete, undecided

# The cases in which it may be: for sextortion, or while an agency is involved, only what was released.
MAY = {
    # (is_sextortion, agency_is_involved, is_released, none_is_needed)
    (False, False, False, True),
    *((sextortion, involved, True, needed) for sextortion, involved, needed in product((False, True), repeat=3)),
}


@pytest.mark.parametrize("case", list(product((False, True), repeat=4)))
def test_nobody_asks_while_an_agency_needs_it_or_none_released_it_or_it_is_not_settled(case):
    is_sextortion, agency_is_involved, is_released, none_is_needed = case
    given = {"agency_is_involved": agency_is_involved, "is_released": is_released, "none_is_needed": none_is_needed}
    assert may_ask_to_delete(is_sextortion=is_sextortion, **given) is (case in MAY)


@pytest.mark.parametrize("is_agreed", [False, True])
@pytest.mark.parametrize(
    ("choices", "missing"),
    [
        ([], Undecided.DECIDE),
        (["NO"], Undecided.DECIDE),
        (["NOT_YET"], Undecided.DECIDE),
        (["YES"], Undecided.TELL),
        *(
            (list(pair), Undecided.TELL if "YES" in pair else Undecided.DECIDE)
            for pair in product(("YES", "NOT_YET", "NO"), repeat=2)
            if pair != ("NO", "NO")
        ),
    ],
)
def test_less_than_two_times_no_settles_nothing(choices, missing, is_agreed):
    assert undecided(choices, is_agreed=is_agreed) == missing


@pytest.mark.parametrize(("is_agreed", "missing"), [(False, Undecided.AGREE), (True, None)])
def test_two_times_no_settles_it_once_a_second_person_agreed(is_agreed, missing):
    assert undecided(["NO", "NO"], is_agreed=is_agreed) == missing
