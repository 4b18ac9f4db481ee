"""No word of an unsent record is lost: every button keeps what was typed, right or wrong, and two tabs keep both."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from safeguarding.accounts.models import User
from tests.incidents.views.pages import NOW, answers_of, begun, problems_of, text_of, url, what
from tests.makers import WORDS, make_draft

pytestmark = pytest.mark.usefixtures("noon")


BUTTONS = {
    "leave": ({"save_and": "leave"}, "home"),
    "back": ({"save_and": "back"}, "record_who"),
    "language": ({"language": "cy"}, "record_what"),
    "sign-out": ({"save_and": "sign-out"}, "account_login"),
}


@pytest.mark.parametrize("button", BUTTONS)
def test_every_button_of_the_words_keeps_them(nia, cast, button):
    draft = make_draft(cast.nia, [cast.amy], words="")
    sent, leads = BUTTONS[button]
    response = nia.post(url("what", draft), what(place="By the gate", became_aware_at_day="") | sent)
    args = [draft.pk] if leads.startswith("record_") else []
    assert response.url == reverse(leads, args=args)
    assert answers_of(draft).words == WORDS
    nia.force_login(User.objects.get(pk=cast.nia.pk))
    again = nia.get(url("what", draft))
    assert not again.context["form"].errors
    assert again.context["form"]["words"].value() == WORDS
    assert again.context["form"]["place"].value() == "By the gate"
    assert "Error:" not in again.content.decode()


@pytest.mark.parametrize("button", ["leave", "back", "another", "search", "adult", "discard"])
def test_every_button_of_the_first_page_keeps_ticks_and_words(nia, cast, button):
    draft = begun(nia)
    nia.post(url("who", draft), {"sought": "jones", "save_and": "search"})
    form = {"sought": "jones", "pupils": cast.amy.pk, "unlisted": "Her cousin", "save_and": button}
    assert nia.post(url("who", draft), form).status_code == 302
    assert [child.pupil or child.unlisted for child in answers_of(draft).children] == [str(cast.amy.pk), "Her cousin"]


def test_a_description_that_is_too_long_is_kept_to_be_shortened(nia):
    draft, long = begun(nia), "A boy with a red bag. " * 20
    nia.post(url("who", draft), {"unlisted": long, "save_and": "leave"})
    page = nia.get(url("who", draft))
    assert page.context["form"]["unlisted"].value() == long
    assert nia.post(url("who", draft), {"unlisted": long}).context["form"]["unlisted"].value() == long


def test_a_child_is_removed_again_and_keeps_the_others_answers(nia, cast):
    draft = make_draft(cast.nia, [cast.amy, cast.eli], safe_now="YES")
    nia.post(url("who", draft), {"save_and": "remove-1"})
    [left] = answers_of(draft).children
    assert (left.pupil, left.number, left.safe_now) == (str(cast.eli.pk), 2, "YES")


def test_answers_that_are_wrong_are_kept_as_typed(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], words="")
    response = nia.post(url("what", draft), what(became_aware_at_day="31", became_aware_at_month="2"))
    assert response.status_code == 200
    assert answers_of(draft).words == WORDS
    assert nia.get(url("what", draft)).context["form"]["became_aware_at"].value()[:2] == ["31", "2"]


def test_a_text_that_was_refused_can_be_shortened(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], words="")
    version = draft.version
    long = "She said more. " * 700
    refused = nia.post(url("what", draft), what(words=long, version=version))
    assert problems_of(refused)[0][0] == "#id_words"
    version = refused.context["form"]["version"].value()
    assert nia.post(url("what", draft), what(words=long[:100], version=version)).status_code == 302
    assert answers_of(draft).words == long[:100]


def test_two_tabs_keep_both_texts_and_say_so(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], words="")
    seen = draft.version
    nia.post(url("what", draft), what(words="Written in one tab.", version=seen, save_and="leave"))
    response = nia.post(url("what", draft), what(words="Written in another.", version=seen))
    assert response.url == url("what", draft)
    page = nia.get(response.url)
    assert page.context["form"]["words"].value() == "Written in one tab.\n\nWritten in another."
    assert "This page was also filled in somewhere else" in text_of(page)


def test_a_session_that_is_over_keeps_the_words_and_leads_back_to_them(nia, cast, settings):
    draft = make_draft(cast.nia, [cast.amy], words="")
    nia.get(url("what", draft))
    with time_machine.travel(NOW + timedelta(seconds=settings.SESSION_IDLE_SECONDS + 60), tick=False):
        response = nia.post(url("what", draft), what())
        assert response.url.startswith(reverse("account_login"))
        assert answers_of(draft).words == WORDS
        nia.force_login(User.objects.get(pk=cast.nia.pk))
        assert nia.get(url("what", draft)).context["form"]["words"].value() == WORDS


def test_ticks_of_the_first_page_survive_a_session_that_is_over(nia, cast, settings):
    draft = begun(nia)
    nia.post(url("who", draft), {"sought": "jones", "save_and": "search"})
    with time_machine.travel(NOW + timedelta(seconds=settings.SESSION_IDLE_SECONDS + 60), tick=False):
        nia.post(url("who", draft), {"sought": "jones", "pupils": cast.amy.pk, "unlisted": "Her cousin"})
        nia.force_login(User.objects.get(pk=cast.nia.pk))
        form = nia.get(url("who", draft)).context["form"]
        assert (form["pupils"].value(), form["unlisted"].value()) == ([str(cast.amy.pk)], "Her cousin")
