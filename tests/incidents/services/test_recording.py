"""Sending a record, adding to it and reading it again: what the services promise."""

import threading
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from incidents.models import Concern, DirectCall, Draft, DraftState, Incident, Mark, Statement
from incidents.services import drafting, recording
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from safeguarding.vault.models import DataKey, KeyDestroyed
from tests.makers import WORDS, make_draft, make_incident


def recorded(event: str) -> int:
    return AuditEvent.objects.filter(event=event).count()


class TestSendingADraft:
    def test_makes_one_incident_with_a_concern_for_each_child(self, cast):
        draft = make_draft(cast.nia, [cast.amy, cast.eli], unlisted=["A boy in year 9"])

        incident = recording.send_draft(actor=cast.nia, draft_id=draft.pk)

        concerns = list(Concern.objects.filter(incident=incident).order_by("place_in_report"))
        assert [concern.pupil for concern in concerns] == [cast.amy, cast.eli, None]
        assert concerns[2].unlisted_child == "A boy in year 9"
        assert len({concern.key_id for concern in concerns} | {incident.key_id}) == 4
        assert [statement.text for statement in incident.statements.all()] == [WORDS]

    def test_leaves_one_event_for_each_concern(self, cast):
        make_incident(cast.nia, [cast.amy, cast.eli])
        assert recorded(events.RECORD_SENT) == 2

    def test_gives_the_same_incident_when_it_is_sent_again(self, cast):
        draft = make_draft(cast.nia, [cast.amy])
        first = recording.send_draft(actor=cast.nia, draft_id=draft.pk)
        assert recording.send_draft(actor=cast.nia, draft_id=draft.pk) == first
        assert (Incident.objects.count(), recorded(events.RECORD_SENT)) == (1, 1)

    def test_empties_the_draft_and_forgets_its_key(self, cast):
        draft = make_draft(cast.nia, [cast.amy])
        recording.send_draft(actor=cast.nia, draft_id=draft.pk)
        draft = Draft.objects.get(pk=draft.pk)
        assert (draft.state, draft.content) == (DraftState.SENT, {})
        with pytest.raises(KeyDestroyed):
            _ = draft.key.aead

    @pytest.mark.parametrize(
        ("gone", "missing"),
        [
            ({"words": "  \n"}, ["what"]),
            ({"told_in_person": ""}, ["told"]),
            ({"became_aware_at": ""}, ["when"]),
            ({"children": []}, ["who"]),
            ({"words": "a\x00b"}, ["page-what"]),
            ({"words": "x" * 10_001}, ["page-what"]),
            ({"not_taken": ["checks"]}, ["page-checks"]),
        ],
    )
    def test_is_refused_while_a_required_answer_is_missing(self, cast, gone, missing):
        draft = make_draft(cast.nia, [cast.amy], **gone)
        with pytest.raises(recording.NotComplete) as refused:
            recording.send_draft(actor=cast.nia, draft_id=draft.pk)
        assert refused.value.missing == missing
        assert Incident.objects.count() == 0

    @pytest.mark.parametrize("person", ["owen", "mair", "huw", "sam", "rhys", "gwen"])
    def test_is_for_its_author_alone(self, cast, person):
        draft = make_draft(cast.nia, [cast.amy])
        with pytest.raises(NotThere):
            recording.send_draft(actor=cast.people[person], draft_id=draft.pk)
        assert Incident.objects.count() == 0

    def test_refuses_a_child_of_another_school(self, cast):
        draft = make_draft(cast.nia, [cast.other])
        with pytest.raises(recording.NotComplete):
            recording.send_draft(actor=cast.nia, draft_id=draft.pk)
        assert (Incident.objects.count(), Statement.objects.count()) == (0, 0)

    def test_ten_parallel_presses_make_one_record(self, fresh_database, cast):
        draft = make_draft(cast.nia, [cast.amy])
        sent, failed = [], []

        def press():
            try:
                sent.append(recording.send_draft(actor=cast.nia, draft_id=draft.pk).pk)
            except Exception as error:
                failed.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=press) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert len(sent) == 10
        assert len(set(sent)) == 1
        assert (Incident.objects.count(), Concern.objects.count(), recorded(events.RECORD_SENT)) == (1, 1, 1)


