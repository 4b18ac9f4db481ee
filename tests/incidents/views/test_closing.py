"""The pages that move a record on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from incidents.indicators import Pathway
from incidents.models import Action, Agreement, Closing, StateChange
from incidents.services import agreeing, deciding, recording
from incidents.services.deciding import Answered
from incidents.workflow import State
from safeguarding import clock
from safeguarding.dates import day
from tests.makers import make_asked, make_concern, make_judgement

SOON = clock.today() + timedelta(days=14)
DAY = {"review_on_day": SOON.day, "review_on_month": SOON.month, "review_on_year": SOON.year}
PLAN = {"kind": "MONITORING", "words": "A word every Monday"} | DAY
CLOSE = {"outcome": "RISK_REMOVED", "reasons": "It has stopped.", "view": "SAID", "child_view": "I am fine"}
PAGES = {
    "plan": (State.IN_REVIEW, PLAN, State.PLANNED),
    "end_without_action": (State.IN_REVIEW, {"reasons": "It was a joke."}, State.NO_FURTHER_ACTION),
    "close": (State.PLANNED, CLOSE, State.CLOSED),
    "reopen": (State.CLOSED, {"reasons": "It began again."}, State.IN_REVIEW),
}


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def make(cast, name, **kwargs):
    """A record from which the move of this page is possible."""
    return make_concern(cast.afon, cast.nia, cast.amy, **({"state": PAGES[name][0]} | kwargs))


def page_of(name, concern) -> str:
    """The address of the page."""
    return reverse(name, kwargs={"reference": concern.reference})


@pytest.mark.parametrize("name", PAGES)
def test_the_form_moves_the_record_and_leads_back_to_it(cast, mair, name):
    concern = make(cast, name)
    assert mair.get(page_of(name, concern)).status_code == 200
    response = mair.post(page_of(name, concern), PAGES[name][1] | {"version": 1})
    assert (response.status_code, response.url) == (302, page_of("concern", concern))
    concern.refresh_from_db()
    assert (concern.state, StateChange.objects.count()) == (PAGES[name][2], 1)


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_form_says_what_is_missing(cast, mair, name):
    concern = make(cast, name)
    response = mair.post(page_of(name, concern), {"version": 1})
    assert response.context["form"].errors and "<title>Error:" in response.content.decode()
    assert StateChange.objects.count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_from_another_state_there_is_no_form(cast, mair, name):
    concern = make(cast, name, state=State.SENT)
    page = mair.get(page_of(name, concern)).content.decode()
    assert "This cannot be done from there" in page and "“Sent”" in page and 'name="reasons"' not in page
    response = mair.post(page_of(name, concern), PAGES[name][1] | {"version": 1})
    assert response.status_code == 200 and StateChange.objects.count() == 0
    words = next(value for key, value in PAGES[name][1].items() if key in ("words", "reasons"))
    assert words in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_who_was_second_keeps_the_text(cast, mair, name):
    concern = make(cast, name)
    words = next(value for key, value in PAGES[name][1].items() if key in ("words", "reasons"))
    page = mair.post(page_of(name, concern), PAGES[name][1] | {"version": 0}).content.decode()
    assert "This record has changed since you opened this page" in page and words in page
    assert StateChange.objects.count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_change_of_language_keeps_the_text_and_moves_nothing(cast, mair, name):
    concern = make(cast, name)
    words = next(value for key, value in PAGES[name][1].items() if key in ("words", "reasons"))
    response = mair.post(page_of(name, concern), PAGES[name][1] | {"version": 1, "language": "cy"})
    assert words in response.content.decode() and response.headers["Content-Language"] == "cy"
    assert StateChange.objects.count() == 0


def test_a_plan_looks_again_on_a_day_to_come(cast, mair):
    concern = make(cast, "plan")
    past = PLAN | {"review_on_year": date.today().year - 1, "version": 1}
    assert list(mair.post(page_of("plan", concern), past).context["form"].errors) == ["review_on"]


def make_phishing(cast):
    """A record whose author said that somebody makes threats, and of which a lead said it is phishing."""
    concern = make(cast, "close", about=("THREATS_OR_MONEY",))
    make_judgement(concern, cast.mair)
    make_asked(concern, cast.mair)
    return concern


@pytest.mark.parametrize("name", ["plan", "end_without_action", "close"])
def test_sextortion_that_was_not_referred_is_told_so_before_and_after_and_keeps_what_was_typed(cast, mair, name):
    concern = make(cast, name, about=("THREATS_OR_MONEY",))
    make_judgement(concern, cast.mair, Pathway.SEXTORTION)
    state = concern.state
    why = "it can be planned or closed once the police or children’s services were told"
    page = mair.get(page_of(name, concern)).text
    assert why in page and reverse("add_referral", args=[concern.reference]) in page
    if name == "close":  # a second person has to be asked first, and cannot let it rest either
        return
    words = "We look again in a fortnight."
    typed = PLAN | {"words": words} if name == "plan" else {"reasons": words}
    response = mair.post(page_of(name, concern), typed | {"version": 1})
    assert "govuk-error-summary" in response.text and response.text.count(why) == 2 and words in response.text
    concern.refresh_from_db()
    assert concern.state == state


def test_the_plan_that_stands_is_there_to_be_changed(cast, mair):
    concern = make(cast, "plan")
    mair.post(page_of("plan", concern), PLAN | {"version": 1})
    form = mair.get(page_of("plan", concern)).context["form"]
    assert (form["kind"].value(), form["review_on"].value()) == ("MONITORING", SOON)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"view": ""}, "view"),
        ({"child_view": ""}, "child_view"),
        ({"view": "NO_VIEW"}, "no_child_view"),
        ({"outcome": ""}, "outcome"),
        ({"reasons": " "}, "reasons"),
    ],
)
def test_closing_needs_outcome_reasons_and_the_childs_view_or_why_there_is_none(cast, mair, changes, field):
    concern = make(cast, "close")
    response = mair.post(page_of("close", concern), CLOSE | {"version": 1} | changes)
    assert list(response.context["form"].errors) == [field]
    assert Closing.objects.count() == 0


def test_an_open_action_is_named_before_and_after_the_button(cast, mair):
    concern = make(cast, "close")
    Action(concern=concern, what="Ring home", owner=cast.nia, due_on=SOON, planned_by=cast.mair).save()
    assert "1 action that is not done" in mair.get(page_of("close", concern)).content.decode()
    page = mair.post(page_of("close", concern), CLOSE | {"version": 1}).content.decode()
    assert "This record has an action that is not done" in page and "It has stopped." in page


def test_closing_for_two_is_asked_waited_for_and_done(cast, mair):
    concern = make_phishing(cast)
    asking = mair.get(page_of("close", concern)).content.decode()
    assert "a decision for two people" in asking and 'name="outcome"' not in asking
    mair.post(page_of("close", concern), {"reasons": "An empty threat by e-mail.", "version": 1})
    assert "Waiting for Carys Vaughan, Dafydd Rees or Huw Bevan" in mair.get(page_of("close", concern)).content.decode()
    agreement = Agreement.objects.get()
    agreeing.answer_request(actor=cast.huw, agreement_id=agreement.pk, agreed=True, reasons="")
    form = mair.get(page_of("close", concern)).context["form"]
    assert form["reasons"].value() == "An empty threat by e-mail."
    mair.post(page_of("close", concern), CLOSE | {"version": 2})
    assert Closing.objects.get().agreement == agreement


def test_a_refused_closing_shows_why_and_can_be_asked_again(cast, mair):
    concern = make_phishing(cast)
    mair.post(page_of("close", concern), {"reasons": "An empty threat.", "version": 1})
    agreement = Agreement.objects.get()
    agreeing.answer_request(actor=cast.huw, agreement_id=agreement.pk, agreed=False, reasons="Ask the police.")
    response = mair.get(page_of("close", concern))
    assert "Ask the police." in response.content.decode()
    assert response.context["form"]["reasons"].value() == "An empty threat."


def test_closing_shows_what_was_agreed_beside_what_is_written_now(cast, mair):
    concern = make_phishing(cast)
    mair.post(page_of("close", concern), {"reasons": "An empty threat by e-mail.", "version": 1})
    agreeing.answer_request(actor=cast.huw, agreement_id=Agreement.objects.get().pk, agreed=True, reasons="Yes.")
    page = mair.get(page_of("close", concern)).text
    assert "Huw Bevan agreed to the closing on" in page and page.count("An empty threat by e-mail.") == 2
    mair.post(page_of("close", concern), CLOSE | {"reasons": "Something else entirely.", "version": 2})
    record = mair.get(page_of("concern", concern)).text
    for shown in ("A second person agreed", "Huw Bevan", "What they agreed to", "An empty threat by e-mail."):
        assert shown in record
    assert "Something else entirely." in record


def test_what_is_recorded_after_the_signature_asks_for_another(cast, mair):
    concern = make_phishing(cast)
    mair.post(page_of("close", concern), {"reasons": "An empty threat.", "version": 1})
    agreeing.answer_request(actor=cast.huw, agreement_id=Agreement.objects.get().pk, agreed=True, reasons="")
    reference = concern.incident.reference
    recording.add_statement(actor=cast.nia, reference=reference, text="He wrote again today.", language="en")
    page = mair.get(page_of("close", concern)).text
    assert "The record has changed since then" in page and 'name="outcome"' not in page


def overtaken(cast, mair):
    """A record of which a second person agreed to the closing, and which has changed since."""
    concern = make_phishing(cast)
    mair.post(page_of("close", concern), {"reasons": "An empty threat.", "version": 1})
    agreeing.answer_request(actor=cast.huw, agreement_id=Agreement.objects.get().pk, agreed=True, reasons="")
    reference = concern.incident.reference
    recording.add_statement(actor=cast.nia, reference=reference, text="He wrote again today.", language="en")
    return concern


@pytest.mark.parametrize("more", [{}, {"language": "cy"}])
def test_what_was_typed_to_close_it_is_not_told_to_the_second_person_and_not_lost(cast, mair, more):
    concern = overtaken(cast, mair)
    response = mair.post(page_of("close", concern), CLOSE | {"reasons": "Amy is safe now.", "version": 2} | more)
    form, page = response.context["form"], response.content.decode()
    assert (form.is_bound, form["reasons"].value()) == (False, "")
    assert "Amy is safe now." in page and "I am fine" in page and 'name="language"' not in page
    assert Agreement.objects.count() == 1


def test_what_was_typed_to_ask_is_shown_where_nobody_has_to_be_asked_any_more(cast, mair):
    concern = make(cast, "close")
    response = mair.post(page_of("close", concern), {"reasons": "An empty threat.", "version": 1})
    form = response.context["form"]
    assert 'name="outcome"' in response.content.decode() and (form.is_bound, form["reasons"].value()) == (False, "")
    assert "An empty threat." in response.content.decode()


def test_what_a_second_lead_types_while_the_first_has_asked_is_shown_to_them(cast, mair):
    concern = make_phishing(cast)
    mair.post(page_of("close", concern), {"reasons": "An empty threat.", "version": 1})
    response = mair.post(page_of("close", concern), {"reasons": "Sent as a joke.", "version": 1})
    page = response.content.decode()
    assert "Waiting for a second person" in page and "Sent as a joke." in page and 'name="language"' not in page
    assert "What you typed" not in mair.get(page_of("close", concern)).content.decode()


def test_a_refused_exception_is_closed_by_two_and_the_page_says_why(cast, mair):
    concern = make(cast, "close")
    no = Answered("NO", "It was a joke.")
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": 1, "triggers": []}
    asked = deciding.decide(**said, police=no, childrens_services=no)
    agreeing.answer_request(actor=cast.huw, agreement_id=asked.pk, agreed=False, reasons="Refer it.")
    page = mair.get(page_of("close", concern)).text
    assert "no second person has agreed to that" in page and 'name="outcome"' not in page
    concern.refresh_from_db()
    asking = {"reasons": "It was a joke.", "version": concern.version}
    assert mair.post(page_of("close", concern), asking).status_code == 302
    concern.refresh_from_db()
    assert (concern.state, Agreement.objects.filter(purpose="CLOSING").count()) == (State.PLANNED, 1)


def chronology_of(mair, concern) -> str:
    return mair.get(page_of("concern_chronology", concern)).text


def test_every_plan_stands_in_the_chronology_and_the_last_on_the_record(cast, mair):
    concern = make(cast, "plan")
    mair.post(page_of("plan", concern), PLAN | {"version": 1})
    mair.post(page_of("plan", concern), PLAN | {"kind": "EARLY_HELP", "words": "The family agreed.", "version": 2})
    record, chronology = mair.get(page_of("concern", concern)).text, chronology_of(mair, concern)
    assert "Early help" in record and day(SOON) in record and "The family agreed." in record
    assert "A word every Monday" not in record
    for shown in ("Planned anew", "The family agreed.", "A word every Monday"):
        assert shown in chronology
    for kind in ("Monitoring", "Early help"):
        assert f"{kind}, to be looked at again on {day(SOON)}" in chronology


def test_why_nothing_further_is_done_stands_on_the_record(cast, mair):
    concern = make(cast, "end_without_action")
    mair.post(page_of("end_without_action", concern), PAGES["end_without_action"][1] | {"version": 1})
    assert "It was a joke." in mair.get(page_of("concern", concern)).text


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, ["Their view", "I am fine"]),
        (
            {"view": "NO_VIEW", "no_child_view": "NOT_SAFE_TO_ASK"},
            ["We do not have their view", "Asking would not have been safe for the child"],
        ),
    ],
)
def test_how_a_record_was_closed_stands_on_it_and_once_in_the_chronology(cast, mair, changes, shown):
    concern = make(cast, "close")
    mair.post(page_of("close", concern), CLOSE | changes | {"version": 1})
    record, chronology = mair.get(page_of("concern", concern)).text, chronology_of(mair, concern)
    for page in (record, chronology):
        assert [words for words in (*shown, "The risk is no longer there") if words not in page] == []
        assert page.count("It has stopped.") == 1
    mair.post(page_of("reopen", concern), {"reasons": "It began again.", "version": 2})
    assert "How it was closed" in record and "How it was closed" not in mair.get(page_of("concern", concern)).text
    assert chronology_of(mair, concern).count("It has stopped.") == 1
