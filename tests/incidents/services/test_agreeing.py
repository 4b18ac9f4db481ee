"""The second person: who may be it, what is recorded of their sight, and that an answer ends it."""

import uuid

import pytest

from incidents.models import Agreement, AgreementAnswer
from incidents.selectors.agreements import (
    decisions_of,
    open_requests,
    people_who_may_agree,
    second_people,
    sight,
)
from incidents.selectors.home import waiting_for_agreement
from incidents.services import agreeing, deciding, referring
from incidents.services.agreeing import NoLongerAsked
from incidents.services.deciding import Answered
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere, same_person
from tests.cast import make_pupil
from tests.linked import link
from tests.makers import make_concern, make_referral

NO = Answered("NO", "Amy Jones and Eli Jonas were sent the same joke, says Mrs Jones.")


@pytest.fixture
def concern(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="Eli Jonas said it to Amy.", main_category="EMOTIONAL")
    make_concern(cast.afon, cast.nia, cast.eli, incident=concern.incident)
    return concern


@pytest.fixture
def agreement(cast, concern):
    return ask(concern, cast.mair)


def ask(concern, actor, **answers):
    """Somebody decides not to refer, and so asks a second person."""
    concern.refresh_from_db()
    answers = {"police": NO, "childrens_services": NO, "triggers": ["UNDER_13"]} | answers
    return deciding.decide(actor=actor, reference=concern.reference, seen_version=concern.version, **answers)


def answer(agreement, actor, agreed=True, reasons=""):
    """The second person answers."""
    return agreeing.answer_request(actor=actor, agreement_id=agreement.pk, agreed=agreed, reasons=reasons)


def who_may(agreement) -> list[User]:
    """Those for whom the request waits."""
    return people_who_may_agree(agreement, decisions_of(agreement), second_people(agreement.school_id))


@pytest.mark.parametrize(("who", "role"), [("huw", "HEAD"), ("dafydd", "DEPUTY"), ("carys", "CHAIR")])
def test_head_deputy_and_chair_may_be_the_second_person(cast, agreement, who, role):
    given = answer(agreement, cast.people[who])
    assert (given.agreed, given.by, given.role) == (True, cast.people[who], role)


def test_a_deputy_asks_and_the_lead_agrees(cast, concern):
    assert answer(ask(concern, cast.dafydd), cast.mair).role == "LEAD"


@pytest.mark.parametrize("who", ["mair", "nia", "owen", "gwen", "sam", "rhys"])
def test_nobody_else_answers_and_nobody_their_own_request(cast, agreement, who):
    with pytest.raises(NotThere):
        answer(agreement, cast.people[who])
    with pytest.raises(NotThere):
        agreeing.see_request(actor=cast.people[who], agreement_id=agreement.pk)
    assert AgreementAnswer.objects.count() == 0


SECOND_ACCOUNTS = [("mair prosser", ""), ("Maír  PROSSER", ""), ("M. Prosser", "mp1")]


def second_account(cast, name: str, code: str) -> User:
    """A further account at the school that may be a second person."""
    User.objects.filter(pk=cast.mair.pk).update(staff_code="MP1")
    double = User.objects.create_user("double@demo.example", name, staff_code=code)
    roles.grant_role(actor=None, user=double, school=cast.afon, role=Role.CHAIR)
    return User.objects.get(pk=double.pk)


def is_left_out(agreement, person) -> bool:
    """Nobody waits for this person, nothing waits for them, and they can neither see nor answer it."""
    for act in (agreeing.require_request, agreeing.see_request):
        with pytest.raises(NotThere):
            act(actor=person, agreement_id=agreement.pk)
    with pytest.raises(NotThere):
        answer(agreement, person)
    named = who_may(agreement)
    return person not in named and open_requests(person) == [] and waiting_for_agreement(person) == 0


@pytest.mark.parametrize(("name", "code"), SECOND_ACCOUNTS)
def test_nobody_agrees_to_what_they_asked_through_a_second_account(cast, agreement, name, code):
    double = second_account(cast, name, code)
    asked = Agreement.objects.select_related("asked_by", "concern__key").get(pk=agreement.pk)
    assert is_left_out(asked, double)


@pytest.mark.parametrize(("name", "code"), SECOND_ACCOUNTS)
def test_nobody_agrees_through_a_second_account_to_a_decision_of_theirs_that_another_asked_about(
    cast, concern, name, code
):
    double = second_account(cast, name, code)
    ask(concern, cast.mair, childrens_services=Answered("YES"))
    both = ask(concern, cast.dafydd)
    assert len(both.decision_ids) == 2
    assert is_left_out(both, double)