class TestADraft:
    @pytest.mark.parametrize("person", ["owen", "mair", "huw", "sam", "rhys"])
    def test_is_nobody_elses_to_save_or_discard(self, cast, person):
        draft = make_draft(cast.nia, [cast.amy])
        with pytest.raises(NotThere):
            drafting.save_answers(actor=cast.people[person], draft_id=draft.pk, change=lambda held: None)
        with pytest.raises(NotThere):
            drafting.discard_draft(actor=cast.people[person], draft_id=draft.pk, reason="WRONG_CHILD")

    def test_is_given_up_with_a_reason_that_is_recorded(self, cast):
        draft = make_draft(cast.nia, [cast.amy])
        drafting.discard_draft(actor=cast.nia, draft_id=draft.pk, reason="WRONG_CHILD")
        assert Draft.objects.get(pk=draft.pk).state == DraftState.DISCARDED
        assert '"reason":"WRONG_CHILD"' in AuditEvent.objects.get(event=events.DRAFT_DISCARDED).body

    def test_cannot_be_sent_once_it_is_given_up(self, cast):
        draft = make_draft(cast.nia, [cast.amy])
        drafting.discard_draft(actor=cast.nia, draft_id=draft.pk, reason="WRONG_CHILD")
        with pytest.raises(NotThere):
            recording.send_draft(actor=cast.nia, draft_id=draft.pk)

    @pytest.mark.parametrize("person", ["gwen", "carys", "rhys"])
    def test_is_begun_only_where_somebody_may_record(self, cast, person):
        with pytest.raises(NotThere):
            drafting.start_draft(actor=cast.people[person], school=cast.afon, language="en")
        assert Draft.objects.count() == 0


class TestAfterSending:
    def test_the_reporter_adds_to_it_and_nothing_is_rewritten(self, cast):
        incident = make_incident(cast.nia, [cast.amy])
        recording.add_statement(actor=cast.nia, reference=incident.reference, text="I forgot this.", language="en")
        assert [one.text for one in incident.statements.all()] == [
            WORDS,
            "I forgot this.",
        ]
        assert recorded(events.RECORD_ADDED_TO) == 1

    def test_the_reporter_records_a_call(self, cast):
        incident = make_incident(cast.nia, [cast.amy])
        recording.record_direct_call(
            actor=cast.nia,
            reference=incident.reference,
            called="POLICE",
            called_at=clock.now(),
            spoke_to="Control room",
            agency_reference="LOG 12",
        )
        assert DirectCall.objects.get().agency_reference == "LOG 12"
        assert recorded(events.DIRECT_CALL_RECORDED) == 1
        assert '"commitment":' in AuditEvent.objects.get(event=events.DIRECT_CALL_RECORDED).body

    def test_who_has_a_childs_page_open_sees_that_something_was_added(self, cast):
        incident = make_incident(cast.nia, [cast.amy, cast.eli])
        said = {"actor": cast.nia, "reference": incident.reference}
        call = {"called": "POLICE", "called_at": clock.now(), "spoke_to": "", "agency_reference": ""}
        for _press in range(2):
            recording.add_statement(**said, text="I forgot this.", language="en")
        assert list(incident.concerns.values_list("version", flat=True)) == [2, 2]
        for _press in range(2):
            recording.record_direct_call(**said, **call)
        assert list(incident.concerns.values_list("version", flat=True)) == [3, 3]

    def test_a_call_pressed_twice_is_one_call_and_another_is_another(self, cast):
        incident = make_incident(cast.nia, [cast.amy])
        call = {"actor": cast.nia, "reference": incident.reference, "called": "POLICE", "called_at": clock.now()}
        call |= {"spoke_to": "Control room", "agency_reference": "LOG 12"}
        first = recording.record_direct_call(**call)
        assert recording.record_direct_call(**call) == first
        assert (DirectCall.objects.count(), recorded(events.DIRECT_CALL_RECORDED)) == (1, 1)
        for other in ({"spoke_to": "The sergeant"}, {"called": "EMERGENCY"}, {"agency_reference": "LOG 13"}):
            recording.record_direct_call(**call | other)
        assert (DirectCall.objects.count(), recorded(events.DIRECT_CALL_RECORDED)) == (4, 4)

    @pytest.mark.parametrize("person", ["owen", "mair", "huw", "sam", "rhys", "gwen"])
    def test_it_is_nobody_elses_to_read_or_add_to(self, cast, person):
        incident = make_incident(cast.nia, [cast.amy])
        with pytest.raises(NotThere):
            recording.open_own_record(actor=cast.people[person], reference=incident.reference)
        with pytest.raises(NotThere):
            recording.add_statement(actor=cast.people[person], reference=incident.reference, text="x", language="en")
        assert recorded(events.OWN_RECORD_OPENED) == 0

    def test_an_unknown_reference_is_not_there(self, cast):
        with pytest.raises(NotThere):
            recording.open_own_record(actor=cast.nia, reference=str(uuid.uuid4())[:9])


