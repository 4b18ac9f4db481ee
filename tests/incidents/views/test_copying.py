"""The page on which a copy is checked."""

import json

import pytest
from django.urls import reverse

from incidents.models import CheckedCopy, Statement, StatementKind
from safeguarding.schools.models import EarlierIdentity
from tests.cast import make_pupil
from tests.makers import make_concern

TEXT = "Eli Jonas and Foxy told Amy. Mr Tudor-Lloyd heard Foxy. Will it stop?"
B = "another child (B)"


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, text=TEXT)


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def page_of(concern) -> str:
    """The address of the page."""
    return reverse("check_copy", kwargs={"reference": concern.reference})


def result_of(response) -> str:
    """The result as the page shows it."""
    return "\n".join(part["words"] for part in response.context["parts"])


def seen(response) -> dict:
    """The hidden field that says which result was looked at."""
    return {"shown": response.context["form"]["shown"].value()}


def test_the_page_opens_with_what_is_proposed_and_its_result(mair, concern):
    response = mair.get(page_of(concern))
    page = response.content.decode()
    assert "“Eli Jonas” becomes another child (B), in 1 place" in page
    assert result_of(response) == f"{B} and Foxy told Amy. Mr Tudor-Lloyd heard Foxy. Will it stop?"
    assert "a nickname" in page and "can still tell who another child is" in page
    assert CheckedCopy.objects.count() == 0


def test_the_result_can_be_confirmed_as_it_was_shown(mair, concern):
    response = mair.get(page_of(concern))
    confirmed = mair.post(page_of(concern), {"ticked": ["eli jonas"], "save_and": "confirm"} | seen(response))
    assert (confirmed.status_code, confirmed.url) == (302, reverse("concern", kwargs={"reference": concern.reference}))
    copy = CheckedCopy.objects.select_related("concern__key").get()
    assert copy.text == f"{B} and Foxy told Amy. Mr Tudor-Lloyd heard Foxy. Will it stop?"
    assert json.loads(copy.masks)["masks"] == [{"words": "Eli Jonas", "letter": "B", "proposed": True, "masked": True}]


def test_a_phrase_is_added_with_the_next_letter_or_with_one_in_use(mair, concern):
    further = mair.post(page_of(concern), {"ticked": ["eli jonas"], "words_1": "foxy", "as_1": "NEW"})
    assert result_of(further).count("another child (C)") == 2
    same = mair.post(page_of(concern), {"ticked": ["eli jonas"], "words_1": "Foxy", "as_1": "B"})
    assert result_of(same).count(B) == 3 and "(C)" not in result_of(same)
    letters = dict(further.context["form"].fields["as_1"].choices)
    assert list(letters) == ["NEW", "B", "C"]


def test_there_is_always_room_for_two_more_phrases(mair, concern):
    page = mair.post(page_of(concern), {"words_2": "Foxy"}).content.decode()
    assert 'name="words_4"' in page and 'name="words_5"' not in page


def test_what_is_unticked_stays(mair, concern):
    assert result_of(mair.post(page_of(concern), {"ticked": []})) == TEXT


def test_what_has_changed_must_be_looked_at_before_it_is_confirmed(mair, concern):
    opened = mair.get(page_of(concern))
    answers = {"ticked": ["eli jonas"], "words_1": "Foxy", "as_1": "NEW", "save_and": "confirm"}
    response = mair.post(page_of(concern), answers | seen(opened))
    assert "The result has changed" in response.content.decode()
    assert CheckedCopy.objects.count() == 0
    assert mair.post(page_of(concern), answers | seen(response)).status_code == 302
    assert "Foxy" not in CheckedCopy.objects.select_related("concern__key").get().text


def test_a_phrase_that_is_not_there_is_said(mair, concern):
    response = mair.post(page_of(concern), {"ticked": ["eli jonas"], "words_1": "Wolfy", "save_and": "confirm"})
    assert list(response.context["form"].errors) == ["words_1"]
    assert result_of(response).startswith(B)
    assert CheckedCopy.objects.count() == 0


