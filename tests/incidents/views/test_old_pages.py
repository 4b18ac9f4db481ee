"""A page whose token is dead, because another tab signed in anew: it says so, holds what was typed, sends it again."""

import pytest
from django.urls import reverse

from incidents.models import Concern, Note
from safeguarding.accounts.models import KeptWords, User
from safeguarding.accounts.urls import urlpatterns as account_urls
from safeguarding.audit.models import AuditEvent
from tests.access import matrix
from tests.incidents.views.every_form import FORMS, PRESSED, SHOWS_FIRST, WORDS, typed_by
from tests.incidents.views.pages import text_of
from tests.tabs import HERE, Browser, Tab, action_of, answers_in, sent_again

NASTY = '"><script>alert(1)</script>\r\n\r\n  <img src=x onerror=alert(1)> & so on'
SECRETS = {
    "login": "x@demo.example",
    "password": "s3cret-one",
    "oldpassword": "s3cret-two",
    "password1": "s3cret-three",
}
SECRETS |= {"password2": "s3cret-four", "code": "918273", "proof-password": "s3cret-five", "proof-code": "192837"}
ROOF = {"language"}  # nothing is typed there


@pytest.fixture
def browser(cast) -> Browser:
    return Browser()


def old_tab(browser, cast, name: str, **more) -> tuple[Tab, dict]:
    """A tab with a form filled in, whose token is dead: in another tab the same person signed out and in."""
    form = FORMS[name]
    path, person = form.place(cast), cast.people[form.person]
    browser.sign_in(person)
    tab = browser.open(path)
    browser.sign_out()
    browser.sign_in(person)
    return tab, answers_in(tab.response) | typed_by(cast, name) | PRESSED.get(name, {}) | more


def events() -> int:
    return AuditEvent.objects.count()


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_held_on_the_page_and_sent_again_by_a_press(browser, cast, name):
    tab, answers = old_tab(browser, cast, name)
    before = events()
    held = tab.send(answers)
    assert (held.status_code, held["Cache-Control"], held["X-Frame-Options"]) == (403, "no-store", "DENY")
    assert "frame-ancestors 'none'" in held["Content-Security-Policy"]
    assert "This page had been open too long" in text_of(held) and "nothing has been sent yet" in text_of(held)
    assert (events(), KeptWords.objects.count()) == (before, 0)
    sent = {field: value if isinstance(value, list) else [value] for field, value in answers.items()}
    found = answers_in(held)
    assert found.pop("csrfmiddlewaretoken") != [tab.token] and action_of(held) == tab.path
    assert found == {field: values for field, values in sent.items() if field != "csrfmiddlewaretoken"}
    if FORMS[name].typed.get("words") == WORDS:
        assert "came to find me" in text_of(held)  # to be read and copied
    done = sent_again(browser, held)
    assert done.status_code == (200 if name in SHOWS_FIRST else 302)
    assert events() > before


@pytest.mark.parametrize("name", FORMS)
def test_a_change_of_language_leads_back_to_the_form_with_all_of_it_and_does_nothing(browser, cast, name):
    tab, answers = old_tab(browser, cast, name)
    answers.pop("save_and", None)
    held = tab.send(answers)
    assert 'name="language" value="cy"' in held.content.decode()
    before = Concern.objects.values_list("version", "state").first()
    page = sent_again(browser, held, language="cy")
    if name == "record_discard":
        assert page.url == tab.path  # a draft: the language is chosen, and the page opened again
        return
    assert page.status_code == 200 and '<html lang="cy"' in page.content.decode()
    shown = answers_in(page)
    typed = typed_by(cast, name)
    assert {field: [v.replace("\r\n", "\n") for v in shown.get(field, [])] for field in typed} == {
        field: [v.replace("\r\n", "\n") for v in values] for field, values in typed.items()
    }
    assert Concern.objects.values_list("version", "state").first() == before and Note.objects.count() == 0


def test_a_button_alone_can_be_pressed_again_too(browser, cast):
    browser.sign_in(cast.nia)
    home = browser.open(reverse("home"))
    browser.sign_out()
    browser.sign_in(cast.nia)
    held = Tab(browser, reverse("record_start"), home.response).send({})
    assert held.status_code == 403 and 'name="language"' not in held.content.decode()
    assert sent_again(browser, held).url.startswith("/record/")


def test_whichever_button_was_pressed_is_the_one_that_is_pressed_again(browser, cast):
    tab, answers = old_tab(browser, cast, "concern_note", language="cy")
    held = tab.send(answers)
    assert answers_in(held)["language"] == ["cy"]
    assert sent_again(browser, held).status_code == 200 and Note.objects.count() == 0
    assert User.objects.get(pk=cast.mair.pk).language == "cy"


def test_what_was_typed_is_written_into_the_page_as_text(browser, cast):
    tab, answers = old_tab(browser, cast, "concern_note", words=NASTY)
    held = tab.send(answers)
    page = held.content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page
    assert answers_in(held)["words"] == [NASTY]
    assert sent_again(browser, held).status_code == 302
    assert Note.objects.get().text == NASTY.replace("\r\n", "\n")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "http://testserver.elsewhere.example", "null", None])
