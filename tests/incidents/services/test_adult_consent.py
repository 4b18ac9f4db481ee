"""Adult safeguarding is told when the adult agrees, or when it is recorded why it is reported all the same."""

import pytest

from incidents.models import Referral
from incidents.services import removal
from incidents.workflow import MoveRefused
from safeguarding import clock
from tests.incidents.grown_up import birthday, concern_about, concern_about_somebody
from tests.incidents.services.proofs import stands
from tests.makers import make_referral

WHY = "They are not free to decide."


def wants(concern, actor, consent: str, **more) -> None:
    """What an adult said, as a lead records it."""
    concern.refresh_from_db()
    said = {"seen_version": concern.version, "consent": consent} | more
    removal.record_consent(actor=actor, reference=concern.reference, **said)


def an_adult(cast, who: str):
    """A record about a pupil of 18, or about somebody who works here and agreed before, with what they said since."""
    if who == "pupil":
        return concern_about(cast, birthday(clock.today())), {}
    return concern_about_somebody(cast), {"connection": "STAFF"}


@pytest.mark.parametrize("who", ["pupil", "staff"])
@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("REFUSED", False),
        ("NOT_ASKED", False),
        ("GIVEN, then REFUSED", False),
        ("GIVEN", True),
        ("REFUSED, all the same", True),
        ("NOT_ASKED, all the same", True),
        ("REFUSED, then GIVEN", True),
    ],
)
def test_adult_safeguarding_is_told_when_the_adult_agrees_or_it_is_said_why_all_the_same(cast, who, said, may):
    concern, whose = an_adult(cast, who)
    for one in said.split(", then "):
        consent, _comma, all_the_same = one.partition(", ")
        more = {"is_reported_all_the_same": True, "reasons": WHY} if all_the_same else {}
        wants(concern, cast.mair, consent, **whose, **more)
    if may:
        assert make_referral(concern, cast.mair, agency="ADULT_SERVICES").agency == "ADULT_SERVICES"
        return
    before = stands(concern)
    with pytest.raises(MoveRefused) as refused:
        make_referral(concern, cast.mair, agency="ADULT_SERVICES")
    assert refused.value.missing == {"consent"} and Referral.objects.count() == 0
    assert stands(concern) == before


def test_nobody_asked_is_no_consent(cast):
    concern = concern_about(cast, birthday(clock.today()))
    with pytest.raises(MoveRefused) as refused:
        make_referral(concern, cast.mair, agency="ADULT_SERVICES")
    assert refused.value.missing == {"consent"}


@pytest.mark.parametrize("consent", ["REFUSED", "NOT_ASKED"])
@pytest.mark.parametrize(("agency", "method"), [("POLICE", "EMERGENCY"), ("ADULT_SERVICES", "EMERGENCY")])
def test_who_is_in_danger_is_helped_first_and_asked_afterwards(cast, consent, agency, method):
    concern = concern_about(cast, birthday(clock.today()))
    wants(concern, cast.mair, consent)
    assert make_referral(concern, cast.mair, agency=agency, method=method).method == "EMERGENCY"


@pytest.mark.parametrize("agency", ["POLICE", "CHILDRENS_SERVICES", "OTHER"])
def test_no_childs_referral_waits_for_a_consent(cast, agency):
    concern = concern_about(cast, birthday(clock.today(), 17))
    assert make_referral(concern, cast.mair, agency=agency, agency_name="CAMHS").agency == agency
