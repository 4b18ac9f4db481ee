"""The lines in which a record shows its decisions and referrals."""

import pytest

from incidents.models import Concern
from incidents.selectors.referrals import decision_lines, one_of, referral_lines
from incidents.services import agreeing, deciding, referring
from incidents.services.deciding import Answered
from safeguarding import clock
from safeguarding.accounts.models import StaffRole
from tests.makers import make_concern, make_referral

NO = Answered("NO", "It was a joke.")


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def opened(concern) -> Concern:
    """The record as its page gets it."""
    return Concern.objects.with_keys().get(pk=concern.pk)


def decide(concern, actor, police, services, triggers=()):
    """The lead decides."""
    return deciding.decide(
        actor=actor,
        reference=concern.reference,
        seen_version=opened(concern).version,
        triggers=triggers,
        police=police,
        childrens_services=services,
    )


def test_a_record_without_decisions_and_referrals_has_no_lines(concern):
    assert (decision_lines(opened(concern)), referral_lines(opened(concern))) == ([], [])


def test_the_decisions_that_stand_are_shown_police_first(cast, concern):
    decide(concern, cast.mair, NO, Answered("NOT_YET", "We wait."))
    decide(concern, cast.dafydd, Answered("YES"), Answered("NOT_YET", "We wait."))
    police, services = decision_lines(opened(concern))
    assert (police.about, police.choice, police.by) == ("Referral to the police", "Yes", "Dafydd Rees")
    assert (services.choice, services.reasons, services.by) == ("Not yet", "We wait.", "Mair Prosser")


def test_what_two_decisions_share_is_shown_once_with_the_last(cast, concern):
    decide(concern, cast.mair, NO, NO, ["UNDER_13"])
    police, services = decision_lines(opened(concern))
    assert (police.triggers, police.request) == ([], None)
    assert services.triggers == ["Sexual acts and a child under 13"]
    assert services.request.waiting_for == "Carys Vaughan, Dafydd Rees or Huw Bevan"


def test_the_answer_of_the_second_person_is_shown_with_its_reasons(cast, concern):
    agreement = decide(concern, cast.mair, NO, Answered("YES"), ["COERCED"])
    agreeing.answer_request(actor=cast.huw, agreement_id=agreement.pk, agreed=False, reasons="Ask them.")
    request = decision_lines(opened(concern))[0].request
    assert (request.is_answered, request.agreed, request.answered_by, request.reasons) == (
        True,
        False,
        "Huw Bevan",
        "Ask them.",
    )


def test_whoever_may_answer_is_led_to_the_request_and_nobody_else(cast, concern):
    agreement = decide(concern, cast.mair, NO, NO)
    led = {who: decision_lines(opened(concern), cast.people[who])[-1].request.to_answer for who in cast.people}
    assert led == {who: agreement.pk if who in ("dafydd", "huw", "carys") else None for who in cast.people}
    assert decision_lines(opened(concern))[-1].request.to_answer is None


def test_where_nobody_may_agree_the_line_waits_for_nobody(cast, concern):
    agreement = decide(concern, cast.mair, NO, NO)
    assert agreement
    StaffRole.objects.filter(school=cast.afon).exclude(user=cast.mair).update(ends_on=clock.today().replace(year=2025))
    assert decision_lines(opened(concern))[-1].request.waiting_for == ""


def test_a_referral_line_says_agency_state_what_is_due_and_the_last_answer(cast, concern):
    make_referral(concern, cast.mair)
    make_referral(concern, cast.mair, agency="OTHER", agency_name="CAMHS", method="ONLINE")
    referring.record_reply(
        actor=cast.mair,
        reference=concern.reference,
        number=1,
        seen_version=opened(concern).version,
        replied_at=clock.now(),
        outcome="STRATEGY",
        from_whom="Delyth",
    )
    first, second = referral_lines(opened(concern))
    assert (first.agency, first.state, first.last_outcome) == ("Children’s services", "Replied", "Strategy discussion")
    assert [due.kind for due in first.due] == ["WRITTEN"]
    assert (second.agency, second.state, [due.kind for due in second.due]) == ("CAMHS", "Made", ["REPLY"])


@pytest.mark.parametrize("number", [1, 5])
def test_the_lines_cost_the_same_for_any_number(cast, concern, number, django_assert_num_queries):
    for _ in range(number):
        make_referral(concern, cast.mair)
    decide(concern, cast.mair, NO, NO)
    found = opened(concern)
    with django_assert_num_queries(5):
        assert len(referral_lines(found)) == number
    with django_assert_num_queries(3):
        assert len(decision_lines(found)) == 2


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["A"], "A"), (["A", "B"], "A or B"), (["A", "B", "C"], "A, B or C")]
)
def test_names_are_alternatives(names, expected):
    assert one_of(names) == expected