class TestWhatTheTrailHoldsOfASending:
    def test_it_is_bound_to_the_words_and_the_answers_and_holds_neither(self, cast):
        incident = make_incident(
            cast.nia, [cast.amy], unlisted=["A boy in year 9"], about_child={"part": "SAW_OR_HEARD"}
        )
        for concern in incident.concerns.select_related("key"):
            [event] = AuditEvent.objects.filter(event=events.RECORD_SENT, subject_id=concern.pk)
            assert incident.key.commit("statement", WORDS) in event.body
            assert concern.key.commit("answers", recording.answered_about(concern)) in event.body
            assert not any(word in event.body for word in ("money", "year 9", "SAW_OR_HEARD", "Amy"))

    def test_searches_are_one_event_with_their_number(self, cast):
        draft = make_draft(cast.nia, [cast.amy])
        for _time in range(4):
            drafting.count_search(actor=cast.nia, draft_id=draft.pk)
        recording.send_draft(actor=cast.nia, draft_id=draft.pk)
        assert '"times":4' in AuditEvent.objects.get(event=events.PUPILS_SEARCHED).body

    def test_marks_and_calls_go_along(self, cast):
        marks = {"regions": ["HAND_LEFT", "CHEST"], "mark_words": "Purple, the size of a coin"}
        call = {"called": "POLICE", "called_at": clock.now().isoformat(), "spoke_to": "The desk"}
        incident = make_incident(cast.nia, [cast.amy], about_child=marks, calls=[call])
        found = Mark.objects.select_related("concern__key").filter(concern__incident=incident)
        assert {mark.region for mark in found} == {"HAND_LEFT", "CHEST"}
        assert [mark.described for mark in found if mark.described] == ["Purple, the size of a coin"]
        assert [one.spoke_to for one in incident.direct_calls.select_related("incident__key")] == ["The desk"]

    def test_marks_go_only_where_it_is_about_an_injury(self, cast):
        marks = {"regions": ["CHEST"], "mark_words": "Purple"}
        make_incident(cast.nia, [cast.amy], about=["SAID"], about_child=marks)
        assert Mark.objects.count() == 0

    def test_what_a_mark_looked_like_is_not_dropped_for_want_of_its_place(self, cast):
        draft = make_draft(cast.nia, [cast.amy], about_child={"mark_words": "On her leg, I was told"})
        with pytest.raises(recording.NotComplete) as refused:
            recording.send_draft(actor=cast.nia, draft_id=draft.pk)
        assert (refused.value.missing, Incident.objects.count()) == (["marks-1"], 0)

    def test_what_fails_halfway_leaves_nothing(self, cast):
        draft = make_draft(cast.nia, [cast.amy], about_child={"regions": ["TAIL"]})
        keys = DataKey.objects.count()
        with pytest.raises(ValueError, match="TAIL"):
            recording.send_draft(actor=cast.nia, draft_id=draft.pk)
        draft.refresh_from_db()
        left = (Incident.objects.count(), Statement.objects.count(), Concern.objects.count(), DataKey.objects.count())
        assert (left, draft.state, recorded(events.RECORD_SENT)) == ((0, 0, 0, keys), DraftState.UNSENT, 0)

    def test_an_addition_pressed_twice_is_added_once(self, cast):
        incident = make_incident(cast.nia, [cast.amy])
        add = {"actor": cast.nia, "reference": incident.reference, "text": "And this.", "language": "en"}
        assert recording.add_statement(**add) == recording.add_statement(**add)
        assert (incident.statements.count(), recorded(events.RECORD_ADDED_TO)) == (2, 1)

    def test_the_same_words_a_week_later_are_added_again(self, cast):
        incident = make_incident(cast.nia, [cast.amy])
        said = {"actor": cast.nia, "reference": incident.reference, "text": "He hit her again today.", "language": "en"}
        first = recording.add_statement(**said)
        with time_machine.travel(clock.now() + timedelta(days=7)):
            assert recording.add_statement(**said) != first
        assert recorded(events.RECORD_ADDED_TO) == 2
