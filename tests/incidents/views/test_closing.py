"""The pages that move a record on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from incidents.models import Action, Agreement, Closing, StateChange
from incidents.services import agreeing
from incidents.workflow import State
from safeguarding import clock
from tests.makers import make_concern

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


@pytest.mark.parametrize("name", PAGES)
def test_who_was_second_keeps_the_text(cast, mair, name):
    concern = make(cast, name)
    words = next(value for key, value in PAGES[name][1].items() if key in ("words", "reasons"))
    page = mair.post(page_of(name, concern), PAGES[name][1] | {"version": 0}).content.decode()
    assert "Somebody else has added to this record" in page and words in page
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
    concern = make(cast, "close", about=("THREATS_OR_MONEY",))
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
    concern = make(cast, "close", about=("THREATS_OR_MONEY",))
    mair.post(page_of("close", concern), {"reasons": "An empty threat.", "version": 1})
    agreement = Agreement.objects.get()
    agreeing.answer_request(actor=cast.huw, agreement_id=agreement.pk, agreed=False, reasons="Ask the police.")
    response = mair.get(page_of("close", concern))
    assert "Ask the police." in response.content.decode()
    assert response.context["form"]["reasons"].value() == "An empty threat."
