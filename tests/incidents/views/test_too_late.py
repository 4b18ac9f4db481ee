"""A page sent after its record was sent or discarded in another tab: what was written is shown, not lost, not done."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.models import Draft, DraftState, Statement
from incidents.services import drafting, recording
from safeguarding import clock
from safeguarding.accounts.models import KeptWords
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.incidents.views.pages import ALL_PAGES, answers_of, text_of, url
from tests.makers import WORDS, make_draft
from tests.tabs import HERE, TOKEN, Browser, action_of, answers_in

MORE = "She came back and said: “It was <b>him</b>.”\r\nThen she left."
FORMS = {
    "who": {"unlisted": MORE, "sought": "jones"},
    "what": {"words": MORE, "text_language": "cy"},
    "checks": {"spoke_to": MORE, "safe_1": "YES"},
    "marks": {"mark_words_1": MORE},
}


@pytest.fixture
def nia(cast, signed_in):
    return signed_in("nia")


@pytest.fixture
def sent(cast):
    """A record that Nia has sent, with its draft."""
    draft = make_draft(cast.nia, [cast.amy], place="Room 4")
    recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    return Draft.objects.get(pk=draft.pk)


@pytest.fixture
def given_up(cast):
    """A record that Nia has discarded."""
    draft = make_draft(cast.nia, [cast.amy])
    return drafting.discard_draft(actor=cast.nia, draft_id=draft.pk, reason="WRONG_CHILD")


@pytest.mark.parametrize("button", [{}, {"save_and": "leave"}, {"save_and": "sign-out"}])
@pytest.mark.parametrize("page", FORMS)
def test_what_was_written_for_a_sent_record_stands_ready_to_be_added(nia, sent, page, button):
    response = nia.post(url(page, sent), FORMS[page] | button)
    assert response.context["form"]["words"].value() == MORE.replace("\r\n", "\n")
    assert "This record has been sent from another tab or device" in text_of(response)
    assert f'action="{reverse("my_record_add", args=[sent.incident.reference])}"' in response.content.decode()
    assert Statement.objects.count() == 1
    assert AuditEvent.objects.filter(event=events.REQUEST_REFUSED).count() == 0


def test_it_is_added_by_a_press_in_the_language_it_was_written_in(nia, sent):
    form = nia.post(url("what", sent), FORMS["what"]).context["form"]
    typed = {name: form[name].value() for name in ("words", "text_language")}
    nia.post(reverse("my_record_add", args=[sent.incident.reference]), typed)
    added = Statement.objects.select_related("incident__key").get(kind="ADDED")
    assert (added.text, added.language) == (MORE.replace("\r\n", "\n"), "cy")


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("what", {"words": f"{WORDS}\r\n", "place": "Room 4"}),
        ("checks", {"safe_1": "YES"}),
        ("discard", {}),
        ("check", {}),
    ],
)
def test_what_holds_nothing_new_leads_to_what_was_sent(nia, sent, page, form):
    assert nia.post(url(page, sent), form).url == reverse("record_sent", args=[sent.pk])


def test_only_what_is_new_is_shown(nia, sent):
    response = nia.post(url("what", sent), {"words": WORDS, "place": "By the gate"})
    assert response.context["form"]["words"].value() == "By the gate"


@pytest.mark.parametrize("page", FORMS)
def test_what_was_written_for_a_discarded_record_is_shown_and_can_begin_a_new_one(nia, cast, given_up, page):
    response = nia.post(url(page, given_up), FORMS[page])
    text = text_of(response)
    assert "You have discarded this record" in text and "Then she left." in text
    assert "<b>him" not in response.content.decode()
    assert AuditEvent.objects.filter(event=events.REQUEST_REFUSED).count() == 0
    begun = {"school": "afon", "words": response.context["words"]}
    assert nia.post(reverse("record_start"), begun).status_code == 302
    [draft] = Draft.objects.filter(state=DraftState.UNSENT)
    assert answers_of(draft).words == MORE.replace("\r\n", "\n")
    assert nia.get(url("what", draft)).context["form"]["words"].value() == answers_of(draft).words


def test_send_after_discard_says_that_nothing_was_sent(nia, given_up):
    assert "Nothing of it has been sent." in text_of(nia.post(url("check", given_up)))


def test_what_is_sent_in_the_moment_between_is_not_lost_either(nia, cast, monkeypatch):
    draft = make_draft(cast.nia, [cast.amy])
    save = drafting.save_answers

    def sent_first(**said):
        recording.send_draft(actor=cast.nia, draft_id=draft.pk)
        return save(**said)

    monkeypatch.setattr(drafting, "save_answers", sent_first)
    assert "Then she left." in nia.post(url("what", draft), FORMS["what"]).content.decode()


def test_what_came_when_session_and_draft_were_over_stands_ready_after_sign_in(cast, signed_in, settings):
    browser, draft = Browser(), make_draft(cast.nia, [cast.amy], words="")
    browser.sign_in(cast.nia)
    tab = browser.open(url("what", draft))
    drafting.save_answers(actor=cast.nia, draft_id=draft.pk, change=lambda answers: setattr(answers, "words", WORDS))
    recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        response = tab.send(FORMS["what"])
        back = browser.sign_in(cast.nia, at=response.url)
        assert back.response.context["form"]["words"].value() == MORE.replace("\r\n", "\n")
        browser.post(action_of(back.response), answers_in(back.response) | {TOKEN: back.token}, HTTP_ORIGIN=HERE)
    assert Statement.objects.filter(kind="ADDED").count() == 1
    assert KeptWords.objects.filter(content_text__isnull=False).count() == 0


@pytest.mark.parametrize("who", ["mair", "owen", "huw", "sam", "gwen"])
@pytest.mark.parametrize("page", [page for page in ALL_PAGES if page != "danger"])
def test_to_others_a_sent_and_a_discarded_record_are_not_there(signed_in, sent, given_up, who, page):
    client = signed_in(who)
    for draft in (sent, given_up):
        response = client.post(url(page, draft), FORMS["what"])
        assert response.status_code == 404
        assert not any(words in text_of(response) for words in ("has been sent", "have discarded", "Add to the record"))
