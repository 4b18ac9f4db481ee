"""A lead's pages of one concern: the author's words first, what is known, what may be done, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from incidents.models import Reading
from incidents.services import matching, planning, reading, recording, triage
from incidents.workflow import State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.bench.data import fill_concerns
from tests.incidents.services.proofs import stands
from tests.incidents.views.living import live_through
from tests.incidents.views.record import text_of, url
from tests.makers import make_concern, make_incident

WORDS = "She said: <b>“Don’t tell”</b>\n\n  and then she cried."


@pytest.fixture
def concern(cast):
    return make_incident(cast.nia, [cast.amy], words=WORDS, about=["THREATS_OR_MONEY"]).concerns.get()


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def take_on(cast, concern, who="mair") -> None:
    triage.take_on(actor=cast.people[who], reference=concern.reference)


class TestTheRecord:
    def test_shows_the_authors_words_unaltered_before_anything_can_be_pressed(self, mair, concern):
        page = mair.get(url("concern", concern)).content.decode()
        words = "She said: &lt;b&gt;“Don’t tell”&lt;/b&gt;\n\n  and then she cried."
        assert words in page
        assert page.index(words) < page.index("Take this on") < page.index("Decisions about referring")

    def test_says_what_the_author_answered(self, mair, concern):
        text = text_of(mair.get(url("concern", concern)))
        for words in ("Threats or money", "Safe right now Yes", "Told in person Yes", "Nobody leads yet"):
            assert words in text

    def test_opened_is_seen_by_the_reporter_and_taken_on_is_too(self, cast, signed_in, concern):
        own = reverse("my_record", args=[concern.incident.reference])
        assert "Sent, not yet opened" in text_of(signed_in("nia").get(own))
        signed_in("mair").get(url("concern", concern))
        assert "Opened by the safeguarding team on" in text_of(signed_in("nia").get(own))
        take_on(cast, concern)
        assert "Being dealt with" in text_of(signed_in("nia").get(own))

    def test_shows_what_the_author_added_and_whom_they_called(self, cast, mair, concern):
        said = {"actor": cast.nia, "reference": concern.incident.reference}
        recording.add_statement(**said, text="One more thing.", language="en")
        recording.record_direct_call(
            **said, called="POLICE", called_at=clock.now(), spoke_to="PC 4411", agency_reference="Log 77"
        )
        text = text_of(mair.get(url("concern", concern)))
        assert "One more thing." in text and "PC 4411" in text and "Log 77" in text

    def test_leads_to_the_other_records_of_the_child_and_to_no_other_childs(self, cast, mair, concern):
        earlier = make_concern(cast.afon, cast.owen, cast.amy, state=State.CLOSED)
        others = make_concern(cast.afon, cast.owen, cast.eli)
        page = mair.get(url("concern", concern)).content.decode()
        assert url("concern", earlier) in page and reverse("pupil", args=[cast.amy.pk]) in page
        assert others.reference not in page and "Jonas" not in page

    def test_counts_the_other_records_of_the_child_and_shows_the_latest(self, cast, mair, concern):
        fill_concerns(cast.afon, cast.owen, [cast.amy], 21)
        response = mair.get(url("concern", concern))
        assert "There are 21 other records of this child." in text_of(response)
        assert len(response.context["other_records"]["rows"]) == 20

    def test_without_another_record_it_says_so(self, mair, concern):
        assert "There is no other record of this child." in text_of(mair.get(url("concern", concern)))

    def test_says_who_else_is_looking_and_not_oneself(self, cast, mair, concern):
        mair.get(url("concern", concern))
        assert "opened this record too" not in text_of(mair.get(url("concern", concern)))
        reading.open_concern(actor=cast.dafydd, reference=concern.reference)
        assert "Dafydd Rees opened this record too" in text_of(mair.get(url("concern", concern)))

    def test_writes_a_reading_and_nothing_else(self, mair, concern):
        before = stands(concern)
        mair.get(url("concern", concern))
        columns, rows, events = stands(concern)
        assert columns == before[0] and sum(rows) == sum(before[1]) + 1 and events == before[2] + 1
        assert Reading.objects.count() == 1

    @pytest.mark.parametrize("state", State)
    def test_offers_what_can_be_done_from_where_it_stands(self, cast, mair, state):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state, owner=cast.mair)
        page = mair.get(url("concern", concern)).content.decode()
        offered = {
            name
            for name in ("concern_take_on", "concern_hand_over", "concern_triage", "plan", "close", "reopen")
            if f'"{url(name, concern)}"' in page
        }
        later = {State.PLANNED, State.NO_FURTHER_ACTION}
        assert offered == {
            *(["concern_take_on"] if state == State.SENT else []),
            *(["concern_hand_over"] if state not in {State.SENT, State.CLOSED} else []),
            *(["concern_triage"] if state != State.CLOSED else []),
            *(["plan"] if state in {State.OPENED, State.IN_REVIEW, State.PLANNED} else []),
            *(["close"] if state in later else []),
            *(["reopen"] if state == State.CLOSED else []),
        }

    def test_names_no_child_and_no_reference_in_its_title(self, mair, concern):
        for name in ("concern", "concern_chronology", "concern_actions", "concern_triage", "concern_access"):
            title = re.search(r"<title>(.*?)</title>", mair.get(url(name, concern)).content.decode(), re.DOTALL)[1]
            assert title.strip() and not any(word in title for word in ("Amy", "Jones", concern.reference))

    @pytest.mark.parametrize("who", ["nia", "owen", "huw", "gwen", "carys", "sam", "rhys"])
    def test_is_not_there_for_anybody_else(self, signed_in, concern, who):
        assert signed_in(who).get(url("concern", concern)).status_code == 404
        assert Reading.objects.count() == 0


class TestNotesAndActions:
    def test_a_note_is_shown_in_its_language(self, mair, concern):
        answer = {"words": "Siaradais â hi.", "text_language": "cy", "version": concern.version}
        assert mair.post(url("concern_note", concern), answer).url == url("concern", concern)
        assert '<blockquote class="house-quote" lang="cy">Siaradais â hi.' in mair.get(
            url("concern", concern)
        ).content.decode().replace("&#x27;", "'")

    def test_an_action_is_planned_counted_done_and_no_longer_counted(self, cast, mair, concern):
        today = clock.today()
        day = {"due_on_day": today.day, "due_on_month": today.month, "due_on_year": today.year}
        answer = day | {"what": "Call home", "owner": str(cast.dafydd.pk), "version": 1}
        assert mair.post(url("concern_action", concern), answer).url == url("concern_actions", concern)
        shown = text_of(mair.get(url("concern_actions", concern)))
        assert "Call home" in shown and "Actions (1)" in shown and "Overdue" not in shown
        done = url("concern_action_done", concern, action_id=concern.actions.get().pk)
        assert mair.post(done, {"was_needed": "NO", "note": "They came in."}).status_code == 302
        shown = text_of(mair.get(url("concern_actions", concern)))
        assert "Not needed any more, recorded by Mair Prosser" in shown and "Actions (1)" not in shown
        assert mair.get(done).url == url("concern_actions", concern)
        assert not AuditEvent.objects.filter(event=events.REQUEST_REFUSED).exists()

    @pytest.mark.parametrize("name", ["concern", "concern_actions"])
    def test_an_action_says_in_one_sentence_who_does_it_and_by_when(self, cast, mair, concern, name):
        day = clock.today() + timedelta(days=3)
        planning.plan_action(
            actor=cast.mair, reference=concern.reference, what="X", owner_id=cast.dafydd.pk, due_on=day
        )
        assert f"For Dafydd Rees, to be done by {day.day} " in text_of(mair.get(url(name, concern)))

    def test_a_note_and_an_action_pressed_twice_are_there_once(self, cast, mair, concern):
        day = clock.today()
        due = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
        for _press in range(2):
            mair.post(url("concern_note", concern), {"words": "Same.", "text_language": "en", "version": 1})
            action = {"what": "Same.", "owner": str(cast.mair.pk), "version": 1} | due
            assert mair.post(url("concern_action", concern), action).status_code == 302
        assert (concern.notes.count(), concern.actions.count()) == (1, 1)

    def test_an_action_that_somebody_else_completed_meanwhile_gives_back_what_was_typed(self, cast, mair, concern):
        said = {"actor": cast.dafydd, "reference": concern.reference}
        action = planning.plan_action(**said, what="Call home", owner_id=cast.mair.pk, due_on=clock.today())
        planning.complete_action(**said, action_id=action.pk, was_needed=True, note="They came in.")
        done = url("concern_action_done", concern, action_id=action.pk)
        response = mair.post(done, {"was_needed": "YES", "note": "I rang at noon.", "version": 1})
        assert "Dafydd Rees has completed this action meanwhile." in text_of(response)
        assert "I rang at noon." in response.content.decode()
        shown = text_of(mair.get(url("concern_actions", concern)))
        assert "They came in." in shown and "I rang at noon." not in shown

    def test_the_same_press_twice_completes_an_action_once_and_says_no_more(self, cast, mair, concern):
        action = planning.plan_action(
            actor=cast.mair, reference=concern.reference, what="X", owner_id=cast.mair.pk, due_on=clock.today()
        )
        done = url("concern_action_done", concern, action_id=action.pk)
        for _press in range(2):
            response = mair.post(done, {"was_needed": "YES", "note": "I rang.", "version": 1})
            assert response.url == url("concern_actions", concern)

    def test_an_action_of_another_record_is_not_there(self, cast, mair, concern):
        other = make_concern(cast.afon, cast.nia, cast.eli)
        action = planning.plan_action(
            actor=cast.mair, reference=other.reference, what="X", owner_id=cast.mair.pk, due_on=clock.today()
        )
        assert mair.get(url("concern_action_done", concern, action_id=action.pk)).status_code == 404


def test_the_chronology_is_read_from_the_records_newest_first(cast, mair, concern):
    live_through(cast, concern)
    entries = mair.get(url("concern_chronology", concern)).context["entries"]
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    titles = " | ".join(str(entry.title) for entry in entries)
    for words in ("Recorded", "Triage", "Note", "Action planned for", "Referral to", "From “Sent” to “Opened”"):
        assert words in titles
    assert "From “In review” to “In review”" not in titles
    assert {entry.by for entry in entries} == {"Mair Prosser", "Nia Hopkins"}


def test_the_chronology_keeps_direct_calls_and_who_the_child_turned_out_to_be(cast, mair):
    incident = make_incident(cast.nia, unlisted=["A girl with a red bag"])
    concern = incident.concerns.get()
    call = {"called": "POLICE", "called_at": clock.now(), "spoke_to": "PC 4411", "agency_reference": ""}
    recording.record_direct_call(actor=cast.nia, reference=incident.reference, **call)
    seen = {
        "actor": cast.mair,
        "reference": concern.reference,
        "seen_version": 2,
    }  # the call was added after it was sent
    matching.confirm_not_ours(**seen, name="Ffion Harte", school_name="Ysgol y Bryn")
    text = text_of(mair.get(url("concern_chronology", concern)))
    for words in ("Direct call to the police", "PC 4411", "They do not attend this school", "Ffion Harte"):
        assert words in text


def test_every_opening_can_be_reached_page_by_page(cast, mair, concern):
    for _one in range(101):
        reading.open_concern(actor=cast.dafydd, reference=concern.reference)
    path = url("concern_access", concern)
    assert [len(mair.get(f"{path}?page={page}").context["looks"]) for page in (1, 2)] == [100, 1]


def test_who_has_looked_names_each_with_role_and_time_and_looking_there_is_no_reading(cast, signed_in, concern):
    for who in ("mair", "dafydd"):
        signed_in(who).get(url("concern", concern))
    looks = signed_in("mair").get(url("concern_access", concern)).context["looks"]
    assert [look.who for look in looks] == ["Dafydd Rees", "Mair Prosser"]
    assert looks[0].at > looks[1].at and looks[0].role != looks[1].role and "DSP" in looks[1].role
    assert Reading.objects.count() == 2