def test_whoever_has_another_name_and_no_code_is_another_person(cast):
    assert not same_person(cast.huw, cast.carys)
    assert same_person(cast.huw, cast.huw)


def test_nobody_agrees_to_a_decision_of_their_own_that_another_asked_about(cast, concern):
    ask(concern, cast.mair, childrens_services=Answered("YES"))
    both = ask(concern, cast.dafydd)
    assert len(both.decision_ids) == 2
    with pytest.raises(NotThere):
        answer(both, cast.mair)
    assert [person.name for person in who_may(both)] == ["Carys Vaughan", "Huw Bevan"]


def test_a_role_that_has_ended_agrees_to_nothing(cast, agreement):
    for held in cast.huw.staff_roles.filter(role=Role.HEAD):
        roles.end_role(actor=None, held=held, ends_on=clock.today().replace(year=2025))
    with pytest.raises(NotThere):
        answer(agreement, User.objects.get(pk=cast.huw.pk))


def test_refusing_needs_reasons(cast, agreement):
    with pytest.raises(MoveRefused) as refused:
        answer(agreement, cast.huw, agreed=False)
    assert refused.value.missing == {"reasons"}
    assert AgreementAnswer.objects.count() == 0


def test_a_request_is_answered_once(cast, agreement):
    answer(agreement, cast.huw, agreed=False, reasons="Refer it.")
    with pytest.raises(NoLongerAsked):
        answer(agreement, cast.carys)
    with pytest.raises(NoLongerAsked):
        agreeing.see_request(actor=cast.huw, agreement_id=agreement.pk)
    assert AgreementAnswer.objects.get().agreed is False


def test_what_was_decided_again_need_not_be_answered(cast, concern, agreement):
    ask(concern, cast.mair, police=Answered("YES"), childrens_services=Answered("YES"))
    with pytest.raises(NoLongerAsked):
        answer(agreement, cast.huw)


def test_a_referral_overtakes_the_request_not_to_refer(cast, concern, agreement):
    concern.refresh_from_db()
    referring.make_referral(
        actor=cast.mair,
        reference=concern.reference,
        seen_version=concern.version,
        agency="POLICE",
        method="POLICE_101",
        made_at=clock.now(),
        spoke_to="PC 1234",
    )
    with pytest.raises(NoLongerAsked):
        agreeing.see_request(actor=cast.huw, agreement_id=agreement.pk)


def test_the_sight_and_the_answer_leave_one_event_each(cast, concern, agreement):
    agreeing.see_request(actor=cast.huw, agreement_id=agreement.pk)
    answer(agreement, cast.huw, reasons="I have no doubt about Amy.")
    seen, answered = AuditEvent.objects.filter(actor_id=cast.huw.pk).order_by("seq")
    assert (seen.event, answered.event) == (events.AGREEMENT_SEEN, events.AGREEMENT_ANSWERED)
    assert {seen.subject_id, answered.subject_id} == {concern.pk}
    assert str(agreement.pk) in seen.body and '"agreed":true' in answered.body and "doubt" not in answered.body


def test_an_answer_that_fails_leaves_nothing(cast, agreement):
    before = AuditEvent.objects.count()
    with pytest.raises(MoveRefused):
        answer(agreement, cast.huw, agreed=False)
    with pytest.raises(NotThere):
        agreeing.see_request(actor=cast.huw, agreement_id=uuid.uuid4())
    assert (AuditEvent.objects.count(), AgreementAnswer.objects.count()) == (before, 0)


def test_what_is_seen_is_age_year_category_facts_decision_and_reasons_and_no_name(cast, agreement):
    shown = sight(agreeing.see_request(actor=cast.huw, agreement_id=agreement.pk))
    assert (shown.year, shown.category) == ("Year 10", "Emotional or psychological abuse")
    assert shown.age == cast.amy.age_on(clock.today())
    assert shown.triggers == ["Sexual acts and a child under 13"]
    assert [decision.about for decision in shown.decisions] == [
        "Referral to the police",
        "Referral to children’s services",
    ]
    child = "[a child’s name]"
    assert shown.decisions[0].reasons == f"{child} and {child} were sent the same joke, says Mrs {child}."
    for word in ("Amy", "Jones", "Eli", "Jonas", "said it to", "10B"):
        assert word not in repr(shown)


def test_a_child_who_is_not_on_the_list_is_shown_without_age(cast):
    concern = make_concern(cast.afon, cast.nia, unlisted="Jac Pugh, about 9")
    shown = sight(ask(concern, cast.mair, police=Answered("NO", "Jac is safe.")))
    assert (shown.age, shown.year, shown.category) == (None, "", "")
    assert shown.decisions[0].reasons == "[a child’s name] is safe."


