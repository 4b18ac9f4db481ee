"""A school's own wording: a letter that is changed is a further version, and a hint can be switched off."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from safeguarding.directory import selectors
from safeguarding.directory.models import Letter, WordingHint
from tests.incidents.views.record import text_of
from tests.safeguarding.directory.keeping import change, kept, press, the

pytestmark = pytest.mark.usefixtures("reference")


class TestALetter:
    def test_that_is_changed_is_a_further_version(self, cast, mair):
        letter = the(Letter, language="en")
        for text in ("First wording.", "Second wording."):
            change(mair, "letters", letter, text=text)
        own = Letter.objects.filter(school=cast.afon).order_by("version")
        assert [(row.version, row.text, row.is_checked) for row in own] == [
            (1, "First wording.", False),
            (2, "Second wording.", False),
        ]
        assert Letter.objects.get(pk=letter.pk).text == letter.text
        assert selectors.letter_for(cast.afon, letter.code, "en").text == "Second wording."
        assert selectors.letter_for(cast.riverside, letter.code, "en") == letter

    def test_is_taken_on_as_the_schools_own_wording(self, cast, mair):
        letter = the(Letter, language="cy")
        for _press in range(2):
            assert press(mair, "guidance_ours", letter.pk).status_code == 302
        ours = selectors.letter_for(cast.afon, letter.code, "cy")
        assert (ours.school, ours.text, ours.is_checked) == (cast.afon, letter.text, True)
        assert not Letter.objects.get(pk=letter.pk).is_checked and len(kept()) == 1

    def test_that_is_changed_after_that_has_to_be_taken_on_again(self, cast, mair):
        letter = the(Letter, language="en")
        press(mair, "guidance_ours", letter.pk)
        change(mair, "letters", letter, text="Another wording.")
        assert not selectors.letter_for(cast.afon, letter.code, "en").is_checked

    @pytest.mark.parametrize("name", ["title", "text", "language", "version"])
    def test_stays_as_it_was_written(self, cast, mair, name):
        change(mair, "letters", the(Letter, language="en"), text="Our wording.")
        for letter in (Letter.objects.get(school=cast.afon), the(Letter, language="en")):
            value = 9 if name == "version" else "xx"
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                Letter.objects.filter(pk=letter.pk).update(**{name: value})
            with pytest.raises(DatabaseError), transaction.atomic():
                Letter.objects.filter(pk=letter.pk)._raw_delete("default")

    def test_being_checked_today_does_not_take_it_on(self, cast, mair):
        letter = the(Letter, language="en")
        Letter.objects.filter(pk=letter.pk).update(checked_on=date(2020, 1, 1))
        press(mair, "guidance_checked", "letters", letter.pk)
        assert not selectors.letter_for(cast.afon, letter.code, "en").is_checked


def test_a_hint_is_switched_off_and_on_again(cast, mair):
    def codes():
        return {hint.code for hint in selectors.hints_for(cast.afon) if hint.language == "en"}

    hint = the(WordingHint, code="victim", language="en")
    change(mair, "hints", hint, is_used="False")
    assert "victim" not in codes()
    assert "Switched off" in text_of(mair.get(reverse("guidance_list", args=["hints"])))
    change(mair, "hints", hint, is_used="True")
    assert "victim" in codes()
