"""Taking on and triage: by the team, from the right states, one event each, and two leads are told of each other."""

import pytest

from incidents.models import StateChange, Triage
from incidents.services import triage
from incidents.services.holding import ChangedMeanwhile
from incidents.services.triage import Judged
from incidents.workflow import MoveRefused, State
from safeguarding.audit import events
from safeguarding.audit.acts import NotRecorded
from safeguarding.policy import NotThere
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern

REASONS = "Her tutor looks in on her every morning."
LATER = [state for state in State if state not in (State.SENT, State.CLOSED)]


def judge(concern, actor, *, seen_version=None, owner=None, **changes) -> Triage:
    """Triage as somebody does it who has just looked at the record."""
    concern.refresh_from_db()
    said = {"review": "NOW", "main_category": "SEXUAL", "level": "STATUTORY", "topics": ["SEXTORTION"]} | changes
    return triage.triage(
        actor=actor,
        reference=concern.reference,
        seen_version=concern.version if seen_version is None else seen_version,
        judged=Judged(owner_id=(owner or actor).pk, **said),
    )


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT)


class TestTakingOn:
    @pytest.mark.parametrize("who", TEAM)
    def test_gives_the_concern_an_owner_and_a_state(self, cast, concern, who):
        triage.take_on(actor=cast.people[who], reference=concern.reference)
        concern.refresh_from_db()
        assert (concern.owner, concern.state, concern.version) == (cast.people[who], State.OPENED, 2)
        assert [(change.by, change.owner) for change in StateChange.objects.all()] == [(cast.people[who],) * 2]

    @pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
    def test_is_for_the_team(self, cast, concern, who):
        before = stands(concern)
        with pytest.raises(NotThere):
            triage.take_on(actor=cast.people[who], reference=concern.reference)
        assert stands(concern) == before

    def test_of_a_closed_concern_is_refused(self, cast):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
        before = stands(concern)
        with pytest.raises(MoveRefused):
            triage.take_on(actor=cast.mair, reference=concern.reference)
        assert stands(concern) == before

    @pytest.mark.parametrize("state", LATER)
    def test_of_what_somebody_else_leads_takes_nothing_away(self, cast, state):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state, owner=cast.mair)
        before = stands(concern)
        with pytest.raises(triage.LedBySomebodyElse) as led:
            triage.take_on(actor=cast.dafydd, reference=concern.reference)
        assert led.value.name == "Mair Prosser" and stands(concern) == before

    @pytest.mark.parametrize("state", LATER)
    def test_of_what_nobody_leads_is_possible_in_every_open_state(self, cast, state):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
        triage.take_on(actor=cast.dafydd, reference=concern.reference)
        concern.refresh_from_db()
        assert (concern.owner, concern.state) == (cast.dafydd, state)

    def test_twice_is_taking_on_once(self, cast, concern):
        for _press in range(2):
            triage.take_on(actor=cast.mair, reference=concern.reference)
        concern.refresh_from_db()
        assert (concern.version, StateChange.objects.count()) == (2, 1)
        assert events_of(concern) == [events.CONCERN_TAKEN_ON]

    def test_leaves_one_event_that_names_the_owner(self, cast, concern):
        triage.take_on(actor=cast.mair, reference=concern.reference)
        assert events_of(concern) == [events.CONCERN_TAKEN_ON]
        assert f'"owner":"{cast.mair.pk}"' in last_body(concern)

    def test_that_cannot_be_recorded_leaves_nothing(self, cast, concern, unrecordable):
        before = stands(concern)
        unrecordable()
        with pytest.raises(NotRecorded):
            triage.take_on(actor=cast.mair, reference=concern.reference)
        assert stands(concern) == before


