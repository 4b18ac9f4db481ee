"""Words that are late and find no page to stand on again: for a page that is only sent to, of a person who is gone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from incidents.models import Draft, Note
from safeguarding.accounts.models import KeptWords, User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import kept as services
from safeguarding.accounts.services import roles
from tests.incidents.views.every_form import FORMS, WORDS, typed_by
from tests.incidents.views.pages import NOW, answers_of, text_of
from tests.tabs import Browser, Tab, answers_in, path_of

pytestmark = pytest.mark.usefixtures("noon")

LATER = NOW + timedelta(minutes=45)
BEGUN = {"school": "afon", "words": "She is afraid."}
SEE_KEPT = "See what you typed and did not send"


@pytest.fixture
def browser(cast) -> Browser:
    return Browser()


def starting(browser, cast) -> Tab:
    """Nia at a page that can begin a record with words: nothing can be opened at that address."""
    browser.sign_in(cast.nia)
    return Tab(browser, reverse("record_start"), browser.open(reverse("home")).response)


def noting(browser, cast) -> tuple[Tab, dict]:
    """Mair at the page of a note, with words in it."""
    browser.sign_in(cast.mair)
    tab = browser.open(FORMS["concern_note"].place(cast))
    return tab, answers_in(tab.response) | typed_by(cast, "concern_note")


def test_words_that_begin_a_record_too_late_begin_it(browser, cast, noon):
    tab = starting(browser, cast)
    noon.move_to(LATER)
    ended = tab.send(BEGUN)
    [draft] = Draft.objects.all()
    back = browser.sign_in(cast.nia, at=ended.url)
    assert (path_of(back.path), back.response.status_code) == (reverse("record_who", args=[draft.pk]), 200)
    assert answers_of(draft).words == "She is afraid." and KeptWords.objects.count() == 0


def test_of_somebody_who_signed_out_they_stand_on_the_list_of_what_was_not_sent(browser, cast):
    tab = starting(browser, cast)
    browser.sign_out()
    back = browser.sign_in(cast.nia, at=tab.send(BEGUN).url)
    assert (path_of(back.path), back.response.status_code) == (reverse("kept_words"), 200)
    page = text_of(back.response)
    assert "She is afraid." in page and "Discard" in page and "Carry on" not in page
    assert Draft.objects.count() == 0


def test_a_choice_of_language_begins_no_record(browser, cast):
    tab = starting(browser, cast)
    browser.sign_out()
    browser.sign_in(cast.nia)
    held = tab.send(BEGUN)
    assert held.status_code == 403 and 'name="language"' not in held.content.decode()


def damage(row: KeptWords, other: KeptWords) -> None:
    """Puts the sealed words of one row in the place of another's."""
    column = KeptWords.objects.filter(pk=other.pk).values_list("content_text", flat=True).get().stored
    pk = row.pk.hex if connection.vendor == "sqlite" else row.pk
    with connection.cursor() as cursor:
        table = KeptWords._meta.db_table
        cursor.execute(f"UPDATE {table} SET content_text = %s WHERE id = %s", [column, pk])


def test_what_cannot_be_opened_keeps_nothing_else_from_being_kept_or_listed(cast, signed_in):
    good, bad = (services.keep_words(owner=cast.nia, path="/a/", fields=[("words", word)]) for word in ("One", "Two"))
    damage(bad, good)
    assert services.keep_words(owner=cast.nia, path="/a/", fields=[("words", "Three")])
    nia = signed_in("nia")
    page = nia.get(reverse("kept_words"))
    assert page.status_code == 200 and text_of(page).count("cannot be opened") == 1
    assert ">One<" in page.content.decode() and ">Three<" in page.content.decode()
    assert nia.get(reverse("home"), {"kept": str(bad.pk)}).status_code == 200
    assert nia.post(reverse("kept_words_discard", args=[bad.pk])).status_code == 302
    assert "cannot be opened" not in text_of(nia.get(reverse("kept_words")))