def test_the_list_holds_what_waits_for_this_person_and_nothing_else(cast, concern, agreement):
    own = ask(make_concern(cast.afon, cast.nia, cast.cai), cast.dafydd)
    answered = ask(make_concern(cast.afon, cast.nia, cast.eli), cast.mair)
    answer(answered, cast.carys)
    overtaken = make_concern(cast.afon, cast.nia, cast.eli)
    ask(overtaken, cast.mair)
    ask(overtaken, cast.mair, police=Answered("YES"), childrens_services=Answered("YES"))
    lists = {who: [asked.id for asked in open_requests(cast.people[who])] for who in cast.people}
    assert {who: waiting_for_agreement(cast.people[who]) for who in cast.people} == {
        who: len(waiting) for who, waiting in lists.items()
    }
    assert lists == {
        "huw": [agreement.pk, own.pk],
        "carys": [agreement.pk, own.pk],
        "dafydd": [agreement.pk],
        "mair": [own.pk],
    } | {who: [] for who in ("nia", "owen", "gwen", "sam", "rhys")}


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_costs_the_same_for_any_number(cast, number, django_assert_num_queries):
    for _ in range(number):
        ask(make_concern(cast.afon, cast.nia, cast.amy, state=State.OPENED), cast.mair)
    huw = User.objects.get(pk=cast.huw.pk)
    with django_assert_num_queries(3):
        assert len(open_requests(huw)) == number


def test_the_second_person_is_told_that_another_did_not_agree_and_who_was_asked_to_help(cast, concern, agreement):
    answer(agreement, cast.huw, agreed=False, reasons="Refer it.")
    again = ask(concern, cast.mair, police=Answered("NO", "They said no."))
    shown = sight(agreeing.see_request(actor=cast.carys, agreement_id=again.pk))
    assert shown.was_refused_before and shown.referred_to == []
    concern.refresh_from_db()
    type(concern).objects.filter(pk=concern.pk).update(state=State.PLANNED)
    make_referral(concern, cast.mair)
    no = ask(concern, cast.mair, police=Answered("NO", "They said no again."), childrens_services=Answered("YES"))
    assert sight(agreeing.see_request(actor=cast.carys, agreement_id=no.pk)).referred_to == ["Children’s services"]


def test_the_reasons_name_no_child_of_the_roll_or_of_a_linked_record_by_no_mark_of_theirs(cast, concern):
    linked = make_concern(cast.afon, cast.owen, None, unlisted="Gwenllian Ash, from another school")
    link(cast.mair, concern, linked)
    make_pupil(cast.afon, "Quill", "Zara Wyn", number="TQUIL0077", year_group=8, form="8P")
    why = "Amy (10B), Cai of 7C, C.S. and Zara Quill (TQUIL0077, ZQ) told Mr Rees. Gwenllian Ash and E.J. laughed."
    agreement = ask(concern, cast.mair, police=Answered("NO", why), childrens_services=Answered("NO", why))
    agreement.concern = type(concern).objects.with_keys().get(pk=concern.pk)
    hidden = ("Amy", "10B", "Cai", "7C", "C.S.", "Zara", "Quill", "TQUIL0077", "ZQ", "Gwenllian", "Ash", "E.J.")
    for decision in sight(agreement).decisions:
        assert not [name for name in hidden if name in decision.reasons], decision.reasons
        assert "told Mr Rees." in decision.reasons and "laughed" in decision.reasons


def test_the_surname_of_the_child_is_not_read_because_somebody_who_works_here_has_it_too(cast):
    harvey = make_pupil(cast.afon, "Lloyd", "Harvey", number="H77", year_group=8, form="8P")
    concern = make_concern(cast.afon, cast.nia, harvey)
    why = "Harvey’s mum Mrs Lloyd came. Owen Tudor-Lloyd, Mr Tudor-Lloyd and Nia Hopkins heard harveylloyd2012. Mae hi."
    make_pupil(cast.afon, "Bebb", "Mae", number="H78", year_group=8, form="8P")
    agreement = ask(concern, cast.mair, police=Answered("NO", why), childrens_services=Answered("NO", why))
    agreement.concern = type(concern).objects.with_keys().get(pk=concern.pk)
    child = "[a child’s name]"
    read = (
        f"{child}’s mum Mrs {child} came. Owen Tudor-{child}, Mr Tudor-{child} and Nia Hopkins heard {child}. Mae hi."
    )
    assert {decision.reasons for decision in sight(agreement).decisions} == {read}
