"""What a second person is shown, and that it ends with their answer."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.models import AgreementAnswer
from incidents.services import closing, deciding, support
from incidents.services.deciding import Answered
from incidents.workflow import State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.dates import day
from tests.makers import ask_how_they_are, make_concern, make_judgement

NO = Answered("NO", "Amy and a friend sent each other a joke. Nobody was threatened.")
CONCERN_PAGES = ("decide", "add_referral", "check_copy", "plan", "end_without_action", "close", "reopen")


@pytest.fixture
def concern(cast):
    text = "Amy whispered it at the bus stop."
    return make_concern(cast.afon, cast.nia, cast.amy, text=text, main_category="SEXUAL")


@pytest.fixture
def agreement(cast, concern):
    return ask(concern, cast.mair)


def ask(concern, actor):
    """The lead decides not to refer."""
    return deciding.decide(
        actor=actor,
        reference=concern.reference,
        seen_version=1,
        triggers=["UNDER_13"],
        police=NO,
        childrens_services=NO,
    )


def page_of(agreement) -> str:
    """The address of the request."""
    return reverse("agree", kwargs={"agreement_id": agreement.pk})


def test_the_head_sees_what_the_decision_needs_and_not_who_the_child_is(cast, signed_in, concern, agreement):
    page = signed_in("huw").get(page_of(agreement)).content.decode()
    for shown in (
        f"{cast.amy.age_on(clock.today())}",
        "Year 10",
        "Sexual abuse",
        "Sexual acts and a child under 13",
        "Referral to the police: No, do not refer",
        "sent each other a joke",
        "Mair Prosser asked on",
    ):
        assert shown in page
    for hidden in ("Amy", "Jones", "10B", "bus stop", concern.reference, "Nia Hopkins"):
        assert hidden not in page


def test_who_agrees_to_a_closing_sees_what_is_still_open_and_not_who_the_child_is(cast, signed_in):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.PLANNED, about=("THREATS_OR_MONEY",))
    make_judgement(concern, cast.mair)
    ask_how_they_are(concern, cast.mair, "POSSIBLE")

    def said() -> dict:
        concern.refresh_from_db()
        return {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}

    due_on = clock.today() + timedelta(days=20)
    support.plan_check_in(**said(), due_on=due_on, with_whom="Mrs Evans")
    page = signed_in("huw").get(page_of(closing.ask_to_close(**said(), reasons="An empty threat."))).content.decode()
    for shown in ("Still open", "A possible worry", "Check-in with them", day(due_on)):
        assert shown in page
    for hidden in ("Amy", "Jones", "10B", concern.reference, "Mrs Evans"):
        assert hidden not in page


def test_who_agrees_not_to_refer_is_shown_nothing_of_a_closing(cast, signed_in, concern, agreement):
    ask_how_they_are(concern, cast.mair, "POSSIBLE")
    assert "Still open" not in signed_in("huw").get(page_of(agreement)).content.decode()


def test_the_sight_is_an_event(cast, signed_in, concern, agreement):
    signed_in("huw").get(page_of(agreement))
    event = AuditEvent.objects.get(event=events.AGREEMENT_SEEN)
    assert (event.actor_id, event.role, event.subject_id) == (cast.huw.pk, "HEAD", concern.pk)


@pytest.mark.parametrize("name", CONCERN_PAGES)
def test_the_head_gets_nothing_on_any_other_page_of_the_record(signed_in, concern, agreement, name):
    huw = signed_in("huw")
    for reference in (concern.reference, "2222-2222"):
        assert huw.get(reverse(name, kwargs={"reference": reference})).status_code == 404


def test_an_answer_is_recorded_and_nothing_is_shown_afterwards(cast, signed_in, agreement):
    huw = signed_in("huw")
    response = huw.post(page_of(agreement), {"answer": "AGREE", "comment": "I rang the duty team myself."})
    assert (response.status_code, response.url) == (302, page_of(agreement))
    answer = AgreementAnswer.objects.select_related("agreement__concern__key").get()
    assert (answer.agreed, answer.reasons, answer.role) == (True, "I rang the duty team myself.", "HEAD")
    for who in ("huw", "carys", "dafydd"):
        page = signed_in(who).get(page_of(agreement)).content.decode()
        assert "This request was answered on" in page
        for hidden in ("joke", "Year 10", "Sexual", "duty team", "agreed"):
            assert hidden not in page
    assert AuditEvent.objects.filter(event=events.AGREEMENT_SEEN).count() == 0


def test_refusing_asks_for_reasons(signed_in, agreement):
    huw = signed_in("huw")
    response = huw.post(page_of(agreement), {"answer": "REFUSE", "comment": "left from before"})
    assert list(response.context["form"].errors) == ["reasons"]
    huw.post(page_of(agreement), {"answer": "REFUSE", "reasons": "An adult is involved."})
    assert AgreementAnswer.objects.get().agreed is False


def test_an_empty_answer_is_not_recorded(signed_in, agreement):
    response = signed_in("huw").post(page_of(agreement), {})
    assert list(response.context["form"].errors) == ["answer"]
    assert AgreementAnswer.objects.count() == 0


def test_a_change_of_language_keeps_the_answer_and_records_none(signed_in, agreement):
    half = {"answer": "REFUSE", "reasons": "An adult is involved.", "language": "cy"}
    response = signed_in("huw").post(page_of(agreement), half)
    assert "An adult is involved." in response.content.decode() and response.headers["Content-Language"] == "cy"
    assert AgreementAnswer.objects.count() == 0


def test_the_lead_sees_the_answer_on_the_record(signed_in, concern, agreement):
    signed_in("huw").post(page_of(agreement), {"answer": "REFUSE", "reasons": "An adult is involved."})
    page = signed_in("mair").get(reverse("decide", kwargs={"reference": concern.reference})).content.decode()
    assert "Huw Bevan did not agree" in page and "An adult is involved." in page


@pytest.mark.parametrize("who", ["mair", "nia", "owen", "gwen", "sam", "rhys"])
def test_for_everybody_else_there_is_no_request(signed_in, agreement, who):
    person = signed_in(who)
    for method in (person.get, person.post):
        assert method(page_of(agreement)).status_code == 404
        assert method(reverse("agree", kwargs={"agreement_id": uuid.uuid4()})).status_code == 404


def test_after_ten_minutes_the_second_person_shows_once_more_who_they_are(signed_in, agreement):
    huw = signed_in("huw")
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        response = huw.get(page_of(agreement))
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_reauthenticate"))
        answered = huw.post(page_of(agreement), {"answer": "REFUSE", "reasons": "An adult is involved."})
        assert "An adult is involved." in answered.content.decode()
    assert AgreementAnswer.objects.count() == 0
    assert AuditEvent.objects.filter(event=events.AGREEMENT_SEEN).count() == 0


def test_whoever_has_no_request_is_told_that_there_is_none_before_they_are_asked_who_they_are(signed_in, agreement):
    sam = signed_in("sam")
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert sam.get(page_of(agreement)).status_code == 404


def test_the_list_names_no_child(signed_in, concern, agreement):
    page = signed_in("huw").get(reverse("agreements")).content.decode()
    assert page_of(agreement) in page and "Not to refer" in page and "Mair Prosser" in page
    for hidden in ("Amy", "Jones", "Year 10", concern.reference):
        assert hidden not in page


def test_an_empty_list_says_so(cast, signed_in):
    assert "Nothing waits for your answer" in signed_in("carys").get(reverse("agreements")).content.decode()


def test_what_was_decided_again_says_that_no_answer_is_needed(cast, signed_in, concern, agreement):
    deciding.decide(
        actor=cast.mair,
        reference=concern.reference,
        seen_version=2,
        triggers=["UNDER_13"],
        police=Answered("YES"),
        childrens_services=Answered("YES"),
    )
    page = signed_in("huw").get(page_of(agreement)).content.decode()
    assert "does not need an answer any more" in page and "joke" not in page


def test_who_answers_second_is_told_so_and_their_reasons_are_not_lost(signed_in, agreement):
    signed_in("huw").post(page_of(agreement), {"answer": "AGREE", "comment": "I rang the duty team myself."})
    late = {"answer": "REFUSE", "reasons": "An adult has paid her before."}
    page = signed_in("dafydd").post(page_of(agreement), late).content.decode()
    assert "your answer was not recorded" in page and "An adult has paid her before." in page
    assert "duty team" not in page and AgreementAnswer.objects.count() == 1
    again = signed_in("huw").post(page_of(agreement), {"answer": "AGREE"}).content.decode()
    assert "This request was answered on" in again and "not recorded" not in again