def test_what_cannot_be_opened_counts_as_kept(cast, monkeypatch):
    monkeypatch.setattr(services, "MOST", 2)
    good, bad = (services.keep_words(owner=cast.nia, path="/a/", fields=[("words", word)]) for word in ("One", "Two"))
    damage(bad, good)
    assert services.keep_words(owner=cast.nia, path="/a/", fields=[("words", "Three")]) is None


@pytest.fixture
def at_two_schools(cast, browser) -> Tab:
    """Huw is head of one school and leads at another; he asks for a report of the one."""
    roles.grant_role(actor=None, user=cast.huw, school=cast.riverside, role=Role.LEAD, starts_on=date(2024, 9, 1))
    browser.sign_in(cast.huw)
    return browser.open(reverse("report_new") + "?school=riverside")


def late_report(browser, cast, noon, tab: Tab) -> None:
    noon.move_to(LATER)
    tab.send(answers_in(tab.response) | typed_by(cast, "report_new"))
    browser.sign_in(cast.huw, at="/sign-in/?next=/")


def test_the_list_leads_back_to_the_school_it_was_typed_for(browser, cast, noon, at_two_schools):
    late_report(browser, cast, noon, at_two_schools)
    [kept] = KeptWords.objects.all()
    back = f"{reverse('report_new')}?school=riverside&kept={kept.pk}"
    assert back.replace("&", "&amp;") in browser.get(reverse("kept_words")).content.decode()
    assert "came to find me" in browser.get(back).content.decode()


def test_choosing_the_school_first_takes_them_along(browser, cast, noon, at_two_schools):
    late_report(browser, cast, noon, at_two_schools)
    [kept] = KeptWords.objects.all()
    page = browser.get(reverse("report_new"), {"kept": str(kept.pk)}).content.decode()
    assert f'href="?school=afon&amp;kept={kept.pk}"' in page


def test_the_page_says_so_when_nothing_could_be_kept_for_its_writer(browser, cast):
    tab, answers = noting(browser, cast)
    for number in range(services.MOST):
        services.keep_words(owner=cast.mair, path=tab.path, fields=[("words", str(number))])
    browser.sign_out()
    browser.sign_in(cast.dafydd)
    answered = tab.send(answers)
    assert answered.status_code == 403 and "could not be kept for them" in text_of(answered)
    assert "came to find me" not in text_of(answered) and "Open the page again" not in text_of(answered)


@pytest.mark.parametrize("by", ["use", "discard", "elsewhere"])
def test_the_first_page_stops_saying_that_words_wait(browser, cast, noon, by):
    tab, answers = noting(browser, cast)
    noon.move_to(LATER)
    ended = tab.send(answers)
    back = browser.sign_in(cast.mair, at=ended.url)
    assert SEE_KEPT in text_of(browser.get(reverse("home")))
    kept = KeptWords.objects.get()
    if by == "use":
        back.send(answers_in(back.response))
    elif by == "discard":
        Tab(browser, reverse("kept_words_discard", args=[kept.pk]), back.response).send({})
    else:
        services.forget_words(actor=cast.mair, kept_id=kept.pk)
        browser.get(reverse("kept_words"))
    assert SEE_KEPT not in text_of(browser.get(reverse("home")))


def gone(person) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def test_words_of_one_who_cannot_sign_in_any_more_are_not_shown_to_who_is_signed_in_now(browser, cast):
    tab, answers = noting(browser, cast)
    browser.sign_out()
    browser.sign_in(cast.dafydd)
    gone(cast.mair)
    answered = tab.send(answers)
    assert answered.status_code == 403 and "could not be kept for them" in text_of(answered)
    assert "came to find me" not in answered.content.decode()


@pytest.mark.parametrize("later", [False, True])
def test_who_cannot_sign_in_any_more_may_copy_their_words_and_nobody_may_send_them(browser, cast, noon, later):
    tab, answers = noting(browser, cast)
    if later:
        noon.move_to(LATER)
    gone(cast.mair)
    held = tab.send(answers)
    page = held.content.decode()
    assert held.status_code == 403 and "came to find me" in text_of(held)
    assert "Continue" not in text_of(held) and "words" not in answers_in(held) and WORDS[:9] in page
    assert (Note.objects.count(), KeptWords.objects.count()) == (0, 0)