class TestTakingOver:
    @pytest.mark.parametrize("state", LATER)
    def test_is_handing_over_to_oneself_and_moves_nothing(self, cast, state):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state, owner=cast.mair)
        for _press in range(2):
            triage.take_over(actor=cast.dafydd, reference=concern.reference, seen_version=1)
        concern.refresh_from_db()
        assert (concern.owner, concern.state) == (cast.dafydd, state)
        change = StateChange.objects.get()
        assert (change.move, change.start, change.end, change.owner) == ("hand_over", state, state, cast.dafydd)
        assert events_of(concern) == [events.CONCERN_HANDED_OVER]

    def test_of_what_changed_meanwhile_is_refused(self, cast):
        concern = make_concern(cast.afon, cast.nia, cast.amy, owner=cast.mair)
        before = stands(concern)
        with pytest.raises(ChangedMeanwhile):
            triage.take_over(actor=cast.dafydd, reference=concern.reference, seen_version=2)
        assert stands(concern) == before

    @pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
    def test_is_for_the_team(self, cast, concern, who):
        before = stands(concern)
        with pytest.raises(NotThere):
            triage.take_over(actor=cast.people[who], reference=concern.reference, seen_version=1)
        assert stands(concern) == before


def give(concern, actor, owner, **changes):
    """Hands over as somebody does it who has just looked at the record."""
    concern.refresh_from_db()
    said = {"reference": concern.reference, "seen_version": concern.version, "reason": REASONS} | changes
    return triage.hand_over(actor=actor, owner_id=owner.pk, **said)


class TestHandingOver:
    @pytest.fixture
    def concern(self, cast):
        return make_concern(cast.afon, cast.nia, cast.amy, owner=cast.mair)

    @pytest.mark.parametrize("who", TEAM)
    def test_says_who_leads_from_now_on_who_said_so_and_why(self, cast, concern, who):
        give(concern, cast.people[who], cast.dafydd)
        concern.refresh_from_db()
        change = StateChange.objects.select_related("concern__key").get()
        assert (concern.owner, change.owner, change.by, change.reason) == (
            cast.dafydd,
            cast.dafydd,
            cast.people[who],
            REASONS,
        )

    @pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
    def test_is_for_the_team_and_to_the_team(self, cast, concern, who):
        before = stands(concern)
        with pytest.raises(NotThere):
            give(concern, cast.people[who], cast.dafydd)
        with pytest.raises(NotThere):
            give(concern, cast.mair, cast.people[who])
        assert stands(concern) == before

    @pytest.mark.parametrize("state", State)
    def test_moves_nothing_but_a_concern_that_was_only_sent_and_not_a_closed_one(self, cast, state):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state, owner=cast.mair)
        if state == State.CLOSED:
            with pytest.raises(MoveRefused):
                give(concern, cast.mair, cast.dafydd)
        else:
            give(concern, cast.mair, cast.dafydd)
        concern.refresh_from_db()
        assert concern.state == (State.OPENED if state == State.SENT else state)
        assert concern.owner == (cast.mair if state == State.CLOSED else cast.dafydd)

    def test_to_whom_leads_already_is_nothing_new(self, cast, concern):
        before = stands(concern)
        with pytest.raises(MoveRefused) as refused:
            give(concern, cast.dafydd, cast.mair)
        assert refused.value.missing == {"something_new"} and stands(concern) == before

    def test_leaves_one_event_that_names_the_owner_and_commits_to_the_reason(self, cast, concern):
        give(concern, cast.mair, cast.dafydd)
        assert events_of(concern) == [events.CONCERN_HANDED_OVER]
        assert f'"owner":"{cast.dafydd.pk}"' in last_body(concern) and "tutor" not in last_body(concern)
        assert concern.key.commit("reason", REASONS) in last_body(concern)

    def test_of_what_changed_meanwhile_is_refused(self, cast, concern):
        before = stands(concern)
        with pytest.raises(ChangedMeanwhile):
            give(concern, cast.mair, cast.dafydd, seen_version=concern.version + 1)
        assert stands(concern) == before

    def test_that_cannot_be_recorded_leaves_nothing(self, cast, concern, unrecordable):
        before = stands(concern)
        unrecordable()
        with pytest.raises(NotRecorded):
            give(concern, cast.mair, cast.dafydd)
        assert stands(concern) == before


