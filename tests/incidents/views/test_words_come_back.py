"""A form sent after the session ended: what was typed is kept, sealed, for its writer alone, and stands there again."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from incidents.models import Draft, Note, Statement
from safeguarding.accounts.models import KeptWords
from safeguarding.accounts.services import kept as services
from safeguarding.audit.models import AuditEvent
from tests.incidents.views.every_form import FORMS, PRESSED, SHOWS_FIRST, WORDS, of_draft, typed_by
from tests.incidents.views.pages import NOW, answers_of, text_of
from tests.makers import make_draft
from tests.tabs import Browser, Tab, answers_in, path_of

pytestmark = pytest.mark.usefixtures("noon")

LATER = NOW + timedelta(minutes=45)
DRAFT_PAGES = {
    "record_what": {"words": [WORDS], "place": ["By the gate"]},
    "record_who": {"unlisted": ["A boy with a red bag"], "sought": ["eli"]},
    "record_checks": {"safe_1": ["YES"], "spoke_to": ["The sergeant at the desk"]},
    "record_marks": {"mark_words_1": [WORDS]},
}


@pytest.fixture
def browser(cast) -> Browser:
    return Browser()


def written(browser, cast, name: str) -> tuple[Tab, dict]:
    """Somebody signs in, opens the form and fills it in: the tab, and what it would send."""
    form = FORMS[name]
    path = form.place(cast)
    browser.sign_in(cast.people[form.person])
    tab = browser.open(path)
    return tab, answers_in(tab.response) | typed_by(cast, name) | PRESSED.get(name, {})


def done() -> tuple:
    """What acts would change. Readings of the record and sign-ins are no acts."""
    reading = ("concern.opened", "pattern.opened", "session.", "agreement.seen", "viewing.request_seen", "request.")
    events = [name for name in AuditEvent.objects.values_list("event", flat=True) if not name.startswith(reading)]
    return len(events), Note.objects.count(), Statement.objects.count()


def shown(tab, typed: dict) -> dict:
    """Of the form as it stands, the answers to the questions that were answered."""
    found = answers_in(tab.response)
    return {name: found.get(name) for name in typed}


def stored_draft() -> tuple:
    """The draft as it lies in the database."""
    row = Draft.objects.values().get()
    return row.pop("content_text").stored, row


def as_read(typed: dict) -> dict:
    """Answers as a page gives them back: the ends of lines alike."""
    return {name: [value.replace("\r\n", "\n") for value in values] for name, values in typed.items()}


def alike(answers: dict) -> dict:
    return {name: [v.replace("\r\n", "\n") for v in values or []] for name, values in answers.items()}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_comes_back_filled_in_and_does_nothing_until_it_is_sent(browser, cast, noon, name):
    tab, answers = written(browser, cast, name)
    before, typed = done(), typed_by(cast, name)
    noon.move_to(LATER)
    ended = tab.send(answers)
    assert ended.status_code == 302 and ended.url.startswith("/sign-in/?ended=saved&next=")
    assert "What you typed was saved" in browser.get(ended.url).content.decode()
    back = browser.sign_in(cast.people[FORMS[name].person], at=ended.url)
    assert path_of(back.path) == tab.path and back.response.status_code == 200
    assert alike(shown(back, typed)) == as_read(typed)
    assert "Error:" not in back.response.content.decode() and "is here again" in text_of(back.response)
    assert done() == before
    taken = back.send(answers_in(back.response) | PRESSED.get(name, {"save_and": answers.get("save_and", "")}))
    if name in SHOWS_FIRST:
        return  # shows its result first: nothing is confirmed unseen
    assert taken.status_code == 302, taken.context["form"].errors
    assert done() != before
    kept = KeptWords.objects.select_related("key").get()
    assert (kept.content_text, kept.key.wrapped) == (None, None)


@pytest.mark.parametrize("name", ["concern_note", "my_record_add", "agree"])
def test_the_session_may_have_ended_in_another_tab(browser, cast, name):
    tab, answers = written(browser, cast, name)
    browser.sign_out()
    ended = tab.send(answers)
    assert ended.url.startswith("/sign-in/?ended=saved&next=")
    back = browser.sign_in(cast.people[FORMS[name].person], at=ended.url)
    assert alike(shown(back, typed_by(cast, name))) == as_read(typed_by(cast, name))


@pytest.mark.parametrize("name", ["concern_note", "my_record_add"])
def test_the_token_may_be_dead_too(browser, cast, noon, name):
    """The usual case: signed out, in again from another tab, away for an hour, and then the old tab is sent."""
    tab, answers = written(browser, cast, name)
    browser.sign_out()
    browser.sign_in(cast.people[FORMS[name].person])
    noon.move_to(LATER)
    ended = tab.send(answers)
    assert ended.url.startswith("/sign-in/?ended=saved&next=")
    back = browser.sign_in(cast.people[FORMS[name].person], at=ended.url)
    assert alike(shown(back, typed_by(cast, name))) == as_read(typed_by(cast, name))


@pytest.mark.parametrize("page", DRAFT_PAGES)
@pytest.mark.parametrize("dead", [False, True], ids=["ended by time", "token dead too"])
def test_an_unsent_record_takes_late_words_into_itself(browser, cast, noon, page, dead):
    path = of_draft(page)(cast)
    browser.sign_in(cast.nia)
    tab = browser.open(path)
    answers = answers_in(tab.response) | DRAFT_PAGES[page]
    if dead:
        browser.sign_out()
        browser.sign_in(cast.nia)
    noon.move_to(LATER)
    ended = tab.send(answers)
    back = browser.sign_in(cast.nia, at=ended.url)
    assert (path_of(back.path), KeptWords.objects.count()) == (path, 0)
    assert alike(shown(back, DRAFT_PAGES[page])) == as_read(DRAFT_PAGES[page])


@pytest.mark.parametrize("page", DRAFT_PAGES)
def test_of_an_unsent_record_nothing_is_changed_by_a_tab_of_somebody_who_has_signed_out(browser, cast, page):
    path = of_draft(page)(cast)
    browser.sign_in(cast.nia)
    tab = browser.open(path)
    answers = answers_in(tab.response) | DRAFT_PAGES[page]
    browser.sign_out()
    before = stored_draft()
    ended = tab.send(answers)
    assert stored_draft() == before
    back = browser.sign_in(cast.nia, at=ended.url)
    assert alike(shown(back, DRAFT_PAGES[page])) == as_read(DRAFT_PAGES[page])


def test_late_words_do_not_take_the_place_of_newer_ones(browser, cast):
    draft = make_draft(cast.nia, [cast.amy], words="")
    path = reverse("record_what", args=[draft.pk])
    browser.sign_in(cast.nia)
    tab, newer = browser.open(path), browser.open(path)
    newer.send(answers_in(newer.response) | {"words": "The newer text."})
    browser.sign_out()
    ended = tab.send(answers_in(tab.response) | {"words": "The older text."})
    back = browser.sign_in(cast.nia, at=ended.url)
    back.send(answers_in(back.response))
    assert answers_of(draft).words == "The newer text.\n\nThe older text."


@pytest.mark.parametrize("name", FORMS)
def test_nobody_else_is_shown_anything(browser, cast, noon, name):
    tab, answers = written(browser, cast, name)
    noon.move_to(LATER)
    ended = tab.send(answers)
    other = "dafydd" if FORMS[name].person != "dafydd" else "mair"
    page = browser.sign_in(cast.people[other], at=ended.url).response
    listed = browser.get(reverse("kept_words"))
    for text in ("came to find me", "late bus", "sergeant", "is here again"):
        assert text not in text_of(page) and text not in text_of(listed)
    assert KeptWords.objects.get().content_text is not None


def test_words_of_one_are_never_kept_for_another_who_signed_in_at_the_same_computer(browser, cast):
    tab, answers = written(browser, cast, "concern_note")  # Mair's
    browser.sign_out()
    browser.sign_in(cast.dafydd)
    answered = tab.send(answers)
    assert answered.status_code == 403 and "kept for them" in text_of(answered)
    assert "came to find me" not in answered.content.decode() and Note.objects.count() == 0
    browser.sign_out()
    tab.send(answers)
    assert set(KeptWords.objects.values_list("owner", flat=True)) == {cast.mair.pk}
    assert KeptWords.objects.count() == 1  # the same words pressed twice are kept once


def test_who_loses_the_way_back_finds_it_on_the_first_page(browser, cast, noon):
    tab, answers = written(browser, cast, "concern_note")
    noon.move_to(LATER)
    tab.send(answers)
    home = browser.sign_in(cast.mair, at="/sign-in/?next=/")
    assert reverse("kept_words") in home.response.content.decode()
    listed = browser.open(reverse("kept_words"))
    assert "came to find me" in text_of(listed.response)
    kept = KeptWords.objects.get()
    back = browser.open(f"{tab.path}?kept={kept.pk}")
    assert alike(shown(back, typed_by(cast, "concern_note"))) == as_read(typed_by(cast, "concern_note"))
    discard = Tab(browser, reverse("kept_words_discard", args=[kept.pk]), listed.response)
    assert discard.send({}).status_code == 302
    assert "Nothing is kept" in text_of(browser.get(reverse("kept_words")))
    assert KeptWords.objects.select_related("key").get().key.wrapped is None


def test_words_are_kept_a_week_and_then_destroyed(browser, cast, noon):
    tab, answers = written(browser, cast, "concern_note")
    noon.move_to(LATER)
    ended = tab.send(answers)
    noon.move_to(LATER + timedelta(days=7))
    back = browser.sign_in(cast.mair, at=ended.url)
    assert "came to find me" not in text_of(back.response)
    kept = KeptWords.objects.select_related("key").get()
    assert (kept.content_text, kept.key.wrapped) == (None, None)


def test_a_tab_left_open_overnight_loses_nothing(browser, cast, noon):
    tab, answers = written(browser, cast, "concern_note")
    noon.move_to(NOW + timedelta(days=3))
    ended = tab.send(answers)
    back = browser.sign_in(cast.mair, at=ended.url)
    assert "came to find me" in answers_in(back.response)["words"][0]


def test_words_lie_sealed_and_stand_in_no_session_and_no_address(browser, cast, noon):
    tab, answers = written(browser, cast, "concern_note")
    noon.move_to(LATER)
    ended = tab.send(answers)
    stored = bytes(KeptWords.objects.values_list("content_text", flat=True).get().stored)
    assert b"find me" not in stored and tab.path.encode() not in stored
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert "find me" not in str(sessions) and "find me" not in ended.url and "find" not in str(browser.cookies)


def test_words_that_are_late_again_are_kept_once(browser, cast, noon):
    tab, answers = written(browser, cast, "concern_note")
    noon.move_to(LATER)
    back = browser.sign_in(cast.mair, at=tab.send(answers).url)
    noon.move_to(LATER + timedelta(hours=1))
    again = back.send(answers_in(back.response) | {"words": "More than before."})
    [kept] = KeptWords.objects.filter(content_text__isnull=False)
    assert str(kept.pk) in again.url and ["words", "More than before."] in kept.content["fields"]


def test_what_was_refused_by_the_form_stays_kept(browser, cast, noon):
    tab, answers = written(browser, cast, "concern_note")
    noon.move_to(LATER)
    back = browser.sign_in(cast.mair, at=tab.send(answers).url)
    assert back.send(answers_in(back.response) | {"words": ""}).status_code == 200
    assert KeptWords.objects.get().content_text is not None


def test_more_than_enough_is_held_on_the_page_instead(browser, cast, noon):
    tab, answers = written(browser, cast, "concern_note")
    for number in range(services.MOST):
        services.keep_words(owner=cast.mair, path=tab.path, fields=[("words", str(number))])
    noon.move_to(LATER)
    held = tab.send(answers)
    assert held.status_code == 403 and "You are signed out" in text_of(held)
    assert answers_in(held)["words"] == [WORDS]
    assert KeptWords.objects.count() == services.MOST


def test_where_nobody_can_tell_whose_it_is_the_page_holds_it(browser, cast):
    tab, answers = written(browser, cast, "concern_note")
    browser.cookies.pop("session")
    held = tab.send(answers)
    assert held.status_code == 403 and "Sign in (opens in a new tab)" in text_of(held)
    assert answers_in(held)["words"] == [WORDS] and KeptWords.objects.count() == 0
    browser.sign_in(cast.mair)
    again = Tab(browser, tab.path, held).send(answers_in(held))  # its token died with the sign-in
    assert again.status_code == 403 and answers_in(again)["words"] == [WORDS]
    assert Tab(browser, tab.path, again).send(answers_in(again)).status_code == 302
    assert Note.objects.get().text == WORDS.replace("\r\n", "\n")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
def test_words_that_another_site_sends_are_kept_for_nobody(browser, cast, noon, origin):
    tab, answers = written(browser, cast, "concern_note")
    noon.move_to(LATER)
    tab.token = "x" * 64
    ended = tab.send(answers, origin=origin)
    assert ended.status_code in (302, 403) and KeptWords.objects.count() == 0
    assert "find me" not in ended.content.decode() and "saved" not in ended.get("Location", "")


def test_a_button_alone_is_no_words(browser, cast, noon):
    path = of_draft("record_check")(cast)
    browser.sign_in(cast.nia)
    tab = browser.open(path)
    noon.move_to(LATER)
    assert tab.send({"save_and": "leave"}).url == "/sign-in/?ended=time"
    assert KeptWords.objects.count() == 0
