"""A lead's pages of one concern: the author's words first, what is known, what may be done, and what it costs."""

import re

import pytest
from django.urls import reverse

from incidents.models import Note, PupilMatch, Reading, Triage
from incidents.services import matching, noting, planning, reading, recording, triage
from incidents.workflow import State
from safeguarding import clock
from tests.incidents.services.proofs import stands
from tests.incidents.views.living import live_through
from tests.makers import make_concern, make_incident

WORDS = "She said: <b>“Don’t tell”</b>\n\n  and then she cried."
TRIAGE = {"review": "NOW", "main_category": "SEXUAL", "level": "STATUTORY"}


def url(name: str, concern, **more) -> str:
    """A page of this record."""
    return reverse(name, kwargs={"reference": concern.reference} | more)


def text_of(response) -> str:
    """What a page says in its main part, without the markup."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


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
            for name in ("concern_take_on", "concern_triage", "plan", "close", "reopen")
            if f'"{url(name, concern)}"' in page
        }
        later = {State.PLANNED, State.NO_FURTHER_ACTION}
        assert offered == {
            *(["concern_take_on"] if state == State.SENT else []),
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


class TestAChildNotOnTheList:
    @pytest.fixture
    def concern(self, cast):
        return make_incident(cast.nia, unlisted=["A girl with a red bag"]).concerns.get()

    def test_is_shown_as_described_and_can_be_said_who_it_is(self, mair, concern):
        page = mair.get(url("concern", concern)).content.decode()
        assert "A girl with a red bag" in page and url("concern_match", concern) in page

    def test_found_on_the_roll_both_stay_visible(self, cast, mair, concern):
        path = url("concern_match", concern)
        found = mair.post(path, {"sought": "amy", "save_and": "search", "version": concern.version})
        assert str(cast.amy.pk) in found.content.decode() and PupilMatch.objects.count() == 0
        answer = {"sought": "amy", "pupil": str(cast.amy.pk), "version": concern.version}
        assert mair.post(path, answer).url == url("concern", concern)
        text = text_of(mair.get(url("concern", concern)))
        assert "Amy Jones" in text and "A girl with a red bag" in text and "Found on the roll by Mair Prosser" in text

    def test_not_one_of_ours_both_stay_visible(self, mair, concern):
        answer = {"other_name": "Ffion Harte", "other_school": "Ysgol y Bryn", "save_and": "not-ours"}
        mair.post(url("concern_match", concern), answer | {"version": concern.version})
        text = text_of(mair.get(url("concern", concern)))
        for words in ("A girl with a red bag", "Ffion Harte", "Ysgol y Bryn", "Does not attend this school"):
            assert words in text

    def test_the_reporter_never_learns_who_it_was(self, cast, signed_in, concern):
        matching.match_to_pupil(
            actor=cast.mair, reference=concern.reference, seen_version=concern.version, pupil_id=cast.amy.pk
        )
        own = text_of(signed_in("nia").get(reverse("my_record", args=[concern.incident.reference])))
        assert "A girl with a red bag" in own and "Amy" not in own

    def test_a_search_alone_records_nothing_and_without_a_choice_the_page_says_so(self, mair, concern):
        path = url("concern_match", concern)
        assert "no child on the roll" in text_of(mair.post(path, {"sought": "qqq", "save_and": "search"})).lower()
        assert "Find the child on the roll, or say" in text_of(mair.post(path, {}))
        assert PupilMatch.objects.count() == 0

    def test_the_page_is_not_there_for_a_child_who_was_on_the_list(self, cast, mair):
        assert mair.get(url("concern_match", make_concern(cast.afon, cast.nia, cast.amy))).status_code == 404


class TestTriage:
    def test_preselects_nothing_but_who_leads(self, cast, mair, concern):
        form = mair.get(url("concern_triage", concern)).context["form"]
        assert form["owner"].value() == str(cast.mair.pk)
        assert [form[name].value() for name in ("level", "review", "main_category")] == [None, None, None]
        page = mair.get(url("concern_triage", concern)).content.decode()
        assert page.count(" checked") == 1

    def test_asks_at_most_six_things_and_none_of_what_the_author_wrote(self, mair, concern):
        form = mair.get(url("concern_triage", concern)).context["form"]
        asked = set(form.fields) - {"version", "reasons"}
        assert asked == {"owner", "review", "main_category", "other_categories", "topics", "level"}

    @pytest.mark.parametrize(("who", "has_financial"), [("mair", True), ("rhys", False)])
    def test_offers_the_categories_of_the_jurisdiction(self, cast, signed_in, who, has_financial):
        concern = make_concern(cast.afon if who == "mair" else cast.riverside, cast.nia, None, unlisted="X")
        page = signed_in(who).get(url("concern_triage", concern)).content.decode()
        assert ("Financial abuse" in page) == has_financial

    def test_of_images_or_threats_says_to_refer_at_once_and_leads_there(self, mair, concern):
        page = mair.get(url("concern_triage", concern)).content.decode()
        assert page.index("The guidance is to refer at once") < page.index("Who leads?")
        assert url("add_referral", concern) in page and url("decide", concern) in page

    def test_is_recorded_and_shown(self, cast, mair, concern):
        answer = TRIAGE | {"owner": str(cast.dafydd.pk), "version": concern.version, "topics": ["SEXTORTION"]}
        assert mair.post(url("concern_triage", concern), answer).url == url("concern", concern)
        text = text_of(mair.get(url("concern", concern)))
        assert "Lead: Dafydd Rees" in text and "4: protection or statutory help" in text and "Sexual abuse" in text

    def test_without_a_review_asks_why(self, cast, mair, concern):
        answer = TRIAGE | {"owner": str(cast.mair.pk), "version": concern.version, "review": "NOT_NEEDED"}
        assert "Enter why no review is needed" in text_of(mair.post(url("concern_triage", concern), answer))
        assert Triage.objects.count() == 0

    def test_of_a_record_that_changed_meanwhile_keeps_what_was_chosen_and_can_be_sent_again(self, cast, mair, concern):
        stale = TRIAGE | {"owner": str(cast.mair.pk), "version": concern.version}
        noting.add_note(actor=cast.dafydd, reference=concern.reference, text="First.", language="en")
        response = mair.post(url("concern_triage", concern), stale)
        assert "Somebody else has added to this record" in text_of(response) and Triage.objects.count() == 0
        form = response.context["form"]
        assert form["level"].value() == "STATUTORY"
        again = stale | {"version": form["version"].value()}
        assert mair.post(url("concern_triage", concern), again).status_code == 302

    def test_of_a_closed_record_says_that_it_cannot_be_done(self, cast, mair):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
        assert "This cannot be done from there." in text_of(mair.get(url("concern_triage", concern)))

    @pytest.mark.parametrize("name", ["concern_triage", "concern_note", "concern_action"])
    def test_a_change_of_language_keeps_what_was_typed_and_says_nothing_of_it(self, mair, concern, name):
        response = mair.post(url(name, concern), {"language": "cy", "words": "Half a sente", "what": "Half a sente"})
        page = response.content.decode()
        assert '<html lang="cy"' in page and "govuk-error-summary" not in page
        assert "Half a sente" in page or name == "concern_triage"
        assert Note.objects.count() == 0


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
        assert mair.get(done).status_code == 404

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


def test_who_has_looked_names_each_with_role_and_time_and_looking_there_is_no_reading(cast, signed_in, concern):
    for who in ("mair", "dafydd"):
        signed_in(who).get(url("concern", concern))
    looks = signed_in("mair").get(url("concern_access", concern)).context["looks"]
    assert [look.who for look in looks] == ["Dafydd Rees", "Mair Prosser"]
    assert looks[0].at > looks[1].at and looks[0].role != looks[1].role and "DSP" in looks[1].role
    assert Reading.objects.count() == 2
