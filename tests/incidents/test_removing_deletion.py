"""Whether a child may be asked to delete something: the whole grid."""

import pytest

from incidents.removing import may_ask_to_delete


@pytest.mark.parametrize(
    ("is_sextortion", "agency_is_involved", "is_released", "may"),
    [
        (False, False, False, True),
        (False, False, True, True),
        (False, True, False, False),
        (False, True, True, True),
        (True, False, False, False),
        (True, False, True, True),
        (True, True, False, False),
        (True, True, True, True),
    ],
)
def test_nobody_asks_while_an_agency_needs_it_or_it_is_sextortion_and_none_released_it(
    is_sextortion, agency_is_involved, is_released, may
):
    given = {"agency_is_involved": agency_is_involved, "is_released": is_released}
    assert may_ask_to_delete(is_sextortion=is_sextortion, **given) is may
