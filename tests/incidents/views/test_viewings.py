"""The pages of exceptional viewing: what they show to whom, that nothing is described, and that nothing is changed."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.forms.seeing import SeenForm
from incidents.forms.viewing_answers import SignForm
from incidents.forms.viewings import RecordForm
from incidents.models import SeenByAccident, ViewingAnswer, ViewingDelegation, ViewingRecord, ViewingSignature
from incidents.selectors.chronology import chronology
from incidents.services import viewing_namings
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.fields import WordsField
from tests.access.matrix import url_names
from tests.incidents.views.counting import queries
from tests.incidents.views.every_form import typed_by
from tests.incidents.views.pages import text_of
from tests.lives.viewing import allowed, asked, live, recorded
from tests.makers import make_concern, make_incident

WHY = "Amy Jones and Eli Jonas cannot be asked, says Mrs Jones."
MOST_QUERIES = 20


@pytest.fixture
def concern(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",), text="By the bus stop.")
    make_concern(cast.afon, cast.nia, cast.eli, incident=concern.incident)
    return concern


@pytest.fixture
def request_(cast, concern):
    return asked(cast.mair, concern, cast.mair, cast.dafydd, why_nothing_less=WHY)


def page(name: str, request) -> str:
    return reverse(f"viewing_{name}", args=[request.pk])


def of_record(name: str, concern, *more) -> str:
    return reverse(name, args=[concern.reference, *more])


def test_it_says_that_no_one_needs_to_view_anything_and_that_no_child_is_to_blame(cast, signed_in, concern):
    text = text_of(signed_in("mair").get(of_record("viewing", concern)))
    assert "No one in school needs to view any image." in text and "A child is never to blame" in text


def test_the_way_to_a_request_leads_through_a_page_that_offers_to_go_back_first(cast, signed_in, concern):
    mair = signed_in("mair")
    overview = mair.get(of_record("viewing", concern)).content.decode()
    assert of_record("viewing_before", concern) in overview and of_record("viewing_request", concern) not in overview
    before = mair.get(of_record("viewing_before", concern)).content.decode()
    button = re.search(r'<a href="([^"]+)" role="button"[^>]*>([^<]+)</a>', before)
    assert button.groups() == (of_record("viewing", concern), "Go back")
    assert before.index("Go back") < before.index(of_record("viewing_request", concern))


def test_a_deputy_whom_nobody_named_is_told_who_may_ask(cast, signed_in, concern):
    page_of = signed_in("dafydd").get(of_record("viewing", concern))
    assert "a deputy whom the headteacher has named" in text_of(page_of)
    assert of_record("viewing_before", concern) not in page_of.content.decode()


@pytest.mark.parametrize("form", [RecordForm, SignForm, SeenForm])
def test_there_is_no_place_for_words_after_a_viewing(form):
    assert not [name for name, field in form.base_fields.items() if isinstance(field, WordsField)]
    assert {type(field.widget).__name__ for field in form.base_fields.values()} <= {
        "HiddenInput",
        "Radios",
        "Checkboxes",
        "Select",
        "MomentInput",
        "LineInput",  # a time of day
    }


def test_nothing_of_it_can_be_edited():
    ours = {name for name in url_names() if "viewing" in name or name == "seen_by_accident"}
    assert ours == {
        "viewing",
        "viewing_before",
        "viewing_request",
        "viewing_record",
        "viewings",
        "viewing_delegates",
        "viewing_answer",
        "viewing_sign",
        "seen_by_accident",
    }


def test_the_head_sees_what_the_decision_needs_and_not_who_the_child_is(cast, signed_in, concern, request_):
    text = text_of(signed_in("huw").get(page("answer", request_)))
    for shown in ("Year 10", f"{cast.amy.age_on(clock.today())}", "Mair Prosser", "Dafydd Rees", "cannot be asked"):
        assert shown in text
    for hidden in ("Amy", "Jones", "Eli", "Jonas", "10B", "bus stop", concern.reference, "Nia"):
        assert hidden not in text
    seen = AuditEvent.objects.get(event=events.VIEWING_SEEN)
    assert (seen.actor_id, seen.subject_id) == (cast.huw.pk, concern.pk)


def test_once_it_is_answered_nothing_of_it_is_shown(cast, signed_in, request_):
    huw = signed_in("huw")
    done = huw.post(page("answer", request_), {"answer": "ALLOW", "comment": "I rang the police myself."})
    assert (done.status_code, done.url) == (302, page("answer", request_))
    text = text_of(huw.get(page("answer", request_)))
    assert "This request was answered on" in text and "cannot be asked" not in text and "rang the police" not in text
    again = huw.post(page("answer", request_), {"answer": "REFUSE", "reasons": "I have thought again."})
    assert again.status_code == 200 and ViewingAnswer.objects.get().is_allowed


def test_an_answer_that_comes_too_late_is_given_back_to_who_wrote_it(cast, signed_in, request_):
    viewing_namings.name_for_viewings(
        actor=cast.huw,
        school=cast.afon,
        person_id=cast.carys.pk,
        may="ALLOW",
        starts_on=clock.today(),
        ends_on=clock.today(),
    )
    allowed(cast.huw, request_)
    late = signed_in("carys").post(page("answer", request_), {"answer": "REFUSE", "reasons": "They can be asked."})
    assert "your answer was not recorded" in text_of(late) and "They can be asked." in text_of(late)
    assert ViewingAnswer.objects.get().by == cast.huw


def test_what_waits_names_no_child(cast, signed_in, concern, request_):
    huw = signed_in("huw")
    assert "1 exceptional viewing waits for you" in text_of(huw.get(reverse("home")))
    text = text_of(huw.get(reverse("viewings")))
    assert "Answer a request" in text and "Mair Prosser" in text
    for hidden in ("Amy", "Jones", "Year 10", concern.reference):
        assert hidden not in text
    allowed(cast.huw, request_)
    assert page("answer", request_) not in huw.get(reverse("viewings")).content.decode()
    assert "Record what took place" in text_of(signed_in("mair").get(reverse("viewings")))
    recorded(cast.mair, request_)
    assert "Sign as present" in text_of(signed_in("dafydd").get(reverse("viewings")))
    assert "Not witnessed" in text_of(signed_in("huw").get(reverse("viewings")))


@pytest.mark.parametrize("who", ["nia", "owen", "sam", "carys", "dafydd"])
def test_nobody_else_is_told_what_came_of_it(cast, signed_in, request_, who):
    allowed(cast.huw, request_)
    recorded(cast.mair, request_)
    text = text_of(signed_in(who).get(reverse("viewings")))
    assert "What came of the latest" not in text and "Huw Bevan" not in text


def test_after_ten_minutes_who_answers_records_or_signs_shows_once_more_who_they_are(cast, signed_in, concern):
    signing = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, signing)
    recorded(cast.mair, signing)
    recording = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, recording)
    answering = asked(
        cast.mair, make_concern(cast.afon, cast.nia, cast.cai), cast.mair, cast.dafydd, why_police_not_enough=""
    )
    ways = [
        ("huw", page("answer", answering), {"answer": "ALLOW"}),
        ("mair", of_record("viewing_record", concern, recording.pk), {"took_place": "NO"}),
        ("dafydd", page("sign", signing), {"present": ["YES", "COPIES"]}),
        ("huw", reverse("viewing_delegates"), {"may": "ASK"}),
    ]
    for who, path, data in ways:
        client = signed_in(who)
        with time_machine.travel(clock.now() + timedelta(minutes=11)):
            response = client.get(path)
            assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_reauthenticate")), path
            assert client.post(path, data).status_code == 200
    counts = [model.objects.count() for model in (ViewingAnswer, ViewingRecord, ViewingSignature, ViewingDelegation)]
    assert counts == [2, 1, 1, 0]


def test_the_second_person_sees_times_place_and_people_and_no_child(cast, signed_in, concern, request_):
    allowed(cast.huw, request_)
    recorded(cast.mair, request_, facts=("CHILD_KNOWN",))
    dafydd = signed_in("dafydd")
    text = text_of(dafydd.get(page("sign", request_)))
    for shown in ("Mair Prosser", "The headteacher’s office", "No copy was made"):
        assert shown in text
    for hidden in ("Amy", "Jones", "10B", "can be recognised", "cannot be asked", concern.reference):
        assert hidden not in text
    one = dafydd.post(page("sign", request_), {"present": ["YES"]})
    assert list(one.context["form"].errors) == ["present"] and ViewingSignature.objects.count() == 1
    assert dafydd.post(page("sign", request_), {"present": ["YES", "COPIES"]}).url == reverse("viewings")
    assert "You have signed" in text_of(dafydd.get(page("sign", request_)))
    assert dafydd.post(page("sign", request_), {"present": ["YES", "COPIES"]}).status_code == 200
    assert ViewingSignature.objects.count() == 2


def test_the_record_is_shown_to_the_team_and_flagged(cast, signed_in, concern, request_):
    allowed(cast.huw, request_)
    recorded(cast.mair, request_)
    text = text_of(signed_in("dafydd").get(of_record("viewing", concern)))
    for shown in ("Not witnessed", "There is a reason to refer at once", "Allowed by Huw Bevan", "Not signed yet"):
        assert shown in text


def test_what_is_recorded_twice_changes_nothing(cast, signed_in, concern, request_):
    allowed(cast.huw, request_)
    mair, path = signed_in("mair"), of_record("viewing_record", concern, request_.pk)
    for answer in ("NO", "YES"):
        mair.post(path, {"took_place": answer, "version": 9})
    assert ViewingRecord.objects.get().took_place is False
    assert "nothing of it can be changed" in text_of(mair.get(path))


def test_before_somebody_has_allowed_it_the_page_asks_nothing(cast, signed_in, concern, request_):
    shown = signed_in("mair").get(of_record("viewing_record", concern, request_.pk))
    assert "Nobody has allowed this viewing" in text_of(shown) and "took_place" not in shown.content.decode()


def test_an_image_that_was_viewed_is_recorded_with_times_and_choices(cast, signed_in, concern, request_):
    with time_machine.travel(clock.now() - timedelta(days=2)):
        allowed(cast.huw, request_)
    typed = typed_by(cast, "viewing_record") | {"version": "1"}
    signed_in("mair").post(of_record("viewing_record", concern, request_.pk), typed)
    record = ViewingRecord.objects.get()
    assert (record.device_of, record.facts, record.results) == ("CHILD", "REFER,CHILD_KNOWN", "POLICE")
    assert (record.police_told, record.child_told, record.parents_told) == (True, True, False)
    assert record.ended_at - record.started_at == timedelta(minutes=5)


def test_who_said_that_they_saw_one_is_offered_first(cast, signed_in):
    incident = make_incident(cast.nia, [cast.amy], about=["IMAGES"], seen_image="YES")
    concern = incident.concerns.get()
    mair = signed_in("mair")
    assert "saw an image, or would rather tell you" in text_of(mair.get(of_record("viewing", concern)))
    form = mair.get(of_record("seen_by_accident", concern)).context["form"]
    assert form["who"].value() == str(cast.nia.pk)
    mair.post(of_record("seen_by_accident", concern), typed_by(cast, "seen_by_accident") | {"version": "1"})
    assert SeenByAccident.objects.select_related("concern__key").get().who == "Nia Hopkins"
    assert "would rather tell you" not in text_of(mair.get(of_record("viewing", concern)))


def test_the_chronology_says_that_it_was_recorded_and_no_fact(cast, concern):
    live(cast, concern)
    concern = type(concern).objects.with_keys().get(pk=concern.pk)
    lines = [entry for entry in chronology([concern]) if "iewing" in entry.title or "accident" in entry.title]
    assert {entry.title for entry in lines} == {
        "Exceptional viewing asked for",
        "Exceptional viewing allowed",
        "Exceptional viewing recorded",
        "Exceptional viewing signed by the second person",
        "Recorded that an image was seen by accident",
    }
    assert not any(entry.text or entry.words for entry in lines)


def test_the_head_names_and_ends(cast, signed_in):
    huw, path = signed_in("huw"), reverse("viewing_delegates")
    assert huw.post(path, typed_by(cast, "viewing_delegates")).status_code == 302
    assert "Dafydd Rees" in text_of(huw.get(path))
    wrong = huw.post(path, typed_by(cast, "viewing_delegates") | {"person": str(cast.nia.pk)})
    assert list(wrong.context["form"].errors) == ["person"]
    huw.post(path, {"end": str(ViewingDelegation.objects.get().pk)})
    assert "Nobody is named." in text_of(huw.get(path))
    assert huw.post(path, {"end": "x"}).status_code == 404


def test_a_naming_of_another_school_is_not_there(cast, signed_in):
    signed_in("huw").post(reverse("viewing_delegates"), typed_by(cast, "viewing_delegates"))
    naming = ViewingDelegation.objects.get()
    assert signed_in("rhys").post(reverse("viewing_delegates"), {"end": str(naming.pk)}).status_code == 404


@pytest.mark.parametrize(
    ("who", "name"),
    [("mair", "viewing"), ("mair", "viewing_request"), ("huw", "viewings"), ("huw", "viewing_delegates")],
)
def test_a_page_costs_the_same_for_few_and_for_many(cast, signed_in, concern, who, name):
    path = of_record(name, concern) if name in ("viewing", "viewing_request") else reverse(name)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        live(cast, concern)
        client, costs = signed_in(who), []
        client.get(path)
        for _time in range(2):
            for number in range(4):
                traveller.shift(1)
                concern.refresh_from_db()
                request = asked(cast.mair, concern, cast.mair, cast.dafydd, why_nothing_less=f"{number}")
                allowed(cast.huw, request)
                recorded(cast.mair, request)
                traveller.shift(1)
            asked(cast.mair, concern, cast.mair, cast.dafydd)
            with queries() as sent:
                assert client.get(path).status_code == 200
            costs.append(len(sent))
    assert costs[0] == costs[1] <= MOST_QUERIES, str(sent)
