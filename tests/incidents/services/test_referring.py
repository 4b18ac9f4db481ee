"""Referrals: made in every state but closed, confirmed, answered and disagreed with."""

from datetime import timedelta

import pytest

from incidents.models import Disagreement, Referral, ReferralAddition, Reply, WrittenConfirmation
from incidents.outcomes import ReferralState
from incidents.selectors.decisions import standing_decisions
from incidents.services import deciding, referring
from incidents.services.committing import words_of
from incidents.services.deciding import Answered
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import OPEN_STATES, MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.makers import make_concern, make_referral

OUTSIDERS = ["nia", "owen", "huw", "gwen", "carys", "sam", "rhys"]


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, state=State.OPENED)


def events_of(concern) -> list[str]:
    """What the trail says of it, in order."""
    return list(AuditEvent.objects.filter(subject_id=concern.pk).order_by("seq").values_list("event", flat=True))


def version_of(concern) -> int:
    concern.refresh_from_db()
    return concern.version


@pytest.mark.parametrize("state", OPEN_STATES)
def test_a_referral_can_be_made_in_every_open_state(cast, state):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    referral = make_referral(concern, cast.mair)
    concern.refresh_from_db()
    assert concern.state == (State.IN_REVIEW if state in (State.SENT, State.OPENED) else state)
    change = concern.state_changes.get()
    assert (change.start, change.end, change.by) == (state, concern.state, cast.mair)
    assert (referral.number, referral.state) == (1, ReferralState.MADE)


