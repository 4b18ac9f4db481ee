"""Finding a child while recording: no address holds a name, and one record counts its searches."""

import pytest

from tests.incidents.views.pages import answers_of, begun, problems_of, text_of, url

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("sought", ["j", "'"])
def test_one_letter_is_too_little_to_search(nia, sought):
    draft = begun(nia)
    response = nia.post(url("who", draft), {"sought": sought, "save_and": "search"})
    assert problems_of(response) == [("#id_sought", "Type at least 2 letters of the name")]
    draft.refresh_from_db()
    assert draft.searches == 0


def test_enter_in_the_search_searches(nia):
    draft = begun(nia)
    assert nia.post(url("who", draft), {"sought": "jones"}).url == url("who", draft)
    assert "Jones, Amy" in text_of(nia.get(url("who", draft)))


def test_a_search_that_finds_nobody_says_so_and_no_address_holds_a_name(nia):
    draft = begun(nia)
    response = nia.post(url("who", draft), {"sought": "nobodyhere", "save_and": "search"})
    assert "nobodyhere" not in response.url
    assert "No child on the roll has a name like that" in text_of(nia.get(response.url))


def test_a_child_who_is_in_the_record_is_not_offered_again(nia, cast):
    draft = begun(nia)
    nia.post(url("who", draft), {"sought": "jon", "save_and": "search"})
    nia.post(url("who", draft), {"sought": "jon", "pupils": cast.amy.pk, "save_and": "search"})
    page = text_of(nia.get(url("who", draft)))
    assert ("Jonas, Eli" in page, "Jones, Amy, Year 10" in page, "Amy Jones" in page) == (True, False, True)


def test_a_child_of_another_school_cannot_be_put_into_a_record(nia, cast):
    draft = begun(nia)
    nia.post(url("who", draft), {"sought": "jones", "save_and": "search"})
    nia.post(url("who", draft), {"sought": "jones", "pupils": cast.other.pk})
    assert answers_of(draft).children == []


def test_the_searches_of_a_record_are_one_count(nia):
    draft = begun(nia)
    for sought in ("jo", "ca", "el"):
        nia.post(url("who", draft), {"sought": sought, "save_and": "search"})
    draft.refresh_from_db()
    assert draft.searches == 3
