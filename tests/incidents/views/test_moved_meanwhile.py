"""The record was closed, or taken up again, while somebody wrote: what they wrote is on the page that says so."""

import re

import pytest
from django.db.models import F
from django.urls import reverse

from incidents.models import Concern
from incidents.views import triage
from incidents.workflow import State
from safeguarding.resending import written_texts
from tests.incidents.views.every_form import FORMS, PRESSED, WORDS, concern_in, typed_by
from tests.incidents.views.pages import text_of
from tests.tabs import Browser, answers_in

OF_A_RECORD = [name for name, form in FORMS.items() if form.person == "mair"]
TAKEN_IN_ANY_STATE = ("concern_note", "concern_action_done")


def sent_after_the_move(cast, name: str, *, is_empty: bool = False):
    """Mair fills a form in or not, the record is closed (or is open again), and Mair sends: what she gets."""
    browser, path = Browser(), FORMS[name].place(cast)
    browser.sign_in(cast.mair)
    tab = browser.open(path)
    answers = answers_in(tab.response) | ({} if is_empty else typed_by(cast, name))
    state = State.IN_REVIEW if name == "reopen" else State.CLOSED
    Concern.objects.update(state=state, version=F("version") + 1)
    return tab.send(answers | PRESSED.get(name, {}))


@pytest.mark.parametrize("name", OF_A_RECORD)
def test_nothing_that_was_written_is_lost(cast, name):
    answered = sent_after_the_move(cast, name)
    if name in TAKEN_IN_ANY_STATE:
        assert answered.status_code == 302
        return
    page = " ".join(answered.content.decode().replace("&#x27;", "'").split())
    for value in written_texts([(field, one) for field, values in typed_by(cast, name).items() for one in values]):
        shown = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert " ".join(shown.split()) in page, value


@pytest.mark.parametrize("name", ["plan", "close", "reopen", "review_triggers", "signs", "add_referral"])
def test_nothing_is_said_to_be_wrong_with_a_question_that_is_not_asked(cast, name):
    page = sent_after_the_move(cast, name, is_empty=True).content.decode()
    assert "This cannot be done from there" in page
    summary = page.partition('class="govuk-error-summary"')[2].partition("</ul>")[0]
    for place in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{place}"' in page, place


@pytest.mark.parametrize("name", ["end_without_action", "concern_match"])
def test_a_choice_of_language_that_would_lose_it_is_not_offered(cast, name):
    page = sent_after_the_move(cast, name)
    assert "This cannot be done from there" in text_of(page) and 'name="language"' not in page.content.decode()


def test_a_search_for_a_child_of_a_closed_record_loses_nothing_either(cast, signed_in):
    concern = concern_in(cast, State.CLOSED, unlisted="A boy with a red bag")
    typed = {"sought": "eli", "other_name": "Jac who gets the late bus", "save_and": "search"}
    page = signed_in("mair").post(reverse("concern_match", args=[concern.reference]), typed)
    assert "Jac who gets the late bus" in text_of(page)


def test_nobody_left_to_hand_over_to_loses_nothing_either(cast, signed_in, monkeypatch):
    monkeypatch.setattr(triage, "may_lead", lambda school_id: type(cast.mair).objects.none())
    path = reverse("concern_hand_over", args=[concern_in(cast).reference])
    page = signed_in("mair").post(path, {"owner": "", "reason": WORDS, "version": 1})
    assert "nobody else in the safeguarding team" in text_of(page) and "came to find me" in text_of(page)
