"""The pages of a child’s safety and of support: what comes first, what they ask, and what they cost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command

from incidents.categories import Answer
from incidents.models import CheckIn, CheckInDone, Concern, SafetyCheck, SupportPlan
from incidents.selectors.chronology import chronology
from incidents.services import support, wellbeing
from incidents.workflow import State
from safeguarding import clock
from safeguarding.directory.models import AgencyKind, ContactPoint
from tests.incidents.views.answering import day, soon
from tests.incidents.views.counting import queries
from tests.incidents.views.pages import problems_of
from tests.incidents.views.record import text_of, url
from tests.makers import make_concern

pytestmark = pytest.mark.usefixtures("noon")

PAGES = ("safety", "safety_check", "support", "support_plan", "check_in")
NEVER = "A child is never to blame"
MOST_QUERIES = 20
CALL = "If they are in danger now, call 999. Do not leave them alone."


@pytest.fixture(autouse=True)
def reference(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, owner=cast.mair, about=("IMAGES",))


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def send(client, name, concern, **answers):
    concern.refresh_from_db()
    more = {"check_in_id": answers.pop("check_in_id")} if "check_in_id" in answers else {}
    return client.post(url(name, concern, **more), {"version": concern.version} | answers)


def immediate(**changes) -> dict:
    said = {"self_harm": "IMMEDIATE", "not_left_alone": "Her tutor, in Room 3, until four."}
    return said | day("immediate_on", clock.today()) | changes


def problems(response) -> list[str]:
    return [words for _place, words in problems_of(response)]


@pytest.mark.parametrize("name", PAGES)
def test_a_record_about_images_says_that_a_child_is_never_to_blame_and_another_does_not(cast, concern, mair, name):
    assert NEVER in text_of(mair.get(url(name, concern)))
    assert NEVER not in text_of(mair.get(url(name, make_concern(cast.afon, cast.nia, cast.eli))))


def test_the_question_stands_open_until_somebody_has_asked(concern, mair):
    text = text_of(mair.get(url("safety", concern)))
    assert "Might they hurt themselves? Not asked yet" in text and "Childline" in text


@pytest.mark.parametrize(
    ("ticked", "about", "words"),
    [
        (Answer.YES, "", "The person who recorded this worries that the child might hurt themselves."),
        (Answer.NO, "SELF_HARM", "The person who recorded this worries that the child might hurt themselves."),
        (Answer.UNKNOWN, "", "The person who recorded this does not know whether the child might hurt themselves."),
        (Answer.NO, "", ""),
        ("", "", ""),
    ],
)
def test_what_the_reporter_ticked_stands_on_top(cast, mair, ticked, about, words):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=(about,) if about else ())
    other = Concern(
        school=cast.afon,
        incident=concern.incident,
        key=type(concern.key).objects.make(concern.key.purpose),
        place_in_report=2,
        pupil=cast.eli,
        safe_now="YES",
        self_harm_worry=ticked,
        state=State.IN_REVIEW,
    )
    other.save(force_insert=True)
    for name in ("safety", "safety_check"):
        text = text_of(mair.get(url(name, other)))
        assert ("The person who recorded this" in text) == bool(words) and words in text
        assert not words or text.index(words) < text.index("Might they hurt themselves?")


def test_an_immediate_worry_shows_999_before_anything_else(concern, mair, noon):
    assert send(mair, "safety_check", concern, **immediate(observed=["HURT"])).url == url("safety", concern)
    text = text_of(mair.get(url("safety", concern)))
    assert CALL in text and text.index(CALL) < text.index(NEVER) < text.index("An immediate worry")
    assert "Her tutor, in Room 3, until four." in text and "Signs of having hurt themselves" in text
    noon.shift(60)
    assert send(mair, "safety_check", concern, self_harm="NONE").status_code == 302
    text = text_of(mair.get(url("safety", concern)))
    assert CALL not in text and "Earlier checks" in text and "Her tutor, in Room 3" in text


def test_the_page_that_asks_shows_999_before_it_asks(concern, mair):
    text = text_of(mair.get(url("safety_check", concern)))
    assert text.index(CALL) < text.index("Might they hurt themselves?")
    assert "What you saw, not what it is called." in text and "Only trained professionals diagnose" in text


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "Select whether they might hurt themselves, or that nobody has asked yet"),
        ({"self_harm": "POSSIBLE"}, "Enter when they are asked again"),
        ({"self_harm": "POSSIBLE"} | day("possible_on", clock.today() + timedelta(days=15)), "within the next 14 days"),
        ({"self_harm": "NOT_ASKED"} | day("ask_on", clock.today() + timedelta(days=15)), "within the next 14 days"),
        (immediate(not_left_alone=" "), "Enter who stays with them, where and until when"),
        (immediate(**day("immediate_on", clock.today() + timedelta(days=2))), "that is today or tomorrow"),
        (immediate(**day("immediate_on", clock.today() - timedelta(days=1))), "Date must be today or in the future"),
        ({"self_harm": "NONE", "observed": ["NONE", "ANGRY"]}, "Select the changes that were observed"),
    ],
)
def test_what_is_missing_is_said_once_and_nothing_is_recorded(concern, mair, answers, told):
    [words] = problems(send(mair, "safety_check", concern, **answers))
    assert told in words and SafetyCheck.objects.count() == 0


def test_the_day_after_tomorrow_is_enough_for_a_possible_worry(concern, mair):
    when = day("possible_on", clock.today() + timedelta(days=2))
    assert send(mair, "safety_check", concern, self_harm="POSSIBLE", **when).status_code == 302


@pytest.mark.parametrize(("self_harm", "field"), [("NOT_ASKED", "ask_on"), ("NONE", "again_on")])
def test_without_a_worry_a_day_may_be_set_and_counts_only_beside_its_answer(concern, mair, self_harm, field):
    when = day(field, clock.today()) | day("possible_on", clock.today() + timedelta(days=9))
    assert send(mair, "safety_check", concern, self_harm=self_harm, **when).status_code == 302
    assert SafetyCheck.objects.get().recheck_on == clock.today()


def test_not_asked_yet_is_offered_until_somebody_has_asked(concern, mair):
    assert send(mair, "safety_check", concern, self_harm="NOT_ASKED").status_code == 302
    assert 'value="NOT_ASKED"' in mair.get(url("safety_check", concern)).content.decode()
    send(mair, "safety_check", concern, self_harm="NONE")
    assert 'value="NOT_ASKED"' not in mair.get(url("safety_check", concern)).content.decode()
    assert problems(send(mair, "safety_check", concern, self_harm="NOT_ASKED")) != []
    assert SafetyCheck.objects.count() == 2


def test_support_is_planned_with_the_services_of_the_directory(concern, mair):
    meic = ContactPoint.objects.get(kind=AgencyKind.HELPLINE, name_en__startswith="Meic")
    sent = {"named_adult": "Mrs Evans", "services": [str(meic.pk)], "child_says": "To sit inside.", "words": "At noon."}
    assert send(mair, "support_plan", concern, **sent).url == url("support", concern)
    text = text_of(mair.get(url("support", concern)))
    assert all(words in text for words in ("Mrs Evans", "Meic", "To sit inside.", "At noon.", "Mair Prosser"))
    page = mair.get(url("support_plan", concern)).content.decode()
    assert 'value="Mrs Evans"' in page and "To sit inside." in page and f'value="{meic.pk}" checked' in page
    assert "This is what is recorded already" in text_of(send(mair, "support_plan", concern, **sent))
    assert SupportPlan.objects.count() == 1
    assert 'value="Mrs Evans"' in mair.get(url("check_in", concern)).content.decode()


def test_a_service_that_left_the_directory_is_said_to_have(cast, concern, mair):
    SupportPlan(concern=concern, named_adult="Mrs Evans", services=str(uuid4()), by=cast.mair).save()
    assert "A service that is not in the directory any more" in text_of(mair.get(url("support", concern)))


def test_a_check_in_is_planned_recorded_and_then_over(concern, mair):
    assert send(mair, "check_in", concern, with_whom="Mrs Evans", **soon("due_on")).status_code == 302
    row = CheckIn.objects.get()
    assert "Record how it went" in text_of(mair.get(url("support", concern)))
    sent = {"check_in_id": row.pk, "happened": "YES", "words": "She laughed."}
    assert send(mair, "check_in_done", concern, **sent).status_code == 302
    text = text_of(mair.get(url("support", concern)))
    assert "No check-in is planned." in text and "Yes, we spoke" in text and "She laughed." in text
    assert mair.get(url("check_in_done", concern, check_in_id=row.pk)).url == url("support", concern)
    again = send(mair, "check_in_done", concern, **sent | {"words": "She ran."})
    assert "Somebody has recorded this check-in meanwhile" in text_of(again) and "She ran." in again.content.decode()
    assert CheckInDone.objects.count() == 1


@pytest.mark.parametrize("name", ["safety_check", "support_plan", "check_in"])
def test_a_closed_record_asks_nothing(cast, mair, name):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    assert "This cannot be done from there" in text_of(mair.get(url(name, concern)))
    for overview in ("safety", "support"):
        assert url(name, concern) not in mair.get(url(overview, concern)).content.decode()


def test_there_is_nowhere_to_write_a_diagnosis(concern, mair):
    for name in PAGES:
        page = mair.get(url(name, concern)).content.decode()
        assert not any(f'name="{field}' in page for field in ("diagnos", "condition", "disorder", "illness"))


def live(cast, concern, number: int) -> CheckIn:
    """A check, a plan, a check-in that took place and one that is to come."""

    def said() -> dict:
        concern.refresh_from_db()
        return {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}

    watched = {"observed": ["TIRED"], "observed_words": "Quagbrook saw it", "recheck_on": clock.today()}
    wellbeing.record_check(**said(), self_harm="POSSIBLE", **watched)
    known = [str(one.pk) for one in ContactPoint.objects.filter(kind=AgencyKind.HELPLINE)][:2]
    support.plan_support(**said(), named_adult=f"Oakhollow {number}", services=known)
    over, to_come = (support.plan_check_in(**said(), due_on=clock.today(), with_whom="Thistlemere") for _ in range(2))
    support.complete_check_in(**said(), check_in_id=over.pk, happened="YES", words="Better")
    return to_come


def test_it_stands_in_the_chronology_with_nobodys_name_in_a_title(cast, concern):
    live(cast, concern, 1)
    lines = {entry.title: entry.words for entry in chronology([concern])}
    assert lines["Might they hurt themselves? A possible worry"] == "What was seen or heard: Quagbrook saw it"
    assert lines["Support"] == "The adult who is there for them: Oakhollow 1"
    assert "Better" in lines.values() and "Thistlemere" in lines.values()
    assert not any(name in title for title in lines for name in ("Quagbrook", "Oakhollow", "Thistlemere"))


@pytest.mark.parametrize("name", [*PAGES, "check_in_done"])
def test_a_page_costs_the_same_for_few_rows_and_for_many(cast, concern, mair, name):
    counts = []
    for more in (range(1), range(1, 11)):
        for number in more:
            to_come = live(cast, concern, number)
        path = url(name, concern, **({"check_in_id": to_come.pk} if name == "check_in_done" else {}))
        mair.get(path)
        with queries() as sent:
            assert mair.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES, str(sent)