def test_a_closed_record_is_not_referred(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    with pytest.raises(MoveRefused):
        make_referral(concern, cast.mair)
    assert (Referral.objects.count(), events_of(concern)) == (0, [])


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_outside_the_team_refers(cast, concern, who):
    with pytest.raises(NotThere):
        make_referral(concern, cast.people[who])
    assert Referral.objects.count() == 0


def test_what_was_said_is_kept_word_for_word(cast, concern):
    said = {
        "agency_reference": "CS/2026/114",
        "agreed": "They visit today.\nWe keep the phone safe.",
        "child_told": "TOLD",
        "child_told_words": "That someone will talk with her",
        "parents_told": "NOT_TOLD",
        "parents_told_words": "The duty team asked us to wait",
    }
    number = make_referral(concern, cast.mair, spoke_to="Delyth Howells, duty team", **said).number
    kept = Referral.objects.select_related("concern__key").get(concern=concern, number=number)
    assert {name: getattr(kept, name) for name in said} == said
    assert kept.spoke_to == "Delyth Howells, duty team"


def test_a_referral_leaves_the_decision_and_the_referral_in_the_trail_and_no_word(cast, concern):
    make_referral(concern, cast.mair, agreed="They visit at tea time")
    assert events_of(concern) == [events.DECISION_MADE, events.REFERRAL_MADE]
    assert "tea time" not in " ".join(AuditEvent.objects.values_list("body", flat=True))


def test_who_refers_has_decided_to(cast, concern):
    no = Answered("NO", "Nobody was threatened.")
    deciding.decide(
        actor=cast.mair,
        reference=concern.reference,
        seen_version=concern.version,
        triggers=["COERCED"],
        police=no,
        childrens_services=no,
    )
    make_referral(concern, cast.mair, agency="POLICE", method="POLICE_101")
    standing = standing_decisions(concern)
    assert (standing["POLICE"].choice, standing["POLICE"].triggers) == ("YES", "COERCED")
    assert standing["CHILDRENS_SERVICES"].choice == "NO"
    assert make_referral(concern, cast.mair, agency="POLICE", method="POLICE_101").number == 2
    assert concern.decisions.filter(about="POLICE").count() == 2


def test_a_referral_to_another_agency_decides_nothing_about_the_police(cast, concern):
    make_referral(concern, cast.mair, agency="OTHER", agency_name="CAMHS")
    assert standing_decisions(concern) == {}


def test_who_refers_a_record_that_nobody_leads_leads_it(cast, concern):
    make_referral(concern, cast.dafydd)
    make_referral(concern, cast.mair)
    concern.refresh_from_db()
    assert concern.owner == cast.dafydd


def test_a_second_press_of_the_button_makes_no_second_referral(cast, concern):
    seen = concern.version
    make_referral(concern, cast.mair, seen_version=seen)
    with pytest.raises(ChangedMeanwhile):
        make_referral(concern, cast.mair, seen_version=seen)
    assert Referral.objects.count() == 1


ADDED = {
    "agency_reference": "CS/2026/115",
    "agreed": "They ring back at four.",
    "child_told": "TOLD",
    "child_told_words": "That somebody will talk with her",
    "parents_told": "NOT_TOLD",
    "parents_told_words": "The duty team asked us to wait",
}
ACTS = {
    "add": (referring.add_to_referral, ADDED, ReferralAddition),
    "confirm": (referring.confirm_in_writing, {"sent_at": clock.now, "how": "Their form"}, WrittenConfirmation),
    "reply": (
        referring.record_reply,
        {"replied_at": clock.now, "outcome": "PART_3", "from_whom": "Delyth", "words": "They assess"},
        Reply,
    ),
    "disagree": (
        referring.record_disagreement,
        {"step": "MANAGER", "with_whom": "Team manager", "reasons": "She is at risk"},
        Disagreement,
    ),
}
EVENTS = {
    "add": events.REFERRAL_ADDED_TO,
    "confirm": events.REFERRAL_CONFIRMED,
    "reply": events.REFERRAL_REPLIED,
    "disagree": events.REFERRAL_DISAGREED,
}
STATES = {
    "add": ReferralState.MADE,
    "confirm": ReferralState.CONFIRMED,
    "reply": ReferralState.REPLIED,
    "disagree": ReferralState.DISAGREED,
}


def act(name, referral, actor, **changes):
    """One of the three acts that follow a referral."""
    service, answers, _model = ACTS[name]
    answers = {key: value() if callable(value) else value for key, value in answers.items()}
    named = {"reference": referral.concern.reference, "number": referral.number}
    named["seen_version"] = version_of(referral.concern)
    return service(actor=actor, **(named | answers | changes))


@pytest.fixture
def referral(cast, concern):
    return make_referral(concern, cast.mair)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", ["mair", "dafydd"])
def test_what_comes_of_a_referral_is_recorded_by_the_team(cast, referral, name, who):
    act(name, referral, cast.people[who])
    assert Referral.objects.get(pk=referral.pk).state == STATES[name]
    assert events_of(referral.concern)[-1] == EVENTS[name]
    assert events_of(referral.concern).count(EVENTS[name]) == 1


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", OUTSIDERS)
def test_and_by_nobody_else(cast, referral, name, who):
    with pytest.raises(NotThere):
        act(name, referral, cast.people[who])
    assert ACTS[name][2].objects.count() == 0


@pytest.mark.parametrize("name", ACTS)
def test_there_is_no_referral_of_a_number_that_was_not_given(cast, referral, name):
    with pytest.raises(NotThere):
        act(name, referral, cast.mair, number=7)


@pytest.mark.parametrize("name", ACTS)
def test_two_at_once_are_told_of_each_other_and_nothing_is_doubled(cast, referral, name):
    before = events_of(referral.concern)
    with pytest.raises(ChangedMeanwhile):
        act(name, referral, cast.mair, seen_version=version_of(referral.concern) - 1)
    assert (ACTS[name][2].objects.count(), events_of(referral.concern)) == (0, before)


@pytest.mark.parametrize("name", ACTS)
def test_an_answer_that_comes_after_the_closing_is_recorded_too(cast, referral, name):
    type(referral.concern).objects.filter(pk=referral.concern_id).update(state=State.CLOSED)
    act(name, referral, cast.mair)
    assert ACTS[name][2].objects.count() == 1


def test_an_outcome_of_another_country_or_agency_is_refused(cast, referral):
    for outcome in ("SECTION_17", "CHARGE", "NONSENSE"):
        with pytest.raises(MoveRefused):
            act("reply", referral, cast.mair, outcome=outcome)
    assert Reply.objects.count() == 0


def test_in_england_other_outcomes_are_possible(cast):
    concern = make_concern(cast.riverside, cast.rhys, cast.other)
    act("reply", make_referral(concern, cast.rhys), cast.rhys, outcome="SECTION_17")
    assert Reply.objects.get().outcome == "SECTION_17"


def test_disagreeing_needs_reasons(cast, referral):
    with pytest.raises(MoveRefused):
        act("disagree", referral, cast.mair, reasons="")
    assert Disagreement.objects.count() == 0


def test_a_new_answer_after_a_disagreement_makes_it_replied_again(cast, referral):
    for name in ("confirm", "reply", "disagree"):
        act(name, referral, cast.mair)
    assert Referral.objects.get(pk=referral.pk).state == ReferralState.DISAGREED
    act("reply", referral, cast.mair, outcome="STRATEGY", replied_at=clock.now() + timedelta(hours=1))
    assert Referral.objects.get(pk=referral.pk).state == ReferralState.REPLIED


def test_what_is_added_later_is_kept_word_for_word_beside_what_was_said_first(cast, concern):
    referral = make_referral(concern, cast.mair, agreed="They visit today.")
    act("add", referral, cast.dafydd)
    kept = ReferralAddition.objects.select_related("referral__concern__key").get()
    assert {name: getattr(kept, name) for name in ADDED} == ADDED
    assert (kept.referral.agreed, kept.by) == ("They visit today.", cast.dafydd)


def test_nothing_is_added_by_saying_nothing(cast, referral):
    with pytest.raises(MoveRefused) as refused:
        act("add", referral, cast.mair, **dict.fromkeys(ADDED, ""))
    assert refused.value.missing == {"something_said"}
    assert ReferralAddition.objects.count() == 0


WORDS = {"add": ADDED["agreed"], "confirm": "Their form", "reply": "They assess", "disagree": "She is at risk"}


@pytest.mark.parametrize("name", ACTS)
def test_the_trail_is_bound_to_the_words_and_holds_none_of_them(cast, referral, name):
    row = act(name, referral, cast.mair)
    body = AuditEvent.objects.filter(subject_id=referral.concern_id).latest("seq").body
    row = ACTS[name][2].objects.select_related("referral__concern__key").get(pk=row.pk)
    assert WORDS[name] in words_of(row) and WORDS[name] not in body
    assert referral.concern.key.commit(row._meta.model_name, words_of(row)) in body


def test_the_trail_is_bound_to_all_the_words_of_the_referral_itself(cast, concern):
    said = {"agency_name": "CAMHS", "spoke_to": "Delyth", "agency_reference": "CS/1", "agreed": "A visit"}
    said |= {"child_told_words": "Told her", "parents_told_words": "Told them"}
    referral = make_referral(concern, cast.mair, agency="OTHER", **said)
    kept = Referral.objects.select_related("concern__key").get(pk=referral.pk)
    assert words_of(kept).split("\x00") == list(said.values())
    body = AuditEvent.objects.get(event=events.REFERRAL_MADE).body
    assert concern.key.commit("referral", words_of(kept)) in body


@pytest.mark.parametrize(("name", "moment"), [("confirm", "sent_at"), ("reply", "replied_at")])
def test_what_comes_of_a_referral_does_not_come_before_it(cast, concern, name, moment):
    made_at = clock.now() - timedelta(days=3)
    referral = make_referral(concern, cast.mair, made_at=made_at)
    with pytest.raises(MoveRefused) as refused:
        act(name, referral, cast.mair, **{moment: made_at - timedelta(minutes=2)})
    assert (refused.value.missing, ACTS[name][2].objects.count()) == ({moment}, 0)
    act(name, referral, cast.mair, **{moment: made_at.replace(second=0, microsecond=0)})  # the same minute
    assert ACTS[name][2].objects.count() == 1


def test_a_referral_years_before_anybody_recorded_it_is_refused(cast, concern):
    for years in (2, 200, 2000):
        with pytest.raises(MoveRefused) as refused:
            make_referral(concern, cast.mair, made_at=clock.now().replace(year=clock.now().year - years, day=1))
        assert refused.value.missing == {"made_at"}
    assert Referral.objects.count() == 0
    make_referral(concern, cast.mair, made_at=clock.now() - timedelta(days=300))


def test_who_refers_what_nobody_leads_leads_it_from_then_on(cast, concern):
    make_referral(concern, cast.mair)
    make_referral(concern, cast.dafydd)
    concern.refresh_from_db()
    owners = list(concern.state_changes.order_by("at").values_list("owner", flat=True))
    assert concern.owner == cast.mair and owners == [cast.mair.pk, None]