def test_what_another_site_sends_is_neither_shown_nor_offered_again(browser, cast, origin):
    tab, answers = old_tab(browser, cast, "concern_note")
    before = events()
    refused = tab.send(answers, origin=origin)
    page = refused.content.decode()
    assert refused.status_code == 403 and "Open the page again" in text_of(refused)
    assert "came to find me" not in page and f'action="{tab.path}"' not in page
    assert (events(), Note.objects.count(), KeptWords.objects.count()) == (before, 0, 0)


@pytest.mark.parametrize(
    ("referer", "is_held"),
    [(f"{HERE}/concerns/", True), ("https://elsewhere.example/", False), ("http://[", False), ("", False)],
)
def test_a_browser_that_names_no_origin_may_name_the_page_it_came_from(browser, cast, referer, is_held):
    tab, answers = old_tab(browser, cast, "concern_note")
    answered = tab.send(answers, origin=None, HTTP_REFERER=referer)
    assert ("came to find me" in text_of(answered)) is is_held


def test_a_forged_form_with_a_live_session_and_no_token_does_nothing(browser, cast):
    path = FORMS["concern_note"].place(cast)
    browser.sign_in(cast.mair)
    forged = browser.post(path, {"words": WORDS, "text_language": "en"}, HTTP_ORIGIN="https://elsewhere.example")
    assert forged.status_code == 403 and Note.objects.count() == 0 and "find me" not in forged.content.decode()


def forms_of_others(world, is_account: bool):
    """Name, path and one person who may send it, of every form of somebody signed in."""
    names = {pattern.name for pattern in account_urls}
    for row in matrix.rows():
        if (row.name in names) is is_account and (is_account or row.post) and row.name not in ROOF:
            yield row.name, reverse(row.name, kwargs=row.on(world)), next(iter(row.post), "mair")


def send_old(browser, path: str):
    """A form with secrets and words in it, with a token that is dead."""
    return browser.post(path, SECRETS | {"csrfmiddlewaretoken": "x" * 64, "words": WORDS}, HTTP_ORIGIN=HERE)


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "signed out"])
def test_the_pages_of_sign_in_and_account_say_only_to_open_them_again(browser, cast, signed_in):
    world = matrix.build_world(cast)
    if signed_in:
        browser.sign_in(cast.mair)
    kept, seen = KeptWords.objects.count(), 0
    for name, path, _person in forms_of_others(world, is_account=True):
        answered = send_old(browser, path)
        assert answered.status_code == 403 and "Open the page again" in text_of(answered), name
        assert not any(told in answered.content.decode() for told in (*SECRETS.values(), "find me")), name
        seen += 1
    assert KeptWords.objects.count() == kept and seen == len(account_urls)


def test_every_other_form_holds_the_words_and_no_secret(browser, cast):
    world, signed_in, seen = matrix.build_world(cast), None, 0
    for name, path, person in sorted(forms_of_others(world, is_account=False), key=lambda one: one[2]):
        if signed_in != person:
            browser.cookies.clear()
            browser.sign_in(cast.people[person])
            signed_in = person
        held = send_old(browser, path)
        assert held.status_code == 403 and "came to find me" in text_of(held), name
        assert not any(secret in held.content.decode() for secret in SECRETS.values()), name
        seen += 1
    assert seen > 20


def test_files_are_refused_unread_all_the_same(browser, cast):
    path = FORMS["concern_note"].place(cast)
    browser.sign_in(cast.mair)
    body = b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\nfind me\r\n--x--\r\n'
    refused = browser.post(path, body, content_type="multipart/form-data; boundary=x", HTTP_ORIGIN=HERE)
    assert refused.status_code == 415 and "find me" not in refused.content.decode()


def test_more_than_a_form_may_bring_is_refused_all_the_same(browser, cast, settings):
    tab, answers = old_tab(browser, cast, "concern_note", words="x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert tab.send(answers).status_code in (400, 413)


def test_words_for_a_page_that_is_not_there_any_more_can_still_be_copied(browser, cast):
    """A role was taken from them, say, while they wrote."""
    browser.sign_in(cast.nia)
    tab = browser.open(reverse("home"))
    tab.path = reverse("my_record_add", args=["2222-2222"])
    gone = tab.send({"words": WORDS, "text_language": "en"})
    assert gone.status_code == 404 and "came to find me" in text_of(gone)


@pytest.mark.parametrize("words", ["Dad hit her.", "Help", "C-77", "02920 123456", "Ŵyn", "He said OK"])
def test_however_short_they_are(browser, cast, words):
    browser.sign_in(cast.nia)
    tab = browser.open(reverse("home"))
    tab.path = reverse("my_record_add", args=["2222-2222"])
    gone = tab.send({"words": words, "text_language": "en", "safe_1": "NOT_SURE", "pupils": str(cast.amy.pk)})
    page = gone.content.decode()
    assert page.count("<blockquote") == 1 and f">{words}</blockquote>" in page
