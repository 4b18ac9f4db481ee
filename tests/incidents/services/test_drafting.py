"""An unsent record: begun by those who may record, saved for its author only, given up with a reason, never lost."""

import uuid

import pytest
import time_machine

from incidents.categories import DiscardReason
from incidents.drafts import Answers
from incidents.models import Draft, DraftState, Incident
from incidents.services import drafting, recording
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.makers import make_draft

MAY_RECORD = ["mair", "dafydd", "nia", "owen", "huw", "sam"]
MAY_NOT = ["gwen", "carys", "rhys"]
OTHERS = ["mair", "dafydd", "owen", "huw", "gwen", "carys", "sam", "rhys"]


def answers_of(draft: Draft) -> Answers:
    """What the draft holds in the database."""
    return Answers.read(Draft.objects.select_related("key").get(pk=draft.pk).content)


def recorded(event: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(event=event))


def change_words(text: str):
    return lambda answers: setattr(answers, "words", text)


@pytest.mark.parametrize("who", MAY_RECORD)
def test_whoever_works_at_the_school_may_begin(cast, who):
    draft = drafting.start_draft(actor=cast.people[who], school=cast.afon, language="cy")
    assert (draft.state, draft.author, answers_of(draft).language) == (DraftState.UNSENT, cast.people[who], "cy")
    [event] = recorded(events.DRAFT_STARTED)
    assert (event.actor_id, event.subject_id) == (cast.people[who].pk, draft.pk)


@pytest.mark.parametrize("who", MAY_NOT)
def test_nobody_else_may_begin_and_nothing_is_left(cast, who):
    with pytest.raises(NotThere):
        drafting.start_draft(actor=cast.people[who], school=cast.afon, language="en")
    assert (Draft.objects.count(), recorded(events.DRAFT_STARTED)) == (0, [])


def test_the_time_of_becoming_aware_is_filled_in_from_the_start(cast):
    with time_machine.travel("2026-02-03T10:40:00Z", tick=False):
        draft = drafting.start_draft(actor=cast.nia, school=cast.afon, language="en")
    assert answers_of(draft).became_aware_at == draft.started_at.isoformat() == "2026-02-03T10:40:00+00:00"


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("act", ["save", "search", "discard", "send"])
def test_a_draft_is_its_authors_alone(cast, who, act):
    draft = make_draft(cast.nia, [cast.amy])
    before = answers_of(draft)
    actor = cast.people[who]
    calls = {
        "save": lambda: drafting.save_answers(actor=actor, draft_id=draft.pk, change=change_words("not mine")),
        "search": lambda: drafting.count_search(actor=actor, draft_id=draft.pk),
        "discard": lambda: drafting.discard_draft(actor=actor, draft_id=draft.pk, reason=DiscardReason.WRONG_CHILD),
        "send": lambda: recording.send_draft(actor=actor, draft_id=draft.pk),
    }
    with pytest.raises(NotThere):
        calls[act]()
    draft.refresh_from_db()
    assert (draft.state, draft.searches, answers_of(draft)) == (DraftState.UNSENT, 0, before)
    assert Incident.objects.count() == 0


def test_a_draft_that_never_was_answers_as_one_of_somebody_else(cast):
    with pytest.raises(NotThere):
        drafting.save_answers(actor=cast.nia, draft_id=uuid.uuid4(), change=change_words("nowhere"))


def test_saving_keeps_what_was_answered_and_is_no_event(cast):
    draft = make_draft(cast.nia, [cast.amy])
    before = AuditEvent.objects.count()
    saved = drafting.save_answers(actor=cast.nia, draft_id=draft.pk, change=change_words("What she said."))
    assert answers_of(draft).words == "What she said."
    assert (saved.version, AuditEvent.objects.count()) == (draft.version + 1, before)


def test_searches_are_counted_and_are_no_event(cast):
    draft = make_draft(cast.nia, [cast.amy])
    before = AuditEvent.objects.count()
    for _time in range(3):
        drafting.count_search(actor=cast.nia, draft_id=draft.pk)
    draft.refresh_from_db()
    assert (draft.searches, AuditEvent.objects.count()) == (3, before)


def test_a_save_says_with_which_version_its_page_was_saved(cast):
    draft = drafting.start_draft(actor=cast.nia, school=cast.afon, language="en")
    for page in ("what", "who", "what"):
        draft = drafting.save_answers(actor=cast.nia, draft_id=draft.pk, change=change_words("Words."), page=page)
    assert answers_of(draft).saved == {"what": draft.version, "who": draft.version - 1}


def test_a_record_may_begin_with_words_that_were_written_already(cast):
    draft = drafting.start_draft(actor=cast.nia, school=cast.afon, language="en", words="Written before.")
    assert answers_of(draft).words == "Written before."


@pytest.mark.parametrize("reason", DiscardReason.values)
def test_a_draft_is_given_up_with_a_reason_and_its_words_stay_sealed(cast, reason):
    draft = make_draft(cast.nia, [cast.amy])
    drafting.count_search(actor=cast.nia, draft_id=draft.pk)
    drafting.discard_draft(actor=cast.nia, draft_id=draft.pk, reason=reason)
    draft.refresh_from_db()
    assert (draft.state, draft.discard_reason) == (DraftState.DISCARDED, reason)
    assert answers_of(draft).words
    [event] = recorded(events.DRAFT_DISCARDED)
    assert reason in event.body
    [searches] = recorded(events.PUPILS_SEARCHED)
    assert '"times":1' in searches.body


@pytest.mark.parametrize("act", ["save", "discard", "send"])
@pytest.mark.parametrize("state", [DraftState.SENT, DraftState.DISCARDED])
def test_what_is_sent_or_given_up_cannot_be_changed(cast, act, state):
    draft = make_draft(cast.nia, [cast.amy])
    if state == DraftState.SENT:
        recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    else:
        drafting.discard_draft(actor=cast.nia, draft_id=draft.pk, reason=DiscardReason.WRONG_CHILD)
    if (act, state) == ("send", DraftState.SENT):
        return  # sending twice has tests of its own
    calls = {
        "save": lambda: drafting.save_answers(actor=cast.nia, draft_id=draft.pk, change=change_words("too late")),
        "discard": lambda: drafting.discard_draft(actor=cast.nia, draft_id=draft.pk, reason=DiscardReason.WRONG_CHILD),
        "send": lambda: recording.send_draft(actor=cast.nia, draft_id=draft.pk),
    }
    with pytest.raises(NotThere):
        calls[act]()
    draft.refresh_from_db()
    assert draft.state == state
