"""Somebody else was there first: the form stands there again with all that was typed, and can be sent again."""

import pytest

from incidents.models import Concern
from incidents.services import noting
from tests.incidents.views.every_form import FORMS, PRESSED, SHOWS_FIRST, typed_by
from tests.incidents.views.pages import text_of
from tests.tabs import Browser, answers_in

pytestmark = pytest.mark.usefixtures("noon")

OF_A_RECORD = [name for name, form in FORMS.items() if form.person == "mair"]


def sent_second(cast, name: str):
    """Mair fills a form in, Dafydd adds a note, and Mair sends: her tab, her answers, and what she gets."""
    browser, path = Browser(), FORMS[name].place(cast)
    browser.sign_in(cast.mair)
    tab = browser.open(path)
    typed = answers_in(tab.response) | typed_by(cast, name)
    noting.add_note(actor=cast.dafydd, reference=Concern.objects.get().reference, text="First.", language="en")
    return tab, typed, tab.send(typed | PRESSED.get(name, {}))


@pytest.mark.parametrize("name", [name for name in OF_A_RECORD if FORMS[name].versioned])
def test_all_that_was_typed_stands_there_again_and_can_be_sent(cast, name):
    tab, typed, refused = sent_second(cast, name)
    assert refused.status_code == 200 and "This record has changed since you opened this page" in text_of(refused)
    shown = answers_in(refused)
    for field in typed.keys() - {"csrfmiddlewaretoken", "version"}:
        alike = [value.replace("\r\n", "\n") for value in shown.get(field, [])]
        assert alike == [value.replace("\r\n", "\n") for value in typed[field]], field
    again = tab.send(shown | PRESSED.get(name, {}))
    assert again.status_code == 302


@pytest.mark.parametrize("name", [name for name in OF_A_RECORD if not FORMS[name].versioned])
def test_what_only_adds_to_the_record_is_taken_all_the_same(cast, name):
    _tab, typed, taken = sent_second(cast, name)
    if name in SHOWS_FIRST:
        assert answers_in(taken)["words_1"] == typed["words_1"]  # shows its result first
    else:
        assert taken.status_code == 302
