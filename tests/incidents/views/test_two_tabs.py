"""One draft in two tabs: whatever was written or ticked in either is kept, and the person is told."""

import pytest
from django.urls import reverse

from tests.incidents.views.pages import answers_of, begun, problems_of, text_of, url, what
from tests.makers import make_draft

pytestmark = pytest.mark.usefixtures("noon")

TOLD = "This page was also filled in somewhere else"
CALL = {"called": "POLICE", "called_at_day": "1", "called_at_month": "2", "called_at_year": "2026"}
CALL |= {"called_at_time": "10:00"}


def in_two_tabs(nia, draft, page: str, first: dict, second: dict, button: str = ""):
    """Sends a page from two tabs in which it was opened at the same time; gives the answer to the second."""
    seen = {"version": draft.version}
    nia.post(url(page, draft), first | seen | {"save_and": "leave"})
    return nia.post(url(page, draft), second | seen | ({"save_and": button} if button else {}))


def test_what_a_mark_looked_like_is_kept_from_both(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], about=["INJURY"])
    one = {"regions_1": ["CHEST"], "mark_words_1": "She said he kicked her"}
    answer = in_two_tabs(nia, draft, "marks", one, {"regions_1": ["HAND_LEFT"], "mark_words_1": "Blue, 3 cm"})
    assert answer.url == url("marks", draft)
    assert TOLD in text_of(nia.get(answer.url))
    [child] = answers_of(draft).children
    assert child.mark_words == "She said he kicked her\n\nBlue, 3 cm"
    assert set(child.regions) == {"CHEST", "HAND_LEFT"}


def test_words_and_place_are_kept_from_both(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], words="")
    in_two_tabs(nia, draft, "what", what(words="One.", place="Room 4"), what(words="Two.", place="Room 5"))
    answers = answers_of(draft)
    assert (answers.words, answers.place) == ("One.\n\nTwo.", "Room 4; Room 5")


def test_ticks_and_the_details_of_a_call_are_kept_from_both(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    one = {"safe_1": "YES", "told_in_person": "YES", "about": ["SAID"], "spoke_to": "PC Jones"} | CALL
    two = {"safe_1": "YES", "told_in_person": "YES", "about": ["FAMILY"], "agency_reference": "LOG 12"}
    in_two_tabs(nia, draft, "checks", one, two)
    answers = answers_of(draft)
    [call] = answers.calls
    assert set(answers.about) == {"SAID", "FAMILY"}
    assert (call.called, call.spoke_to, call.agency_reference) == ("POLICE", "PC Jones", "LOG 12")


def test_an_answer_given_in_one_tab_is_not_undone_by_a_tab_that_has_none(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], safe_now="", told_in_person="")
    in_two_tabs(nia, draft, "checks", {"safe_1": "UNKNOWN", "seen_image": "NO"}, {"told_in_person": "NOT_YET"})
    answers = answers_of(draft)
    assert (answers.children[0].safe_now, answers.seen_image, answers.told_in_person) == ("UNKNOWN", "NO", "NOT_YET")


def test_of_two_answers_the_later_counts_and_no_date_is_made_of_two(nia, cast):
    draft = make_draft(cast.nia, [cast.amy])
    early, late = what(became_aware_at_day="3"), what(became_aware_at_day="4", became_aware_at_month="")
    early |= {"became_aware_at_month": "2", "became_aware_at_year": "2026"}
    in_two_tabs(nia, draft, "what", early, late)
    assert [text for _href, text in problems_of(nia.get(url("what", draft) + "?mend=1"))] == [
        "Date must include a month"
    ]


def test_a_description_too_long_to_be_taken_is_kept_beside_the_other(nia):
    draft, long = begun(nia), "A boy with a red bag. " * 20
    in_two_tabs(nia, draft, "who", {"unlisted": long}, {"unlisted": "Her cousin"})
    assert nia.get(url("who", draft)).context["form"]["unlisted"].value() == f"{long}; Her cousin"


