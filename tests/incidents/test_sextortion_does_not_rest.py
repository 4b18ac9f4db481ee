"""A record of sextortion is never planned, ended or closed unreferred: every state and move."""

from contextlib import suppress

import pytest

from incidents.categories import Topic
from incidents.indicators import Pathway, Sign
from incidents.services import agreeing, pathways, triage
from incidents.services.pathways import Noticed
from incidents.workflow import MOVES, MoveRefused, State
from tests.incidents.moves import RESTING, decide_no, judged, make_the_move, said
from tests.makers import make_concern, make_referral


def untick_the_threat(cast, concern):
    """A sign is recorded and unticked again, with words; nobody says what it is instead."""
    pathways.record_signs(**said(concern, cast.mair), noticed=[Noticed(Sign.MONEY_DEMANDED)])
    pathways.record_signs(**said(concern, cast.mair), noticed=[], why_gone="A bill for a game.")


FINDINGS = {
    "the reporter ticked it": None,
    "signs propose it": lambda cast, concern: pathways.record_signs(
        **said(concern, cast.mair), noticed=[Noticed(Sign.MONEY_DEMANDED)]
    ),
    "a sign proposed it, and was unticked": lambda cast, concern: untick_the_threat(cast, concern),
    "a sign proposed it, and an e-mail was ticked too": lambda cast, concern: pathways.record_signs(
        **said(concern, cast.mair), noticed=[Noticed(Sign.MONEY_DEMANDED), Noticed(Sign.ONLY_EMAIL)]
    ),
    "a lead chose the pathway": lambda cast, concern: pathways.choose_pathway(
        **said(concern, cast.mair), chosen=Pathway.SEXTORTION, reasons="She said so."
    ),
    "triage found it": lambda cast, concern: triage.triage(
        **said(concern, cast.mair), judged=judged(cast.mair, [Topic.SEXTORTION])
    ),
}


@pytest.mark.parametrize("finding", FINDINGS)
@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", State)
def test_no_move_from_any_state_leads_a_record_of_sextortion_to_rest(cast, state, move, finding):
    find = FINDINGS[finding]
    about = () if find else ("THREATS_OR_MONEY",)
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state, about=about, owner=cast.mair)
    if find and state == State.CLOSED:
        with pytest.raises(MoveRefused):
            find(cast, concern)  # nothing is found on a closed record
        return
    if find:
        find(cast, concern)
        concern.refresh_from_db()
        assert concern.state not in RESTING, "what is found takes a record that rests back into review"
    moves_before = set(concern.state_changes.values_list("pk", flat=True))
    with suppress(MoveRefused):
        make_the_move(move, concern, cast)
    made = concern.state_changes.exclude(pk__in=moves_before)
    assert not any(change.move in ("plan", "end_without_action", "close") for change in made)
    concern.refresh_from_db()
    assert concern.state not in RESTING or concern.state == state


@pytest.mark.parametrize("move", ["plan", "end_without_action"])
@pytest.mark.parametrize(
    ("agency", "is_enough"), [("POLICE", True), ("CHILDRENS_SERVICES", True), ("CEOP", False), ("OTHER", False)]
)
def test_a_referral_to_police_or_childrens_services_lets_it_rest_and_no_other(cast, move, agency, is_enough):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    method = "POLICE_101" if agency == "POLICE" else "PHONE"
    make_referral(concern, cast.mair, agency=agency, method=method)
    if not is_enough:
        with pytest.raises(MoveRefused) as refused:
            make_the_move(move, concern, cast)
        assert refused.value.missing == {"referral_or_exception"}
        return
    make_the_move(move, concern, cast)
    concern.refresh_from_db()
    assert concern.state in RESTING


def test_an_exception_lets_it_rest_once_a_second_person_has_agreed_and_while_it_stands(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    asked = decide_no(concern, cast.mair)
    with pytest.raises(MoveRefused):
        make_the_move("plan", concern, cast)
    agreeing.answer_request(actor=cast.huw, agreement_id=asked.pk, agreed=True, reasons="")
    make_the_move("plan", concern, cast)
    concern.refresh_from_db()
    assert concern.state == State.PLANNED
    decide_no(concern, cast.dafydd, "Looked at again.")
    concern.refresh_from_db()
    assert concern.state == State.IN_REVIEW, "what was agreed does not cover what is decided anew"
    with pytest.raises(MoveRefused):
        make_the_move("plan", concern, cast)


def test_a_refused_exception_does_not_let_it_rest(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    asked = decide_no(concern, cast.mair)
    agreeing.answer_request(actor=cast.huw, agreement_id=asked.pk, agreed=False, reasons="Ask the police.")
    with pytest.raises(MoveRefused):
        make_the_move("plan", concern, cast)


def test_who_says_that_it_is_something_else_lets_it_rest_until_something_new_points_to_sextortion(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    pathways.choose_pathway(**said(concern, cast.mair), chosen=Pathway.NUDES, reasons="Among friends.")
    make_the_move("plan", concern, cast)
    pathways.record_signs(**said(concern, cast.mair), noticed=[Noticed(Sign.THREAT_TO_SHARE)])
    concern.refresh_from_db()
    assert concern.state == State.IN_REVIEW, "nobody has judged what is proposed now"
    pathways.choose_pathway(**said(concern, cast.mair), chosen=Pathway.NUDES, reasons="A joke between friends.")
    make_the_move("plan", concern, cast)
    concern.refresh_from_db()
    assert concern.state == State.PLANNED