def test_a_statement_added_meanwhile_must_be_read_first(cast, mair, concern):
    opened = mair.get(page_of(concern))
    Statement(
        incident=concern.incident, kind=StatementKind.ADDED, author=cast.nia, text="Cai knew.", language="en"
    ).save()
    answers = {"ticked": ["eli jonas"], "save_and": "confirm"}
    response = mair.post(page_of(concern), answers | seen(opened))
    assert "The result has changed" in response.content.decode() and "Cai knew." in result_of(response)
    assert CheckedCopy.objects.count() == 0


def test_a_stale_copy_is_said_and_so_is_one_that_holds(cast, mair, concern):
    opened = mair.get(page_of(concern))
    mair.post(page_of(concern), {"ticked": ["eli jonas"], "save_and": "confirm"} | seen(opened))
    assert "Mair Prosser confirmed a copy on" in mair.get(page_of(concern)).content.decode()
    Statement(incident=concern.incident, kind=StatementKind.ADDED, author=cast.nia, text="x", language="en").save()
    assert "the earlier copy cannot be used" in mair.get(page_of(concern)).content.decode()


def test_a_statement_that_names_nobody_can_be_confirmed_too(cast, mair):
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="She cried at lunch.")
    opened = mair.get(page_of(concern))
    assert "We found no name" in opened.content.decode()
    assert mair.post(page_of(concern), {"save_and": "confirm"} | seen(opened)).status_code == 302


def test_a_change_of_language_keeps_ticks_and_phrases_and_confirms_nothing(mair, concern):
    response = mair.post(page_of(concern), {"ticked": [], "words_1": "Wolfy", "language": "cy"})
    page = response.content.decode()
    assert response.headers["Content-Language"] == "cy" and "Wolfy" in page and "govuk-error-message" not in page
    assert result_of(response) == TEXT


def test_the_mask_is_in_the_language_of_the_statement(cast, mair):
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="Eli Jonas said it.")
    Statement(
        incident=concern.incident, kind=StatementKind.ADDED, author=cast.nia, text="Eli Jonas eto.", language="cy"
    ).save()
    languages = [part["lang"] for part in mair.get(page_of(concern)).context["parts"]]
    assert languages == ["en", "cy"]


def test_a_child_is_masked_by_the_name_they_had_when_it_was_written(cast, mair):
    old = {"legal_surname": "Penhaligon", "legal_forename": "Morwenna", "born_on_text": "2010-01-01"}
    EarlierIdentity(pupil=cast.eli, **old).save()
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="Amy said that Morwenna Penhaligon was there.")
    shown = result_of(mair.get(page_of(concern)))
    assert "Amy said that another child (B) was there." in shown


def test_what_may_be_an_ordinary_word_is_offered_unticked_and_masked_when_it_is_ticked(cast, mair):
    make_pupil(cast.afon, "Beckett", "Niamh", form="9R")
    concern = make_concern(cast.afon, cast.nia, cast.amy, text="NB: Amy saw niamhbeckett2011 first.")
    opened = mair.get(page_of(concern))
    assert result_of(opened) == f"NB: Amy saw {B} first."
    page = opened.content.decode()
    assert "“NB” may be an ordinary word: when ticked, it becomes another child (B), in 1 place" in page
    keys = [key for key, _label in opened.context["form"].fields["ticked"].choices]
    ticked = mair.post(page_of(concern), {"ticked": keys})
    assert result_of(ticked) == f"{B}: Amy saw {B} first."
    mair.post(page_of(concern), {"ticked": keys, "save_and": "confirm"} | seen(ticked))
    kept = json.loads(CheckedCopy.objects.select_related("concern__key").get().masks)["masks"]
    assert [(one["words"], one["masked"], one.get("doubtful")) for one in kept] == [
        ("niamhbeckett2011", True, None),
        ("NB", True, True),
    ]
