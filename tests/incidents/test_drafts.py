"""What a draft holds: whose answers are whose, what is still missing, and what two tabs make together."""

import pytest

from incidents.drafts import LONGEST, PAGES, Answers, both_texts, page_of


def complete(**changes) -> Answers:
    """A draft about one child, answered in full."""
    answers = Answers(words="She said it.", became_aware_at="2026-02-01T10:00:00+00:00", told_in_person="YES")
    answers.add_unlisted("A girl in year 7")
    answers.children[0].safe_now = "YES"
    for name, value in changes.items():
        setattr(answers, name, value)
    return answers


def test_a_number_is_never_given_to_a_second_child():
    answers = complete()
    answers.add_pupil("eli")
    answers.remove(2)
    answers.add_pupil("amy")
    assert [child.number for child in Answers.read(answers.written()).children] == [1, 3]


def test_a_draft_that_has_no_count_of_numbers_yet_goes_on_from_its_children():
    stored = complete().written()
    del stored["last_number"]
    answers = Answers.read(stored)
    answers.add_pupil("eli")
    assert [child.number for child in answers.children] == [1, 2]


def test_what_was_typed_about_a_removed_child_goes_and_the_rest_stays():
    answers = complete()
    answers.add_pupil("eli")
    answers.put("checks", {"safe_1": ["YES"], "safe_2": ["NO"], "worry_2": ["YES"], "told_at": ["10:12"]}, taken=True)
    answers.put("marks", {"regions_2": ["CHEST"], "mark_words_2": ["Blue"], "mark_words_1": ["Red"]}, taken=True)
    answers.remove(2)
    assert answers.typed == {
        "checks": {"safe_1": ["YES"], "told_at": ["10:12"]},
        "marks": {"mark_words_1": ["Red"]},
    }


def test_a_child_on_the_roll_joins_once_and_two_may_be_described_alike():
    answers = Answers()
    for _time in range(2):
        answers.add_pupil("amy")
        answers.add_unlisted("A year 9 boy")
    assert [child.pupil or child.unlisted for child in answers.children] == ["amy", "A year 9 boy", "A year 9 boy"]


@pytest.mark.parametrize("page", ["who", "what", "checks"])
def test_a_page_that_was_not_taken_stands_in_the_way_until_it_is(page):
    answers = complete()
    answers.put(page, {}, taken=False)
    assert answers.missing() == [f"page-{page}"]
    answers.put(page, {}, taken=True)
    assert answers.missing() == []


def test_the_page_of_marks_stands_in_the_way_only_where_there_is_an_injury():
    answers = complete()
    answers.put("marks", {}, taken=False)
    answers.children[0].mark_words = "Blue"
    assert answers.missing() == []
    answers.about = ["INJURY"]
    assert answers.missing() == ["marks-1", "page-marks"]


@pytest.mark.parametrize("words", ["a\x00b", "x" * (LONGEST + 1)])
def test_words_that_could_not_be_kept_stand_in_the_way_however_they_came(words):
    assert complete(words=words).missing() == ["page-what"]
    assert complete(words="x" * LONGEST).missing() == []


def test_what_is_missing_is_named_in_the_order_of_the_pages():
    answers = Answers(not_taken=list(PAGES), about=["INJURY"])
    answers.add_pupil("amy")
    pages = [page_of(name) for name in answers.missing()]
    assert pages == sorted(pages, key=PAGES.index) and set(pages) == set(PAGES)


def test_a_page_is_older_only_when_the_same_page_was_saved_since():
    answers = Answers(saved={"what": 4})
    seen = [answers.was_saved_since("what", version) for version in (3, 4, 5, None)]
    assert (seen, answers.was_saved_since("checks", 1)) == ([True, False, False, False], False)


@pytest.mark.parametrize(
    ("kept", "came", "both"),
    [
        ("", "one", "one"),
        ("one", "", "one"),
        ("one", "one", "one"),
        ("one", "one and two", "one and two"),
        ("one and two", "two", "one and two"),
        ("one", "another", "one\n\nanother"),
    ],
)
def test_of_two_texts_no_word_is_lost(kept, came, both):
    assert both_texts(kept, came) == both
