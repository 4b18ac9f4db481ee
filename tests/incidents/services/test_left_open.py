"""A worry about the child, a question nobody asked, a device in the safe and a running clock are not closed away."""

from datetime import timedelta

import pytest
import time_machine

from incidents.indicators import Pathway
from incidents.models import Agreement, Closing, StateChange
from incidents.selectors.left_open import left_open
from incidents.services import closing, devices, matching, removal, support
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit.models import AuditEvent
from safeguarding.schools.models import Pupil
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.services.test_closing import act
from tests.makers import ask_how_they_are, make_concern, make_judgement, make_referral

WHY = "The school nurse goes on with it."
ENDING = {"end_without_action": State.IN_REVIEW, "close": State.PLANNED}


def make(cast, name="close", **more):
    """A record of Amy from which this move is possible."""
    return make_concern(cast.afon, cast.nia, cast.amy, state=ENDING[name], **more)


def of(concern, actor) -> dict:
    concern.refresh_from_db()
    return {"actor": actor, "reference": concern.reference, "seen_version": concern.version}


def keep_a_phone(concern, actor):
    """A phone is in the safe."""
    given = {"handed_over_by": "Her tutor", "handed_over_at": clock.now(), "place": "The safe"}
    return devices.receive_device(**of(concern, actor), kind="PHONE", whose="CHILD", state="FLIGHT_MODE", **given)


@pytest.mark.parametrize("name", ENDING)
class TestAnImmediateWorry:
    def test_forbids_to_end_and_to_close_until_somebody_has_asked_again(self, cast, name):
        concern = make(cast, name)
        ask_how_they_are(concern, cast.mair, "IMMEDIATE")
        with pytest.raises(MoveRefused) as refused:
            act(name, concern, cast.mair)
        assert "no_immediate_worry" in refused.value.missing and StateChange.objects.count() == 0
        ask_how_they_are(concern, cast.dafydd, "NONE")
        act(name, concern, cast.mair)

    def test_of_days_ago_still_does(self, cast, name):
        concern = make(cast, name)
        ask_how_they_are(concern, cast.mair, "IMMEDIATE")
        with time_machine.travel(clock.now() + timedelta(days=40)), pytest.raises(MoveRefused) as refused:
            act(name, concern, cast.mair)
        assert "no_immediate_worry" in refused.value.missing


@pytest.mark.parametrize("name", ENDING)
class TestTheQuestion:
    def test_is_asked_before_a_record_about_images_ends_or_closes(self, cast, name):
        concern = make(cast, name, about=("IMAGES",))
        for said in (None, "NOT_ASKED"):
            if said:
                ask_how_they_are(concern, cast.mair, said)
            with pytest.raises(MoveRefused) as refused:
                act(name, concern, cast.mair)
            assert refused.value.missing == {"child_was_asked"}
        ask_how_they_are(concern, cast.mair)
        act(name, concern, cast.mair)

    def test_is_not_asked_before_another_record_does(self, cast, name):
        act(name, make(cast, name), cast.mair)

    def test_of_a_child_who_cannot_be_asked_is_answered_with_a_reason_when_the_record_is_closed(self, cast, name):
        concern = make_concern(
            cast.afon, cast.nia, state=ENDING[name], about=("IMAGES",), unlisted="A boy from the club"
        )
        matching.confirm_not_ours(**of(concern, cast.mair), name="Ben Ash", school_name="Ysgol Bro")
        if name == "close":
            with pytest.raises(MoveRefused) as refused:
                act(name, concern, cast.mair)
            assert refused.value.missing == {"left_open"}
            act(name, concern, cast.mair, why_left_open=WHY)
        else:
            act(name, concern, cast.mair)


def test_a_child_who_has_left_is_not_there_to_be_asked(cast):
    concern = make(cast, about=("IMAGES",))
    Pupil.objects.filter(pk=cast.amy.pk).update(left_on=clock.today() - timedelta(days=2))
    concern.refresh_from_db()
    assert left_open(concern).is_unasked and not left_open(concern).must_ask


def test_a_device_in_the_safe_holds_the_closing_until_it_is_gone(cast):
    concern = make(cast)
    phone = keep_a_phone(concern, cast.mair)
    with pytest.raises(MoveRefused) as refused:
        act("close", concern, cast.mair)
    assert refused.value.missing == {"no_device_kept"}
    devices.release_device(
        **of(concern, cast.mair), device_id=phone.pk, released_to="Her mother", released_at=clock.now()
    )
    act("close", concern, cast.mair)


def test_a_device_in_the_safe_does_not_hold_that_nothing_further_is_done(cast):
    concern = make(cast, "end_without_action")
    keep_a_phone(concern, cast.mair)
    act("end_without_action", concern, cast.mair)


