"""Sending a record: complete or not at all, once however often it is sent, each child with a concern of their own."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from incidents.categories import About, Answer, BodyRegion, CallTo, Part, SeenImage, ToldInPerson
from incidents.models import Concern, DirectCall, Draft, DraftState, Incident, Mark, Statement, StatementKind
from incidents.services import drafting, recording
from incidents.services.recording import NotComplete
from incidents.workflow import State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from safeguarding.vault.models import DataKey
from tests.makers import WORDS, make_draft, make_incident

OTHERS = ["mair", "dafydd", "owen", "huw", "gwen", "carys", "sam", "rhys"]
MINUTES = timedelta(minutes=1)


def recorded(event: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(event=event).order_by("seq"))


def sent() -> tuple[int, ...]:
    """How many rows there are of everything that sending writes."""
    return tuple(model.objects.count() for model in (Incident, Statement, Concern, Mark, DirectCall))


def test_a_record_is_sent_in_full(cast):
    told_at = clock.now().replace(microsecond=0) - 5 * MINUTES
    draft = make_draft(
        cast.nia,
        [cast.amy],
        place="After lesson 2",
        told_at=told_at.isoformat(),
        about=[About.ONLINE, About.THREATS_OR_MONEY],
        seen_image=SeenImage.RATHER_TELL,
        language="cy",
        safe_now=Answer.UNKNOWN,
        about_child={"part": Part.HAPPENED_TO, "self_harm_worry": Answer.YES},
    )
    incident = recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    incident = Incident.objects.select_related("key").get(pk=incident.pk)
    assert (incident.reporter, incident.school, incident.place) == (cast.nia, cast.afon, "After lesson 2")
    assert (incident.told_in_person, incident.told_at) == (ToldInPerson.YES, told_at)
    assert incident.about == [About.ONLINE, About.THREATS_OR_MONEY]
    assert (incident.seen_image, incident.language) == (SeenImage.RATHER_TELL, "cy")
    [statement] = incident.statements.select_related("incident__key")
    assert (statement.kind, statement.text, statement.author) == (StatementKind.FIRST, WORDS, cast.nia)
    assert statement.language == "cy"
    [concern] = incident.concerns.all()
    assert (concern.pupil, concern.state, concern.owner) == (cast.amy, State.SENT, None)
    assert (concern.safe_now, concern.part, concern.self_harm_worry) == ("UNKNOWN", "HAPPENED_TO", "YES")


def test_every_child_has_a_concern_a_key_and_a_reference_of_their_own(cast):
    incident = make_incident(cast.nia, [cast.amy, cast.eli], unlisted=["A boy in year 8 with a red bag"])
    concerns = list(incident.concerns.select_related("key").order_by("place_in_report"))
    assert [concern.pupil for concern in concerns] == [cast.amy, cast.eli, None]
    assert [concern.unlisted_child for concern in concerns] == ["", "", "A boy in year 8 with a red bag"]
    keys = {incident.key_id} | {concern.key_id for concern in concerns}
    references = {incident.reference} | {concern.reference for concern in concerns}
    assert (len(keys), len(references)) == (4, 4)


def test_marks_are_kept_with_what_they_looked_like(cast):
    looked = "The size of a coin, purple. He said he fell."
    marks = {"regions": [BodyRegion.ARM_LOWER_LEFT, BodyRegion.HAND_LEFT], "mark_words": looked}
    incident = make_incident(cast.nia, [cast.amy], about=[About.INJURY], about_child=marks)
    found = Mark.objects.select_related("concern__key").filter(concern__incident=incident)
    assert {mark.region for mark in found} == {"ARM_LOWER_LEFT", "HAND_LEFT"}
    assert [mark.described for mark in found if mark.described] == [looked]


def test_what_a_mark_looked_like_is_kept_without_a_place(cast):
    looked = "She said it was on her leg and did not show me."
    incident = make_incident(cast.nia, [cast.amy], about=[About.INJURY], about_child={"mark_words": looked})
    found = Mark.objects.select_related("concern__key").filter(concern__incident=incident)
    assert [mark.described for mark in found] == [looked]


def test_calls_that_were_made_go_along(cast):
    at = clock.now().replace(microsecond=0) - 20 * MINUTES
    call = {"called": CallTo.POLICE, "called_at": at.isoformat(), "spoke_to": "The desk", "agency_reference": "P-1"}
    incident = make_incident(cast.nia, [cast.amy], calls=[call])
    [kept] = incident.direct_calls.select_related("incident__key")
    assert (kept.called, kept.called_at, kept.caller) == (CallTo.POLICE, at, cast.nia)
    assert (kept.spoke_to, kept.agency_reference) == ("The desk", "P-1")


def test_one_event_for_every_child_with_commitments_and_no_words(cast):
    incident = make_incident(cast.nia, [cast.amy, cast.eli])
    found = recorded(events.RECORD_SENT)
    assert {event.subject_id for event in found} == set(incident.concerns.values_list("pk", flat=True))
    committed = incident.key.commit("statement", WORDS)
    assert all(committed in event.body and event.actor_id == cast.nia.pk for event in found)
    assert not any(part in event.body for event in found for part in ("money", "Amy", "Jones"))


def test_the_searches_are_one_event_when_it_is_sent(cast):
    draft = make_draft(cast.nia, [cast.amy])
    for _time in range(4):
        drafting.count_search(actor=cast.nia, draft_id=draft.pk)
    recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    [event] = recorded(events.PUPILS_SEARCHED)
    assert '"times":4' in event.body


def test_a_sent_draft_holds_nothing_any_more(cast):
    draft = make_draft(cast.nia, [cast.amy])
    recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    draft.refresh_from_db()
    assert (draft.state, draft.content_text) == (DraftState.SENT, None)
    assert DataKey.objects.get(pk=draft.key_id).wrapped is None


@pytest.mark.parametrize("answer", ["words", "became_aware_at", "told_in_person"])
def test_a_required_answer_is_required(cast, answer):
    draft = make_draft(cast.nia, [cast.amy], **{answer: ""})
    with pytest.raises(NotComplete):
        recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    draft.refresh_from_db()
    assert (sent(), draft.state, recorded(events.RECORD_SENT)) == ((0, 0, 0, 0, 0), DraftState.UNSENT, [])


def test_somebody_has_to_be_named_and_safe_or_not(cast):
    nobody, unknown = make_draft(cast.nia), make_draft(cast.nia, [cast.amy, cast.eli], safe_now="")
    with pytest.raises(NotComplete) as refused:
        recording.send_draft(actor=cast.nia, draft_id=nobody.pk)
    assert refused.value.missing == ["who"]
    with pytest.raises(NotComplete) as refused:
        recording.send_draft(actor=cast.nia, draft_id=unknown.pk)
    assert refused.value.missing == ["safe-1", "safe-2"]
    assert sent() == (0, 0, 0, 0, 0)


def test_nothing_but_who_what_when_safe_and_told_is_required(cast):
    draft = make_draft(cast.nia, unlisted=["A girl I do not know"], told_in_person=ToldInPerson.NOT_YET)
    assert recording.send_draft(actor=cast.nia, draft_id=draft.pk).concerns.count() == 1


def test_a_child_of_another_school_cannot_be_recorded(cast):
    draft = make_draft(cast.nia, [cast.other])
    with pytest.raises(NotComplete):
        recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    assert sent() == (0, 0, 0, 0, 0)


def test_what_fails_halfway_leaves_nothing(cast):
    draft = make_draft(cast.nia, [cast.amy], about_child={"regions": ["TAIL"]})
    keys = DataKey.objects.count()
    with pytest.raises(ValueError, match="TAIL"):
        recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    draft.refresh_from_db()
    assert (sent(), draft.state) == ((0, 0, 0, 0, 0), DraftState.UNSENT)
    assert (DataKey.objects.count(), recorded(events.RECORD_SENT)) == (keys, [])


def test_sending_twice_gives_the_same_record_and_no_second_event(cast):
    draft = make_draft(cast.nia, [cast.amy, cast.eli])
    first = recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    second = recording.send_draft(actor=cast.nia, draft_id=draft.pk)
    assert first == second
    assert (Incident.objects.count(), Concern.objects.count(), len(recorded(events.RECORD_SENT))) == (1, 2, 2)


def test_ten_at_once_make_one_record(fresh_database, cast):
    draft = make_draft(cast.nia, [cast.amy, cast.eli])
    together, found = threading.Barrier(10), []

    def send() -> None:
        together.wait()
        try:
            found.append(recording.send_draft(actor=cast.nia, draft_id=draft.pk).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found))) == (10, 1)
    assert (sent(), len(recorded(events.RECORD_SENT))) == ((1, 1, 2, 0, 0), 2)
    assert Draft.objects.get().state == DraftState.SENT


# --- afterwards


def add(actor, incident, text="He also said it began on a game."):
    return recording.add_statement(actor=actor, reference=incident.reference, text=text, language="en")


def call(actor, incident):
    return recording.record_direct_call(
        actor=actor,
        reference=incident.reference,
        called=CallTo.CHILDRENS_SERVICES,
        called_at=clock.now() - MINUTES,
        spoke_to="The duty worker",
        agency_reference="C-77",
    )


def read(actor, incident):
    return recording.open_own_record(actor=actor, reference=incident.reference)


def test_the_reporter_adds_and_what_was_sent_stays(cast):
    incident = make_incident(cast.nia, [cast.amy])
    add(cast.nia, incident)
    kinds = [(one.kind, one.text) for one in incident.statements.select_related("incident__key")]
    assert kinds == [("FIRST", WORDS), ("ADDED", "He also said it began on a game.")]
    [event] = recorded(events.RECORD_ADDED_TO)
    assert (event.subject_id, "game" in event.body) == (incident.pk, False)


def test_an_addition_that_is_sent_twice_is_added_once(cast):
    incident = make_incident(cast.nia, [cast.amy])
    assert add(cast.nia, incident) == add(cast.nia, incident)
    assert (incident.statements.count(), len(recorded(events.RECORD_ADDED_TO))) == (2, 1)


def test_the_reporter_records_a_call_they_made(cast):
    incident = make_incident(cast.nia, [cast.amy])
    call(cast.nia, incident)
    [kept] = incident.direct_calls.select_related("incident__key")
    assert (kept.called, kept.spoke_to, kept.agency_reference) == ("CHILDRENS_SERVICES", "The duty worker", "C-77")
    [event] = recorded(events.DIRECT_CALL_RECORDED)
    assert (event.subject_id, "duty" in event.body) == (incident.pk, False)


def test_reading_ones_own_record_is_an_event(cast):
    incident = make_incident(cast.nia, [cast.amy])
    assert read(cast.nia, incident) == incident
    [event] = recorded(events.OWN_RECORD_OPENED)
    assert (event.actor_id, event.subject_id) == (cast.nia.pk, incident.pk)


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("act", [add, call, read])
def test_nobody_else_reads_or_adds_as_the_reporter(cast, who, act):
    incident = make_incident(cast.nia, [cast.amy])
    before = AuditEvent.objects.count()
    with pytest.raises(NotThere):
        act(cast.people[who], incident)
    assert (sent(), AuditEvent.objects.count()) == ((1, 1, 1, 0, 0), before)
