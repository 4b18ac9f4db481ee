"""The queue: its groups and their order, the author's flags in words, no score, and what it costs."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from incidents.models import Concern, Reading
from incidents.services import planning, reading
from incidents.workflow import State
from safeguarding import clock
from tests.bench.data import fill_concerns, fill_roll
from tests.incidents.views.counting import queries
from tests.incidents.views.looking import NOW, add_to, ago, groups, look, text_of
from tests.makers import make_concern, make_draft, make_incident, make_referral

MOST_QUERIES = 20


def test_the_groups_stand_in_the_order_in_which_they_cannot_wait(cast, signed_in):
    text = text_of(look(signed_in))
    places = [text.index(words) for words in ("Not yet taken on", "Due today or overdue", "Open and led by you")]
    assert places == sorted(places) and text.index("Open, led by others") > places[-1]


def test_every_open_concern_stands_in_one_group_and_a_closed_one_in_none(cast, signed_in):
    made = {}
    for state in State:
        for owner in (None, cast.mair, cast.dafydd):
            made[state, owner] = make_concern(cast.afon, cast.nia, cast.amy, state=state, owner=owner).reference
    found = groups(look(signed_in))
    assert set(found["waiting"]) == {made[State.SENT, owner] for owner in (None, cast.mair, cast.dafydd)}
    open_states = [state for state in State if state not in (State.SENT, State.CLOSED)]
    assert set(found["mine"]) == {made[state, cast.mair] for state in open_states}
    assert set(found["others"]) == {made[state, owner] for state in open_states for owner in (None, cast.dafydd)}


def test_the_oldest_comes_first_and_says_how_long_it_waits(cast, signed_in):
    references = []
    for minutes in (14, 65, 1, 60 * 24 * 3):
        with ago(minutes=minutes):
            references.append(make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT).reference)
    [waiting, *_others] = look(signed_in).context["groups"]
    assert [row.reference for row in waiting.rows] == [references[place] for place in (3, 1, 0, 2)]
    assert [row.waited for row in waiting.rows] == [
        "Waiting 3 days",
        "Waiting 1 hour",
        "Waiting 14 minutes",
        "Waiting 1 minute",
    ]


def test_a_row_shows_initials_and_form_and_never_the_name(cast, signed_in):
    make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT)
    text = text_of(look(signed_in))
    assert "A.J. 10B" in text and "Nia Hopkins" in text
    assert "Amy" not in text and "Jones" not in text


FLAGS = {
    "Not safe": {"safe_now": "NO"},
    "Not known whether safe": {"safe_now": "UNKNOWN"},
    "Not told in person": {"told_in_person": "COULD_NOT_FIND"},
    "Might hurt themselves": {"about_child": {"self_harm_worry": "YES"}},
    "Threats or money": {"about": ["THREATS_OR_MONEY"]},
    "Images": {"about": ["IMAGES"]},
    "Self-harm or mental health": {"about": ["SELF_HARM"]},
    "May have seen an image": {"seen_image": "RATHER_TELL"},
}


@pytest.mark.parametrize("words", FLAGS)
def test_a_flag_is_what_the_author_said_in_words(cast, signed_in, words):
    make_incident(cast.nia, [cast.amy], **FLAGS[words])
    [row] = look(signed_in).context["groups"][0].rows
    assert row.flags == [words]
    assert words in text_of(look(signed_in))


def test_without_flags_it_says_so_and_nothing_is_called_low(cast, signed_in):
    make_incident(cast.nia, [cast.amy])
    response = look(signed_in)
    assert response.context["groups"][0].rows[0].flags == []
    assert "Nothing marked" in text_of(response)
    assert not re.search(r"\b(low|medium|high|risk|score|priority)\b", text_of(response), re.IGNORECASE)


def test_a_reading_by_the_team_shows_as_opened_and_the_record_still_waits(cast, signed_in):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT)
    assert "Not opened yet" in text_of(look(signed_in))
    reading.open_concern(actor=cast.dafydd, reference=concern.reference)
    response = look(signed_in)
    assert groups(response)["waiting"] == [concern.reference]
    assert "Opened by Dafydd Rees on" in text_of(response) and "Not opened yet" not in text_of(response)
    reading.open_concern(actor=cast.mair, reference=concern.reference)
    assert "Opened by Dafydd Rees on" in text_of(look(signed_in))


def test_looking_at_the_queue_reads_no_record(cast, signed_in):
    make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT)
    look(signed_in)
    assert Reading.objects.count() == 0


def test_a_child_not_on_the_list_has_a_row_without_the_description(cast, signed_in):
    make_concern(cast.afon, cast.nia, unlisted="A boy with a green coat", state=State.SENT)
    text = text_of(look(signed_in))
    assert "Not on the list" in text and "green coat" not in text


def test_what_is_due_says_what_and_on_which_record(cast, signed_in):
    with ago(days=20):
        concern = make_concern(cast.afon, cast.nia, cast.amy, owner=cast.mair)
        make_referral(concern, cast.mair, made_at=clock.now())
    with ago(days=3):
        planning.plan_action(
            actor=cast.mair,
            reference=concern.reference,
            what="Call home",
            owner_id=cast.dafydd.pk,
            due_on=clock.today(),
        )
    Concern.objects.filter(pk=concern.pk).update(review_on=NOW.date())
    due = look(signed_in).context["due"]
    assert {(row.reference, row.child, row.form, row.lead) for row in due} == {
        (concern.reference, "A.J.", "10B", "Mair Prosser")
    }
    assert [(row.due.what, row.due.is_overdue) for row in due] == [
        ("Written confirmation: Children’s services", True),
        ("Reply: Children’s services", True),
        ("Action for Dafydd Rees", True),
        ("Review of the plan", False),
    ]
    assert "Call home" not in text_of(look(signed_in)) and "Amy" not in text_of(look(signed_in))


def test_a_written_confirmation_is_due_at_a_time_of_day(cast, signed_in):
    concern = make_concern(cast.afon, cast.nia, cast.amy, owner=cast.mair)
    with ago(hours=23):
        make_referral(concern, cast.mair, made_at=clock.now())
    [row] = look(signed_in).context["due"]
    assert row.due.at == clock.local(NOW + timedelta(hours=1)) and not row.due.is_overdue
    assert "at 1:00pm" in text_of(look(signed_in))


def test_what_is_due_is_never_cut_off_in_silence(cast, signed_in):
    concern = make_concern(cast.afon, cast.nia, cast.amy, owner=cast.mair)
    plan = {"reference": concern.reference, "owner_id": cast.mair.pk, "due_on": NOW.date()}
    for number in range(101):
        planning.plan_action(actor=cast.mair, what=f"Call {number}", **plan)
    page = look(signed_in)
    assert len(page.context["due"]) == 25 and reverse("queue_due") in page.content.decode()
    shown = [len(look(signed_in, path=reverse("queue_due") + f"?page={page}").context["due"]) for page in (1, 2)]
    assert shown == [100, 1]


def test_unfinished_records_beyond_those_shown_are_named(cast, signed_in):
    with ago(hours=3):
        for _one in range(26):
            make_draft(cast.nia)
    assert text_of(look(signed_in)).count("Nia Hopkins started on") == 25
    assert "There are more. The oldest are shown." in text_of(look(signed_in))


def test_an_unfinished_record_shows_who_and_when_after_two_hours_and_nothing_of_it(cast, signed_in):
    with ago(minutes=119):
        make_draft(cast.owen, [cast.eli], words="The canary sings")
    with ago(minutes=121):
        make_draft(cast.nia, [cast.amy], words="The canary sings")
    text = text_of(look(signed_in))
    assert "Nia Hopkins started on" in text and "Owen" not in text
    assert "canary" not in text and "A.J." not in text


def test_the_other_school_is_not_in_it(cast, signed_in):
    theirs = make_concern(cast.riverside, cast.rhys, cast.other, state=State.SENT)
    assert theirs.reference not in text_of(look(signed_in))
    assert theirs.reference in text_of(look(signed_in, "rhys"))


@pytest.mark.parametrize("who", ["nia", "huw", "gwen", "carys", "sam"])
def test_for_everybody_else_there_is_no_queue(signed_in, who):
    for path in (reverse("queue"), reverse("queue_due"), reverse("queue_group", args=["waiting"])):
        assert look(signed_in, who, path).status_code == 404


def test_a_group_that_is_not_one_is_not_there(signed_in):
    assert look(signed_in, path=reverse("queue_group", args=["low"])).status_code == 404


def test_every_row_of_a_long_group_is_reached_once_page_by_page(cast, signed_in):
    fill_concerns(cast.afon, cast.nia, fill_roll(cast.afon, 5), 60)
    Concern.objects.update(state=State.SENT, owner=None)
    path, seen = reverse("queue_group", args=["waiting"]), []
    query = ""
    for _page in range(3):
        group = look(signed_in, path=path + query).context["group"]
        seen += [row.reference for row in group.rows]
        query = f"?after={group.more}"
    assert group.more == ""
    assert seen == list(Concern.objects.order_by("recorded_at", "pk").values_list("reference", flat=True))


@pytest.mark.parametrize("state", [State.SENT, State.CLOSED])
@pytest.mark.parametrize("cursor", ["x", "1", "1.x", "99999999999999999999999.x", "", "%00", "-1.0", "²." + "0" * 32])
def test_a_cursor_that_nobody_made_begins_at_the_beginning(cast, signed_in, cursor, state):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    code = "waiting" if state == State.SENT else "closed"
    group = look(signed_in, path=reverse("queue_group", args=[code]) + f"?after={cursor}").context["group"]
    assert [row.reference for row in group.rows] == [concern.reference]


def test_taking_on_is_a_press_of_a_button_and_leads_to_the_record(cast, signed_in):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT)
    path = reverse("concern_take_on", args=[concern.reference])
    assert signed_in("mair").get(path).status_code == 405
    response = signed_in("mair").post(path)
    assert (response.status_code, response.url) == (302, reverse("concern", args=[concern.reference]))
    assert groups(signed_in("mair").get(reverse("queue")))["mine"] == [concern.reference]


def test_the_queue_costs_the_same_for_few_and_for_many(cast, signed_in, full):
    roll, counts = fill_roll(cast.afon, 50), []
    for more in (10, 9_990 if full else 990):
        fill_concerns(cast.afon, cast.nia, roll, more)
        for number, state in enumerate((State.SENT, State.IN_REVIEW, State.PLANNED, State.OPENED)):
            concern = Concern.objects.order_by("recorded_at")[number]
            owner = cast.dafydd if state == State.OPENED else cast.mair
            Concern.objects.filter(pk=concern.pk).update(state=state, owner=owner, review_on=clock.today())
            make_referral(concern, cast.mair, made_at=clock.now() - timedelta(days=20))
        make_concern(cast.afon, cast.nia, unlisted="Somebody", state=State.SENT)
        for concern in Concern.objects.filter(state=State.CLOSED).select_related("incident__reporter")[: more // 10]:
            add_to(concern, minutes=1)
        look(signed_in)  # the first page of a session also begins it
        client = look(signed_in).client
        with time_machine.travel(NOW, tick=False), queries() as sent:
            assert client.get(reverse("queue")).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_QUERIES, str(sent)