@pytest.mark.parametrize("who", ["has left", "another school's", "not on the list"])
def test_an_immediate_worry_about_a_child_who_cannot_be_asked_is_answered_with_a_reason(cast, who):
    if who == "has left":
        concern = make(cast)
        Pupil.objects.filter(pk=cast.amy.pk).update(left_on=clock.today() - timedelta(days=2))
    else:
        concern = make_concern(cast.afon, cast.nia, state=State.PLANNED, unlisted="A boy from the club")
    if who == "another school's":
        matching.confirm_not_ours(**of(concern, cast.mair), name="Ben Ash", school_name="Ysgol Bro")
    ask_how_they_are(concern, cast.mair, "IMMEDIATE")
    concern = type(concern).objects.with_keys().get(pk=concern.pk)
    left = left_open(concern)
    assert not left.blocks_ending and left.rows[0]["key"] == "An immediate worry"
    with pytest.raises(MoveRefused) as refused:
        act("close", concern, cast.mair)
    assert refused.value.missing == {"left_open"}
    act("close", concern, cast.mair, why_left_open=WHY)
    assert Closing.objects.select_related("concern__key").get().left_open == WHY


@pytest.mark.parametrize(
    ("said", "is_left"),
    [
        (None, True),
        ({"consent": "NOT_ASKED"}, True),
        ({"consent": "REFUSED"}, True),
        ({"consent": "GIVEN"}, False),
        ({"consent": "REFUSED", "is_reported_all_the_same": True, "reasons": "They are not safe."}, False),
    ],
)
def test_what_an_adult_wants_of_whom_999_was_told_is_asked_afterwards(cast, said, is_left):
    concern = concern_about(cast, birthday(clock.today()), about=(), state=State.PLANNED)
    make_referral(concern, cast.mair, agency="ADULT_SERVICES", method="EMERGENCY")
    if said:
        removal.record_consent(**of(concern, cast.mair), **said)
    concern.refresh_from_db()
    assert [row["key"] for row in left_open(concern).rows] == ["Adult safeguarding was told by 999"] * is_left
    if is_left:
        with pytest.raises(MoveRefused) as refused:
            act("close", concern, cast.mair)
        assert refused.value.missing == {"left_open"}
    act("close", concern, cast.mair, why_left_open=WHY)


@pytest.mark.parametrize("method", ["EMERGENCY", "PHONE"])
def test_of_a_child_nobody_asks_whether_they_agreed(cast, method):
    concern = make(cast)
    make_referral(concern, cast.mair, agency="CHILDRENS_SERVICES", method=method)
    assert left_open(concern).rows == []


LEFT = {
    "a possible worry": lambda concern, cast: ask_how_they_are(concern, cast.mair, "POSSIBLE"),
    "a day to ask again": lambda concern, cast: ask_how_they_are(
        concern, cast.mair, "NONE", recheck_on=clock.today() + timedelta(days=3)
    ),
    "a check-in": lambda concern, cast: support.plan_check_in(
        **of(concern, cast.mair), due_on=clock.today() + timedelta(days=20), with_whom="Mrs Evans"
    ),
}


@pytest.mark.parametrize("what", LEFT)
class TestWhatIsStillOpen:
    def test_is_answered_with_a_reason_that_is_kept_sealed_and_committed_to(self, cast, what):
        concern = make(cast)
        LEFT[what](concern, cast)
        for why in ("", " \n"):
            with pytest.raises(MoveRefused) as refused:
                act("close", concern, cast.mair, why_left_open=why)
            assert refused.value.missing == {"left_open"}
        act("close", concern, cast.mair, why_left_open=WHY)
        kept = Closing.objects.select_related("concern__key").get()
        assert kept.left_open == WHY
        body = AuditEvent.objects.filter(subject_id=concern.pk).latest("seq").body
        assert concern.key.commit("left_open", WHY) in body and "nurse" not in body

    def test_does_not_hold_that_nothing_further_is_done(self, cast, what):
        concern = make(cast, "end_without_action")
        LEFT[what](concern, cast)
        act("end_without_action", concern, cast.mair)


def test_a_reason_for_which_there_is_nothing_is_not_kept(cast):
    act("close", make(cast), cast.mair, why_left_open=WHY)
    assert Closing.objects.get().left_open == ""


@pytest.mark.parametrize("worry", ["IMMEDIATE", "a phone", None])
def test_nobody_is_asked_to_agree_to_a_closing_that_is_forbidden(cast, worry):
    concern = make(cast, about=("THREATS_OR_MONEY",))
    make_judgement(concern, cast.mair, Pathway.PHISHING)
    ask_how_they_are(concern, cast.mair, worry if worry == "IMMEDIATE" else "NONE")
    if worry == "a phone":
        keep_a_phone(concern, cast.mair)
    if worry is None:
        assert closing.ask_to_close(**of(concern, cast.mair), reasons="An empty threat.")
        return
    with pytest.raises(MoveRefused):
        closing.ask_to_close(**of(concern, cast.mair), reasons="An empty threat.")
    assert Agreement.objects.count() == 0
