"""Wording suggestions, on "Check and send" and on a lead's note: once, in the text's language, never in the way."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from incidents.models import Draft, DraftState, Note
from safeguarding.audit.models import AuditEvent
from safeguarding.directory.models import WordingHint
from tests.incidents.views import record
from tests.incidents.views.pages import text_of
from tests.makers import make_concern, make_draft
from tests.tabs import answers_in

BLAMES = {
    "en": "She admitted that she sent it. She said: “I sent it willingly.”",
    "cy": "Fe wnaeth hi gyfaddef popeth. Dywedodd hi: “Dewisodd anfon.”",
}
SUGGESTS = {
    "en": ("Instead of “admitted”", "said; told me"),
    "cy": ("Instead of “gyfaddef”", "dywedodd; dywedodd wrthyf"),
}
QUOTED = {"en": "persuaded, pressured", "cy": "berswadio"}
PLAIN = "She told me that somebody asks her for money."
ONE = "A wording suggestion (you can ignore it)"


@pytest.fixture(autouse=True)
def reference(db):
    call_command("load_reference", verbosity=0)


def choose_welsh(person) -> None:
    type(person).objects.filter(pk=person.pk).update(language="cy")


def check_page(client, draft):
    return client.get(reverse("record_check", args=[draft.pk]))


@pytest.mark.parametrize("language", ["en", "cy"])
class TestCheckAndSend:
    def draft(self, cast, language, words=None):
        return make_draft(cast.nia, [cast.amy], words=words or BLAMES[language], language=language)

    def test_suggests_in_the_language_of_the_text_and_leaves_what_is_quoted(self, cast, signed_in, language):
        draft = self.draft(cast, language)
        page = check_page(signed_in("nia"), draft)
        text = text_of(page).replace("“ ", "“").replace(" ”", "”")
        assert ONE in text and all(words in text for words in SUGGESTS[language])
        assert QUOTED[language] not in text
        assert f'<span lang="{language}">' in page.content.decode()
        assert f'<a class="govuk-link" href="{reverse("record_what", args=[draft.pk])}">' in page.content.decode()

    def test_looks_in_both_lists_whatever_language_was_chosen(self, cast, signed_in, language):
        other = {"en": "cy", "cy": "en"}[language]
        page = check_page(signed_in("nia"), self.draft(cast, other, BLAMES[language]))
        text = text_of(page).replace("“ ", "“").replace(" ”", "”")
        assert ONE in text and all(words in text for words in SUGGESTS[language])

    def test_is_never_in_the_way_and_changes_nothing(self, cast, signed_in, language):
        client, draft = signed_in("nia"), self.draft(cast, language)
        check_page(client, draft)
        assert client.post(reverse("record_check", args=[draft.pk])).status_code == 302
        sent = Draft.objects.get(state=DraftState.SENT).incident
        assert sent.statements.select_related("incident__key").get().text == BLAMES[language]

    def test_a_plain_text_raises_nothing(self, cast, signed_in, language):
        assert "wording suggestion" not in text_of(check_page(signed_in("nia"), self.draft(cast, language, PLAIN)))

    def test_looking_leaves_no_trace_of_it(self, cast, signed_in, language):
        client, draft, plain = signed_in("nia"), self.draft(cast, language), self.draft(cast, language, PLAIN)
        counts = []
        for each in (plain, draft):
            before = AuditEvent.objects.count()
            check_page(client, each)
            counts.append(AuditEvent.objects.count() - before)
        assert counts[0] == counts[1]
        assert Draft.objects.select_related("key").get(pk=draft.pk).content["words"] == BLAMES[language]

    def test_a_school_that_switches_a_hint_off_does_not_see_it(self, cast, signed_in, language):
        [hint] = WordingHint.objects.filter(code="admitted", language=language).values()
        WordingHint.objects.create(**(hint | {"id": None, "school_id": cast.afon.pk, "is_used": False}))
        assert "wording suggestion" not in text_of(check_page(signed_in("nia"), self.draft(cast, language)))


def test_a_reader_of_welsh_is_told_in_welsh(cast, signed_in):
    choose_welsh(cast.nia)
    page = check_page(signed_in("nia"), make_draft(cast.nia, [cast.amy], words=BLAMES["cy"], language="cy"))
    assert "Awgrym" in text_of(page) and "Yn lle" in text_of(page)


def test_several_are_counted_on_the_page(cast, signed_in):
    words = "He should have known better. It was consensual."
    page = check_page(signed_in("nia"), make_draft(cast.nia, [cast.amy], words=words, language="en"))
    assert "2 wording suggestions (you can ignore them)" in text_of(page)


@pytest.mark.parametrize("language", ["en", "cy"])
class TestANote:
    @pytest.fixture
    def concern(self, cast):
        return make_concern(cast.afon, cast.nia, cast.amy)

    def press(self, client, concern, page=None, **typed):
        before = answers_in(page or client.get(record.url("concern_note", concern)))
        return client.post(record.url("concern_note", concern), before | typed)

    def test_the_first_press_suggests_and_the_second_adds_the_note_as_it_is(self, signed_in, concern, language):
        client = signed_in("mair")
        typed = {"words": BLAMES[language], "text_language": language}
        first = self.press(client, concern, **typed)
        text = text_of(first).replace("“ ", "“").replace(" ”", "”")
        assert first.status_code == 200 and ONE in text and all(words in text for words in SUGGESTS[language])
        assert "Your note is not on the record yet" in text and "Error:" not in text
        assert QUOTED[language] not in text
        assert answers_in(first)["words"] == [BLAMES[language]] and Note.objects.count() == 0
        assert self.press(client, concern, first).status_code == 302
        assert Note.objects.get().text == BLAMES[language]

    def test_what_is_written_instead_is_added_at_once(self, signed_in, concern, language):
        client = signed_in("mair")
        first = self.press(client, concern, words=BLAMES[language], text_language=language)
        assert self.press(client, concern, first, words=PLAIN).status_code == 302
        assert Note.objects.get().text == PLAIN

    def test_a_plain_note_is_added_by_one_press(self, signed_in, concern, language):
        client = signed_in("mair")
        assert self.press(client, concern, words=PLAIN, text_language=language).status_code == 302

    def test_a_change_of_language_is_no_press(self, signed_in, concern, language):
        client = signed_in("mair")
        typed = {"words": BLAMES[language], "text_language": language}
        turned = self.press(client, concern, **typed, language="cy")
        assert "Awgrym" not in text_of(turned) and Note.objects.count() == 0
        assert self.press(client, concern, turned, **typed).status_code == 200
