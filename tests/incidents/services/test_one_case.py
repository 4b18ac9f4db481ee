"""One case, several children: what one agency may need of any of them, no child of the case is asked to delete."""

from html import unescape

import pytest
from django.urls import reverse

from incidents.indicators import Sign
from incidents.models import Deletion
from incidents.selectors.devices import agencies_involved, deleting
from incidents.services import pathways, patterns
from incidents.services.pathways import Noticed
from incidents.workflow import MoveRefused
from tests.incidents.services.proofs import stands
from tests.incidents.services.test_devices import HOUR, NOW, concern, delete, noon, of, release, tell
from tests.incidents.views.pages import in_language
from tests.linked import link
from tests.makers import make_concern, make_exception, make_referral

__all__ = ["concern", "noon"]


def other_of(cast, concern, how: str):
    """A record about Eli that belongs to the same case."""
    if how == "the same report":
        return make_concern(cast.afon, cast.nia, cast.eli, incident=concern.incident)
    other = make_concern(cast.afon, cast.owen, cast.eli)
    pattern = link(cast.mair, concern, other)
    if how == "linked before":
        said = of(other, cast.mair) | {"reasons": "Another account."}
        patterns.unlink(**said)
    if how == "the report of a linked record":
        return make_concern(cast.afon, cast.owen, cast.cai, incident=other.incident)
    assert pattern.links.count() == 2
    return other


CASES = ("the same report", "linked", "linked before", "the report of a linked record")


@pytest.mark.parametrize("agency", ["POLICE", "CEOP", "OTHER", "CALL"])
@pytest.mark.parametrize("how", CASES)
def test_no_child_is_asked_while_an_agency_works_on_another_record_of_the_case(cast, concern, how, agency):
    make_exception(concern, cast.mair, cast.huw)
    other = other_of(cast, concern, how)
    assert deleting(concern).is_possible
    tell(cast, other, agency, NOW - HOUR)
    before = stands(concern)
    for state in ("ASKED", "CONFIRMED", "NOT_WANTED"):
        with pytest.raises(MoveRefused) as refused:
            delete(concern, cast.mair, state=state)
        assert refused.value.missing == {"agency_release"}
    assert stands(concern) == before and Deletion.objects.count() == 0


@pytest.mark.parametrize("how", CASES)
def test_what_may_go_is_said_on_each_record_for_itself(cast, concern, how):
    other = other_of(cast, concern, how)
    make_referral(other, cast.mair, agency="POLICE", made_at=NOW - HOUR)
    release(other, cast.mair)
    assert deleting(other).is_possible and not deleting(concern).is_possible
    release(concern, cast.mair)
    assert delete(concern, cast.mair).state == "ASKED"
    make_referral(other, cast.mair, agency="POLICE", made_at=NOW + HOUR)
    assert not deleting(concern).is_possible


@pytest.mark.parametrize("how", CASES)
def test_where_another_record_of_the_case_is_one_of_sextortion_a_release_is_needed(cast, concern, how):
    make_exception(concern, cast.mair, cast.huw)
    other = other_of(cast, concern, how)
    assert deleting(concern).is_possible
    pathways.record_signs(**of(other, cast.mair), noticed=[Noticed(Sign.MONEY_DEMANDED)])
    before = stands(concern)
    with pytest.raises(MoveRefused) as refused:
        delete(concern, cast.mair)
    assert refused.value.missing == {"agency_release"} and stands(concern) == before
    tell(cast, other, "POLICE", NOW - HOUR)
    release(concern, cast.mair)
    assert delete(concern, cast.mair).state == "ASKED"


def test_what_other_cases_were_told_is_nothing_to_this_one(cast, concern):
    make_exception(concern, cast.mair, cast.huw)
    for pupil in (cast.amy, cast.eli):
        make_referral(make_concern(cast.afon, cast.nia, pupil), cast.mair, agency="POLICE", made_at=NOW - HOUR)
    assert agencies_involved(concern) == [] and delete(concern, cast.mair).state == "ASKED"


COUNTS = (
    "An agency counts here if it was told about this record, about another child of the same report, or about a "
    "record that is or was linked with one of them."
)


@pytest.mark.parametrize("code", ["en", "cy"])
def test_the_page_says_whose_agencies_count_and_names_no_other_child(cast, signed_in, concern, code):
    other = other_of(cast, concern, "the same report")
    make_referral(other, cast.mair, agency="POLICE", made_at=NOW - HOUR)
    type(cast.mair).objects.filter(pk=cast.mair.pk).update(language=code)
    page = signed_in("mair").get(reverse("devices", args=[concern.reference])).content.decode()
    assert unescape(in_language(code, COUNTS)) in page and in_language(code, "Police") in page
    assert "Eli" not in page and other.reference not in page
    assert reverse("deletion", args=[concern.reference]) not in page
