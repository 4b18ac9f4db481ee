"""Safety checks: by the team, one event each; an immediate worry tells the heads at once, and nobody else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from incidents.models import Concern, SafetyCheck
from incidents.selectors.wellbeing import worries_for
from incidents.services import wellbeing
from incidents.services.committing import chosen
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.accounts import tasks
from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.cast import PEOPLE
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.incidents.views.pages import text_of
from tests.makers import make_concern

HEADS = {"huw": "afon", "rhys": "riverside"}
STAYS = "Her tutor, in Room 3, until her mother comes."


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, owner=cast.mair)


def check(concern, actor, self_harm="POSSIBLE", **changes) -> SafetyCheck:
    concern.refresh_from_db()
    said = {"actor": actor, "reference": concern.reference, "seen_version": concern.version, "self_harm": self_harm}
    said |= {"observed": ["TEARFUL", "SAID"], "observed_words": "She said so.", "recheck_on": clock.today()}
    if self_harm == "IMMEDIATE":
        said["not_left_alone"] = STAYS
    return wellbeing.record_check(**said | changes)


def seen_by(cast, name) -> list:
    return worries_for(User.objects.get(pk=cast.people[name].pk))


def letters() -> list[str]:
    """Whom a letter waits for."""
    return [row.args_kwargs["args"][0] for row in DBTaskResult.objects.order_by("enqueued_at")]


@pytest.mark.parametrize("who", TEAM)
def test_the_team_records_what_was_found(cast, concern, who):
    check(concern, cast.people[who], others_at_risk="NO", put_in_place="Her mother knows.")
    kept = SafetyCheck.objects.select_related("concern__key").get()
    assert (kept.self_harm, kept.observed, kept.others_at_risk) == ("POSSIBLE", "TEARFUL,SAID", "NO")
    assert (kept.observed_words, kept.put_in_place, kept.by) == ("She said so.", "Her mother knows.", cast.people[who])


@pytest.mark.parametrize("self_harm", ["NONE", "POSSIBLE", "IMMEDIATE"])
def test_the_trail_commits_to_what_was_found_and_never_says_it(cast, concern, self_harm):
    row = check(concern, cast.mair, self_harm, observed=["HURT", "SAID"], others_at_risk="UNKNOWN")
    body = AuditEvent.objects.get(event=events.SAFETY_CHECKED).body
    assert [code for code in (self_harm, "HURT", "SAID", "UNKNOWN") if f'"{code}"' in body] == []
    selected = ("self_harm", "observed", "others_at_risk", "recheck_on")
    kept = SafetyCheck.objects.get(pk=row.pk)
    assert f'"choices":"{chosen(kept, concern, *selected)}"' in body
    kept.self_harm = "NOT_ASKED"
    assert chosen(kept, concern, *selected) not in body


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_does(cast, concern, who):
    before = stands(concern)
    with pytest.raises(NotThere):
        check(concern, cast.people[who], "IMMEDIATE")
    assert stands(concern) == before and SafetyCheck.objects.count() == 0 == DBTaskResult.objects.count()


@pytest.mark.parametrize(
    ("self_harm", "lacks"),
    [
        ("POSSIBLE", {"recheck_on": None}),
        ("IMMEDIATE", {"recheck_on": None}),
        ("IMMEDIATE", {"recheck_on": date(2100, 1, 1)}),
        ("IMMEDIATE", {"not_left_alone": ""}),
    ],
)
def test_what_lacks_something_is_refused_and_tells_nobody(cast, concern, self_harm, lacks):
    before = stands(concern)
    with pytest.raises(MoveRefused) as refused:
        check(concern, cast.mair, self_harm, **lacks)
    assert refused.value.missing == set(lacks)
    assert stands(concern) == before and SafetyCheck.objects.count() == 0 == DBTaskResult.objects.count()


def test_a_worry_is_never_taken_back_to_not_asked(cast, concern):
    check(concern, cast.mair, "NOT_ASKED", recheck_on=None)
    check(concern, cast.mair, "IMMEDIATE")
    with pytest.raises(MoveRefused) as refused:
        check(concern, cast.mair, "NOT_ASKED", recheck_on=None)
    assert refused.value.missing == {"self_harm"} and len(seen_by(cast, "huw")) == 1


def test_a_closed_record_is_reopened_first(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    with pytest.raises(MoveRefused):
        check(concern, cast.mair, "IMMEDIATE")
    assert SafetyCheck.objects.count() == 0


def test_a_check_leaves_one_event_that_commits_to_its_words_and_an_immediate_one_says_who_was_told(cast, concern):
    check(concern, cast.mair)
    assert events_of(concern) == [events.SAFETY_CHECKED]
    assert concern.key.commit("safetycheck", "She said so.\x00\x00") in last_body(concern)
    check(concern, cast.mair, "IMMEDIATE")
    assert events_of(concern) == [events.SAFETY_CHECKED, events.SAFETY_CHECKED, events.HEAD_TOLD]
    assert str(cast.huw.pk) in last_body(concern)
    bodies = "".join(AuditEvent.objects.filter(subject_id=concern.pk).values_list("body", flat=True))
    assert not any(word in bodies for word in ("She said", "tutor", "Amy"))


def test_what_cannot_be_recorded_leaves_nothing_and_tells_nobody(cast, concern, unrecordable):
    before = stands(concern)
    unrecordable()
    with pytest.raises(NotRecorded):
        check(concern, cast.mair, "IMMEDIATE")
    assert stands(concern) == before and SafetyCheck.objects.count() == 0 == DBTaskResult.objects.count()
    assert seen_by(cast, "huw") == []


# --- who is told


@pytest.mark.parametrize("self_harm", ["NOT_ASKED", "NONE", "POSSIBLE"])
def test_anything_less_than_immediate_tells_nobody(cast, concern, self_harm):
    check(concern, cast.mair, self_harm)
    assert DBTaskResult.objects.count() == 0 and events.HEAD_TOLD not in events_of(concern)
    assert all(seen_by(cast, name) == [] for name in PEOPLE)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_line_is_seen_by_the_head_of_the_school_and_by_nobody_else(cast, concern, signed_in, name):
    check(concern, cast.mair, "IMMEDIATE")
    text = text_of(signed_in(name).get(reverse("home")))
    assert ("An immediate worry about a child" in text) == (name == "huw")
    assert (len(seen_by(cast, name)) == 1) == (name == "huw")


def test_the_line_says_when_and_with_whom_to_speak_and_names_no_child(cast, concern, signed_in):
    with time_machine.travel(clock.now().replace(hour=10, minute=40), tick=False):
        check(concern, cast.dafydd, "IMMEDIATE")
    response = signed_in("huw").get(reverse("home"))
    text = text_of(response)
    assert "at 10:40am. Speak with Mair Prosser." in text  # who leads, whoever recorded it
    told = ("Amy", "Jones", "A.J.", "10B", concern.reference, str(concern.pk), "tutor")
    assert not any(word in response.content.decode() for word in told)


def test_where_nobody_leads_yet_it_names_who_recorded_it(cast):
    check(make_concern(cast.afon, cast.nia, cast.amy), cast.dafydd, "IMMEDIATE")
    assert [one.name for one in seen_by(cast, "huw")] == ["Dafydd Rees"]


def test_a_head_who_leads_is_not_sent_to_themselves(cast, signed_in):
    concern = make_concern(cast.riverside, cast.rhys, cast.other, owner=cast.rhys)
    check(concern, cast.rhys, "IMMEDIATE")
    text = text_of(signed_in("rhys").get(reverse("home")))
    assert "You lead that record." in text and "Speak with" not in text
    assert letters() == [] and events.HEAD_TOLD not in events_of(concern)
    assert seen_by(cast, "huw") == []


@pytest.mark.parametrize("later", ["NONE", "POSSIBLE"])
def test_a_later_check_ends_it_for_that_record_only(cast, concern, later):
    other = make_concern(cast.afon, cast.nia, cast.eli, owner=cast.dafydd)
    for one in (concern, other):
        check(one, cast.mair, "IMMEDIATE")
    assert len(seen_by(cast, "huw")) == 2
    check(concern, cast.mair, later)
    assert [one.name for one in seen_by(cast, "huw")] == ["Dafydd Rees"]


def test_a_second_immediate_worry_is_one_line_and_tells_again(cast, concern):
    for _time in range(2):
        check(concern, cast.mair, "IMMEDIATE")
    assert len(seen_by(cast, "huw")) == 1 and letters() == [str(cast.huw.pk)] * 2


def test_closing_ends_it(cast, concern):
    check(concern, cast.mair, "IMMEDIATE")
    Concern.objects.filter(pk=concern.pk).update(state=State.CLOSED)
    assert seen_by(cast, "huw") == []


@pytest.mark.parametrize("name", ["huw", "mair"])
def test_every_head_but_the_one_who_records_it_is_written_to(cast, concern, name):
    for person in (cast.mair, cast.owen):
        roles.grant_role(actor=None, user=person, school=cast.afon, role=Role.HEAD, starts_on=date(2024, 9, 1))
    actor = User.objects.get(pk=cast.mair.pk)
    check(concern, actor, "IMMEDIATE")
    assert set(letters()) == {str(cast.huw.pk), str(cast.owen.pk)}


def test_who_was_head_or_will_be_is_not_told(cast, concern):
    today = clock.today()
    for person, starts_on in ((cast.owen, date(2020, 9, 1)), (cast.nia, today + timedelta(days=1))):
        roles.grant_role(actor=None, user=person, school=cast.afon, role=Role.HEAD, starts_on=starts_on)
    StaffRole.objects.filter(user=cast.owen, role=Role.HEAD).update(ends_on=today - timedelta(days=1))
    check(concern, cast.mair, "IMMEDIATE")
    assert letters() == [str(cast.huw.pk)] and seen_by(cast, "owen") == seen_by(cast, "nia") == []


def test_the_letter_is_in_both_languages_and_says_nothing(cast, concern, settings):
    tasks.send_something_to_read.call(str(cast.huw.pk))
    [letter] = mail.outbox
    assert letter.to == ["huw@demo.example"] and " / " in letter.subject
    assert "You have something to read" in letter.subject and "You have something to read." in letter.body
    assert letter.body.count(settings.SITE_URL) == 2 and letter.body.count("http") == 2
    told = ("child’s", "worry", "harm", "urgent", "immediate", "Amy", "Mair", "Huw", "Ysgol", concern.reference)
    assert not any(word in letter.subject + letter.body for word in told)


def test_who_has_left_is_written_to_no_more(cast):
    User.objects.filter(pk=cast.huw.pk).update(is_active=False)
    tasks.send_something_to_read.call(str(cast.huw.pk))
    assert mail.outbox == []
