"""Whom the sight of a request for a viewing names: no child, whether of the report, linked or on the roll."""

import pytest

from incidents.selectors.viewings import requests, sight
from incidents.services import patterns
from tests.cast import make_pupil
from tests.incidents.services.test_viewings import concern
from tests.linked import link
from tests.lives.viewing import asked
from tests.makers import make_concern

__all__ = ["concern"]

TELLING = (
    "Amy Jones (10B), Cai (7C, C.S.) and Zara Wyn Quill told Mr Tudor-Lloyd and Mair. Number TQUIL0077. AJ, ZQ and "
    "E.J. cannot be asked, nor Eli of 12A, nor Gwenllian Ash."
)
NAMED = ("Amy", "Jones", "10B", "Cai", "7C", "C.S.", "Mali", "Puw", "TPUW0077", "AJ", "ZQ", "E.J.", "Eli", "12A")
NAMED += ("Gwenllian", "Ash")


@pytest.mark.parametrize("parted", [False, True], ids=["linked", "linked before"])
def test_no_child_is_named_to_who_answers_not_of_the_report_not_linked_and_not_of_the_roll(cast, concern, parted):
    make_concern(cast.afon, cast.nia, cast.eli, incident=concern.incident)
    linked = make_concern(cast.afon, cast.owen, None, unlisted="Gwenllian Ash, from another school")
    link(cast.mair, concern, linked)
    if parted:
        linked.refresh_from_db()
        patterns.unlink(actor=cast.mair, reference=linked.reference, seen_version=linked.version, reasons="Not so.")
    make_pupil(cast.afon, "Quill", "Zara Wyn", number="TQUIL0077", year_group=8, form="8P")
    words = {"why_nothing_less": TELLING, "why_police_not_enough": TELLING}
    request = asked(cast.mair, concern, cast.mair, cast.dafydd, **words, same_sex="NO", same_sex_reasons=TELLING)
    request = requests().get(pk=request.pk)
    request.concern = type(concern).objects.with_keys().get(pk=concern.pk)
    seen = sight(request)
    for shown in (seen.why_nothing_less, seen.why_police_not_enough, seen.same_sex_reasons):
        assert not [name for name in NAMED if name in shown], shown
        assert "told Mr Tudor-Lloyd and Mair" in shown and "cannot be asked" in shown
        assert "[a child’s name]" in shown and "[a child’s form]" in shown


def test_the_surname_of_the_child_is_not_read_because_somebody_who_works_here_has_it_too(cast, concern):
    harvey = make_concern(cast.afon, cast.nia, make_pupil(cast.afon, "Lloyd", "Harvey", form="8P"))
    link(cast.mair, concern, harvey)
    words = {"why_nothing_less": "Harvey’s mum Mrs Lloyd told Owen Tudor-Lloyd.", "why_police_not_enough": "@harveyl"}
    request = requests().get(pk=asked(cast.mair, concern, cast.mair, cast.dafydd, **words).pk)
    request.concern = type(concern).objects.with_keys().get(pk=concern.pk)
    seen, child = sight(request), "[a child’s name]"
    assert seen.why_nothing_less == f"{child}’s mum Mrs {child} told Owen Tudor-{child}."
    assert seen.why_police_not_enough == f"@{child}"