def test_a_child_ticked_in_a_list_that_another_tab_has_replaced_joins_the_record(nia, cast):
    draft = begun(nia)
    nia.post(url("who", draft), {"sought": "jones", "save_and": "search"})
    nia.post(url("who", draft), {"sought": "jonas", "save_and": "search"})
    ticked = {"sought": "jones", "pupils": [str(cast.amy.pk), str(cast.other.pk), "no-id"]}
    nia.post(url("who", draft), ticked | {"save_and": "leave"})
    assert answers_of(draft).typed["who"]["pupils"] == ticked["pupils"]  # one is not of this school: nothing is taken
    nia.post(url("who", draft), ticked | {"pupils": [str(cast.amy.pk)]})
    assert [child.pupil for child in answers_of(draft).children] == [str(cast.amy.pk)]


@pytest.mark.parametrize("same_page", [True, False], ids=["pressed twice", "a second boy"])
def test_the_same_description_is_another_child_unless_it_is_the_same_press(nia, same_page):
    draft = begun(nia)
    form = {"unlisted": "A year 9 boy", "save_and": "another", "version": draft.version}
    nia.post(url("who", draft), form)
    again = form if same_page else form | {"version": nia.get(url("who", draft)).context["form"]["version"].value()}
    nia.post(url("who", draft), again)
    nia.post(url("what", draft), what())
    page = text_of(nia.get(url("checks", draft)))
    assert len(answers_of(draft).children) == (1 if same_page else 2)
    assert ("Is “A year 9 boy” (2) safe right now?" in page) == (not same_page)
    assert ("Is “A year 9 boy” safe right now?" in page) == same_page


def test_a_page_opened_before_another_page_was_saved_is_no_older(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], words="")
    nia.post(url("what", draft), what(words="First.", version=draft.version))
    seen = nia.get(url("what", draft)).context["form"]["version"].value()
    nia.post(url("checks", draft), {"safe_1": "YES", "told_in_person": "YES", "about": ["SAID"], "version": seen})
    nia.post(url("what", draft), what(words="Changed.", version=seen))
    assert answers_of(draft).words == "Changed."


SENT = {
    "who": ({"unlisted": "Her cousin", "sought": ""}, "checks"),
    "what": (what(words="One line.\r\nAnother.", place="Room 4", became_aware_at_time="0:00"), "check"),
    "checks": ({"safe_1": "YES", "told_in_person": "NOT_YET", "about": ["SAID", "FAMILY"]}, "check"),
    "marks": ({"regions_1": ["CHEST"], "mark_words_1": "Blue.\r\nRound."}, "check"),
}


@pytest.mark.parametrize("page", SENT)
def test_pressing_twice_says_nothing_of_two_tabs(nia, cast, page):
    draft, (sent, onward) = make_draft(cast.nia, [cast.amy], about=["INJURY"]), SENT[page]
    for _press in range(2):
        answer = nia.post(url(page, draft), sent | {"version": draft.version})
        assert answer.url == url(onward, draft)
    assert TOLD not in text_of(nia.get(answer.url))
    assert len(answers_of(draft).children) == (2 if page == "who" else 1)


def test_whoever_leaves_is_told_too(nia, cast):
    draft = make_draft(cast.nia, [cast.amy], words="")
    answer = in_two_tabs(nia, draft, "what", what(words="One."), what(words="Two."), button="leave")
    assert answer.url == reverse("home")
    assert TOLD in text_of(nia.get(answer.url))


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", "x", ""])
def test_a_version_that_is_none_is_no_mistake_of_ours(nia, cast, version):
    draft = make_draft(cast.nia, [cast.amy], words="")
    assert nia.post(url("what", draft), what(version=version)).url == url("check", draft)


@pytest.mark.parametrize("button", ["remove-²", "remove-", "remove-99", "remove-" + "9" * 5000])
def test_a_child_who_is_not_there_is_removed_from_nothing(nia, cast, button):
    draft = make_draft(cast.nia, [cast.amy])
    assert nia.post(url("who", draft), {"save_and": button}).url == url("who", draft)
    assert len(answers_of(draft).children) == 1
