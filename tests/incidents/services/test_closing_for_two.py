"""Closing that takes two: where reasons to refer applied, and where nobody agreed to "considered, not referred"."""

import pytest

from incidents.models import Agreement, Closing
from incidents.selectors.agreements import open_requests
from incidents.services import agreeing, closing, deciding, recording, triage
from incidents.services.deciding import Answered
from incidents.services.triage import Judged
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.incidents.services.test_closing import act
from tests.makers import make_asked, make_concern, make_judgement, make_referral


def threatened(cast, **kwargs):
    """A record whose author said that somebody makes threats, and of which a lead said it is phishing: to be closed.

    While it is sextortion it cannot be closed unreferred at all: tests/incidents/test_sextortion_does_not_rest.py.
    """
    about = ("THREATS_OR_MONEY",)
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED, about=about, **kwargs)
    make_judgement(concern, cast.mair)
    make_asked(concern, cast.mair)
    return concern


def ask(concern, actor, reasons="It was an empty threat by e-mail, and nobody was in contact."):
    """Asks a second person to agree to the closing."""
    concern.refresh_from_db()
    return closing.ask_to_close(actor=actor, reference=concern.reference, seen_version=concern.version, reasons=reasons)


def answer(agreement, actor, agreed=True):
    """The second person answers."""
    reasons = "" if agreed else "Refer it first."
    return agreeing.answer_request(actor=actor, agreement_id=agreement.pk, agreed=agreed, reasons=reasons)


def test_closing_takes_two_where_reasons_applied_and_nobody_was_asked(cast):
    concern = threatened(cast)
    with pytest.raises(MoveRefused) as refused:
        act("close", concern, cast.mair)
    assert refused.value.missing == {"second_signature"}
    agreement = ask(concern, cast.mair)
    with pytest.raises(MoveRefused):
        act("close", concern, cast.mair)
    answer(agreement, cast.huw)
    act("close", concern, cast.mair)
    assert Closing.objects.get().agreement == agreement


def test_a_referral_makes_the_second_signature_unnecessary(cast):
    concern = threatened(cast)
    make_referral(concern, cast.mair, agency="OTHER", agency_name="CAMHS")
    with pytest.raises(MoveRefused):
        act("close", concern, cast.mair)
    make_referral(concern, cast.mair, agency="POLICE", method="POLICE_101")
    act("close", concern, cast.mair)
    assert Closing.objects.get().agreement is None


def test_a_refusal_holds_the_closing_and_it_can_be_asked_again(cast):
    concern = threatened(cast)
    answer(ask(concern, cast.mair), cast.huw, agreed=False)
    with pytest.raises(MoveRefused):
        act("close", concern, cast.mair)
    answer(ask(concern, cast.mair, reasons="The police were asked for advice and agreed."), cast.carys)
    act("close", concern, cast.mair)


def test_it_is_asked_only_where_it_is_needed_and_once_at_a_time(cast):
    with pytest.raises(MoveRefused):
        ask(make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED), cast.mair)
    with pytest.raises(MoveRefused):
        ask(threatened(cast), cast.mair, reasons="")
    opened = make_concern(cast.afon, cast.nia, cast.amy, state=State.OPENED, about=("THREATS_OR_MONEY",))
    with pytest.raises(MoveRefused):
        ask(opened, cast.mair)
    concern = threatened(cast)
    ask(concern, cast.mair)
    with pytest.raises(MoveRefused):
        ask(concern, cast.dafydd)
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("who", ["nia", "huw", "carys", "sam", "rhys"])
def test_nobody_outside_the_team_asks(cast, who):
    with pytest.raises(NotThere):
        ask(threatened(cast), cast.people[who])


def test_asking_leaves_the_decision_and_the_request_in_the_trail(cast):
    concern = threatened(cast)
    ask(concern, cast.mair)
    trail = AuditEvent.objects.filter(subject_id=concern.pk).order_by("seq").values_list("event", flat=True)
    assert list(trail) == [events.DECISION_MADE, events.AGREEMENT_ASKED]


def test_an_agreement_does_not_outlive_a_reopening_or_a_new_decision(cast):
    concern = threatened(cast)
    answer(ask(concern, cast.mair), cast.huw)
    concern.refresh_from_db()
    wait = Answered("NOT_YET", "New messages have come.")
    deciding.decide(
        actor=cast.mair,
        reference=concern.reference,
        seen_version=concern.version,
        triggers=["COERCED"],
        police=wait,
        childrens_services=wait,
    )
    with pytest.raises(MoveRefused):
        act("close", concern, cast.mair)
    answer(ask(concern, cast.mair), cast.huw)
    act("close", concern, cast.mair)
    act("reopen", concern, cast.mair)
    act("plan", concern, cast.mair)
    with pytest.raises(MoveRefused) as refused:
        act("close", concern, cast.mair)
    assert refused.value.missing == {"second_signature"}


NOT_REFERRED = Answered("NO", "It was a joke among friends.")
NOT_YET = Answered("NOT_YET", "We wait for advice.")


