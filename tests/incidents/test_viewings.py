"""What is kept of a viewing: every combination of who has said, answered and signed."""

from itertools import product

import pytest

from incidents.viewings import Standing, standing

GRID = list(product([False, True], [False, True], [None, False, True], [False, True]))
REPORTS = {
    (False, None): Standing.WAITS_FOR_ALL,
    (True, None): Standing.WAITS_FOR_ACCOUNT,
    (False, False): Standing.WAITS_FOR_ANSWER,
    (True, False): Standing.NOT_VIEWED,
}
VIEWED_AND_REPORTED = {
    (False, False): Standing.WAITS_FOR_BOTH,
    (True, False): Standing.WAITS_FOR_SECOND,
    (False, True): Standing.WAITS_FOR_ANSWER,
    (True, True): Standing.VIEWED,
}


@pytest.mark.parametrize(("is_retrospective", "is_answered", "took_place", "is_signed"), GRID)
def test_what_one_person_reported_is_a_record_once_others_have_answered_and_signed(
    is_retrospective, is_answered, took_place, is_signed
):
    stands = standing(
        is_retrospective=is_retrospective, is_answered=is_answered, took_place=took_place, is_signed=is_signed
    )
    if not is_retrospective:
        assert stands == {None: Standing.NOTHING, False: Standing.NOT_VIEWED, True: Standing.VIEWED}[took_place]
    elif took_place:
        assert stands == VIEWED_AND_REPORTED[is_answered, is_signed]
    else:
        assert stands == REPORTS[is_answered, took_place]
    assert stands.is_report == str(stands.label).startswith("Not yet a record of a viewing: waiting for ")


def test_alone_nobody_comes_from_a_report_to_a_record():
    alone = [
        standing(is_retrospective=True, is_answered=False, took_place=t, is_signed=False) for t in (None, False, True)
    ]
    assert all(one.is_report for one in alone)