class TestTriage:
    @pytest.mark.parametrize("who", TEAM)
    def test_says_who_leads_what_it_is_and_what_it_needs(self, cast, concern, who):
        made = judge(concern, cast.people[who], owner=cast.dafydd, other_categories=["SEXUAL", "EMOTIONAL"])
        concern.refresh_from_db()
        assert (concern.owner, concern.main_category, concern.level) == (cast.dafydd, "SEXUAL", "STATUTORY")
        assert [str(one) for one in made.category_list] == ["SEXUAL", "EMOTIONAL", "FINANCIAL"]
        assert (made.by, made.topic_list) == (cast.people[who], ["SEXTORTION"])

    @pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
    def test_is_for_the_team(self, cast, concern, who):
        before = stands(concern)
        with pytest.raises(NotThere):
            judge(concern, cast.people[who], owner=cast.mair)
        assert stands(concern) == before

    @pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
    def test_gives_the_lead_to_nobody_outside_the_team(self, cast, concern, who):
        with pytest.raises(NotThere):
            judge(concern, cast.mair, owner=cast.people[who])
        assert Triage.objects.count() == 0

    def test_of_a_closed_concern_is_refused(self, cast):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
        before = stands(concern)
        with pytest.raises(MoveRefused):
            judge(concern, cast.mair)
        assert stands(concern) == before

    @pytest.mark.parametrize("reasons", ["", "  \n"])
    def test_without_a_review_needs_reasons(self, cast, concern, reasons):
        with pytest.raises(MoveRefused) as refused:
            judge(concern, cast.mair, review="NOT_NEEDED", reasons=reasons)
        assert refused.value.missing == {"reasons"}

    @pytest.mark.parametrize("review", ["NOW", "LATER_TODAY"])
    @pytest.mark.parametrize("state", [state for state in State if state != State.CLOSED])
    def test_with_a_review_begins_it(self, cast, state, review):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
        judge(concern, cast.mair, review=review)
        concern.refresh_from_db()
        assert (concern.state, concern.plan_kind, concern.review_on) == (State.IN_REVIEW, "", None)

    @pytest.mark.parametrize("state", [state for state in State if state != State.CLOSED])
    def test_without_a_review_takes_the_concern_on_and_moves_it_no_further(self, cast, state):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
        judge(concern, cast.mair, review="NOT_NEEDED", reasons=REASONS, topics=["NUDES"])
        concern.refresh_from_db()
        assert concern.state == (State.OPENED if state == State.SENT else state)

    @pytest.mark.parametrize("state", [State.PLANNED, State.NO_FURTHER_ACTION])
    def test_that_finds_sextortion_takes_a_record_that_rests_back_into_review(self, cast, state):
        concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
        judge(concern, cast.mair, review="NOT_NEEDED", reasons=REASONS)
        concern.refresh_from_db()
        assert (concern.state, concern.plan_kind, concern.review_on) == (State.IN_REVIEW, "", None)

    def test_of_sextortion_adds_sexual_and_in_wales_financial_abuse_to_the_categories(self, cast, concern):
        judge(concern, cast.mair, main_category="EMOTIONAL")
        made = Triage.objects.get()
        assert (made.main_category, made.other_categories) == ("EMOTIONAL", "SEXUAL,FINANCIAL")
        judge(concern, cast.mair, main_category="NONE")
        concern.refresh_from_db()
        assert concern.main_category == "SEXUAL" and '"category":"SEXUAL"' in last_body(concern)

    def test_leaves_one_event_with_codes_and_no_words(self, cast, concern):
        judge(concern, cast.mair, review="NOT_NEEDED", reasons=REASONS)
        assert events_of(concern) == [events.CONCERN_TRIAGED]
        assert '"category":"SEXUAL"' in last_body(concern) and "tutor" not in last_body(concern)
        assert concern.key.commit("triage", REASONS) in last_body(concern)

    def test_that_cannot_be_recorded_leaves_nothing(self, cast, concern, unrecordable):
        before = stands(concern)
        unrecordable()
        with pytest.raises(NotRecorded):
            judge(concern, cast.mair)
        assert stands(concern) == before

    def test_by_the_second_of_two_leads_is_told_of_the_first(self, cast, concern):
        judge(concern, cast.mair)
        before = stands(concern)
        with pytest.raises(ChangedMeanwhile) as told:
            judge(concern, cast.dafydd, seen_version=1)
        assert told.value.version == before[0][-1] > 1
        assert stands(concern) == before

    def test_again_adds_a_row_and_keeps_the_first(self, cast, concern):
        judge(concern, cast.mair)
        judge(concern, cast.dafydd, level="TARGETED")
        assert [row.level for row in Triage.objects.order_by("at")] == ["STATUTORY", "TARGETED"]
