"""A viewing is asked for as things stand with the agencies, and who answers sees how they stand."""

import pytest

from incidents.selectors.viewings import sight
from incidents.workflow import MoveRefused
from tests.lives.viewing import asked
from tests.makers import make_concern, make_referral


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def test_whether_to_involve_agencies_is_no_reason_once_one_was_told(cast, concern):
    make_referral(concern, cast.mair, agency="POLICE")
    with pytest.raises(MoveRefused) as refused:
        asked(cast.mair, concern, cast.mair, cast.dafydd, ground="ONLY_WAY")
    assert refused.value.missing == {"agencies_know"}
    assert "Police" in sight(asked(cast.mair, concern, cast.mair, cast.dafydd)).told[0]


def test_who_answers_is_told_that_no_agency_knows(cast, concern):
    assert sight(asked(cast.mair, concern, cast.mair, cast.dafydd, ground="ONLY_WAY")).told == []