def considered(cast, concern=None, police=NOT_REFERRED, services=NOT_REFERRED, triggers=()):
    """A lead decides about referring, and so may ask a second person; the record can be closed."""
    concern = concern or make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED)
    concern.refresh_from_db()
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    asked = deciding.decide(**said, triggers=triggers, police=police, childrens_services=services)
    return concern, asked


def is_held(concern, actor) -> bool:
    """Whether one person alone cannot close it."""
    with pytest.raises(MoveRefused) as refused:
        act("close", concern, actor)
    return refused.value.missing == {"second_signature"}


@pytest.mark.parametrize("refused", [True, False])
def test_not_referring_that_nobody_agreed_to_is_closed_by_nobody_alone(cast, refused):
    concern, asked = considered(cast)
    if refused:
        answer(asked, cast.huw, agreed=False)
    assert is_held(concern, cast.mair)
    answer(ask(concern, cast.mair), cast.carys)
    act("close", concern, cast.mair)
    assert Closing.objects.get().agreement.answer.by == cast.carys


def test_not_referring_that_somebody_agreed_to_is_closed_by_one(cast):
    concern, asked = considered(cast)
    answer(asked, cast.huw)
    act("close", concern, cast.mair)
    assert Closing.objects.get().agreement is None


@pytest.mark.parametrize("refused", [True, False])
def test_to_call_it_not_yet_afterwards_settles_nothing(cast, refused):
    concern, asked = considered(cast)
    if refused:
        answer(asked, cast.huw, agreed=False)
    considered(cast, concern, police=NOT_YET, services=NOT_YET)
    assert is_held(concern, cast.mair)


def test_a_referral_settles_what_was_refused(cast):
    concern, asked = considered(cast)
    answer(asked, cast.huw, agreed=False)
    make_referral(concern, cast.mair, agency="OTHER", agency_name="CAMHS")
    assert is_held(concern, cast.mair)
    make_referral(concern, cast.mair)
    act("close", concern, cast.mair)


def test_a_referral_to_one_does_not_settle_the_refusal_about_the_other(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED)
    make_referral(concern, cast.mair)
    _concern, asked = considered(cast, concern, services=Answered("YES"), triggers=["COERCED"])
    answer(asked, cast.huw, agreed=False)
    assert is_held(concern, cast.mair)


def test_what_triage_found_makes_an_earlier_no_a_matter_for_two(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED)
    _concern, asked = considered(cast, concern, services=NOT_YET)
    assert asked is None
    judged = Judged(
        owner_id=cast.mair.pk,
        review="NOT_NEEDED",
        main_category="SEXUAL",
        level="TARGETED",
        topics=["SEXTORTION"],
        reasons="x",
    )
    triage.triage(actor=cast.mair, reference=concern.reference, seen_version=concern.version + 1, judged=judged)
    make_referral(concern, cast.mair)  # to children's services: the "no" about the police stands
    act("plan", concern, cast.mair)  # what triage found had taken it back into review
    make_asked(concern, cast.mair)
    assert is_held(concern, cast.mair)


def add_words(cast, concern):
    """The reporter adds something."""
    recording.add_statement(actor=cast.nia, reference=concern.incident.reference, text="It began again.", language="en")


def add_call(cast, concern):
    """The reporter called somebody."""
    recording.record_direct_call(
        actor=cast.nia,
        reference=concern.incident.reference,
        called="POLICE",
        called_at=clock.now(),
        spoke_to="",
        agency_reference="",
    )


def look_again(cast, concern):
    """Triage begins a review, and what is done is planned anew."""
    concern.refresh_from_db()
    judged = Judged(owner_id=cast.mair.pk, review="NOW", main_category="SEXUAL", level="TARGETED")
    triage.triage(actor=cast.mair, reference=concern.reference, seen_version=concern.version, judged=judged)
    act("plan", concern, cast.mair)


@pytest.mark.parametrize("change", [add_words, add_call, look_again])
def test_a_signature_does_not_outlive_what_is_recorded_after_it_was_asked_for(cast, change):
    concern = threatened(cast)
    agreement = ask(concern, cast.mair)
    answer(agreement, cast.huw)
    change(cast, concern)
    assert is_held(concern, cast.mair)
    answer(ask(concern, cast.mair), cast.huw)
    act("close", concern, cast.mair)
    assert Closing.objects.get().agreement != agreement


@pytest.mark.parametrize("change", [add_words, add_call, look_again])
def test_nobody_answers_what_was_asked_before_something_was_recorded(cast, change):
    concern = threatened(cast)
    agreement = ask(concern, cast.mair)
    change(cast, concern)
    assert open_requests(cast.huw) == []
    with pytest.raises(agreeing.NoLongerAsked):
        answer(agreement, cast.huw)


def test_who_has_not_answered_when_a_record_is_closed_is_asked_no_more(cast):
    concern = threatened(cast)
    agreement = ask(concern, cast.mair)
    make_referral(concern, cast.mair, agency="POLICE", method="POLICE_101")
    act("close", concern, cast.mair)
    assert open_requests(cast.huw) == []
    with pytest.raises(agreeing.NoLongerAsked):
        answer(agreement, cast.huw)
