"""The table of states and moves: every state, every move, every missing fact."""

import pytest

from incidents.workflow import (
    MOVES,
    MoveRefused,
    State,
    Step,
    advance,
    decisions_for_two,
    possible,
    second_signature_is_needed,
)

# What the table must say, written out a second time: from where, to where (None: it stays), and what it needs.
SENT, OPENED, IN_REVIEW = State.SENT, State.OPENED, State.IN_REVIEW
PLANNED, NO_FURTHER_ACTION, CLOSED = State.PLANNED, State.NO_FURTHER_ACTION, State.CLOSED
DRAWN = {
    "take_on": ({SENT}, OPENED, {"owner"}),
    "hand_over": ({OPENED, IN_REVIEW, PLANNED, NO_FURTHER_ACTION}, None, {"owner"}),
    "begin_review": ({SENT, OPENED, PLANNED, NO_FURTHER_ACTION}, IN_REVIEW, set()),
    "refer": ({SENT, OPENED}, IN_REVIEW, {"agency"}),
    "refer_again": ({IN_REVIEW, PLANNED, NO_FURTHER_ACTION}, None, {"agency"}),
    "plan": ({OPENED, IN_REVIEW, PLANNED}, PLANNED, {"kind", "review_on", "referral_or_exception"}),
    "end_without_action": (
        {OPENED, IN_REVIEW, PLANNED},
        NO_FURTHER_ACTION,
        {"reasons", "referral_or_exception", "no_immediate_worry", "child_was_asked"},
    ),
    "close": (
        {PLANNED, NO_FURTHER_ACTION},
        CLOSED,
        {"outcome", "reasons", "child_view", "no_open_action", "second_signature", "referral_or_exception"}
        | {"no_immediate_worry", "child_was_asked", "no_device_kept", "left_open"},
    ),
    "reopen": ({CLOSED}, IN_REVIEW, {"reasons"}),
}
GRID = [(state, name) for state in State for name in DRAWN]
POSSIBLE = [(state, name) for state, name in GRID if state in DRAWN[name][0]]
IMPOSSIBLE = [(state, name) for state, name in GRID if state not in DRAWN[name][0]]
LACKING = [(state, name, need) for state, name in POSSIBLE for need in sorted(DRAWN[name][2])]


def facts_of(move: str, **without) -> dict:
    """Everything that the move needs, save what is named as missing."""
    return {need: True for need in DRAWN[move][2]} | without


def test_the_table_has_the_moves_that_were_drawn_and_no_others():
    assert set(MOVES) == set(DRAWN)
    assert {name: set(move.needs) for name, move in MOVES.items()} == {name: drawn[2] for name, drawn in DRAWN.items()}


@pytest.mark.parametrize(("state", "move"), POSSIBLE)
def test_a_move_leads_where_it_was_drawn(state, move):
    end = DRAWN[move][1] or state
    assert advance(state, move, facts_of(move)) == Step(move, state.value, end.value)


@pytest.mark.parametrize(("state", "move"), IMPOSSIBLE)
def test_a_move_is_refused_elsewhere_whatever_is_known(state, move):
    with pytest.raises(MoveRefused) as refused:
        advance(state, move, facts_of(move))
    assert (refused.value.move, refused.value.state, refused.value.missing) == (move, state, frozenset())


@pytest.mark.parametrize("absent", [None, "", False, "left out"])
@pytest.mark.parametrize(("state", "move", "need"), LACKING)
def test_a_move_without_something_it_needs_is_refused_and_says_what(state, move, need, absent):
    facts = facts_of(move, **{need: absent})
    if absent == "left out":
        del facts[need]
    with pytest.raises(MoveRefused) as refused:
        advance(state, move, facts)
    assert refused.value.missing == {need}


@pytest.mark.parametrize(("state", "move"), [pair for pair in POSSIBLE if DRAWN[pair[1]][2]])
def test_everything_that_is_missing_is_named_at_once(state, move):
    with pytest.raises(MoveRefused) as refused:
        advance(state, move, {})
    assert refused.value.missing == DRAWN[move][2]


@pytest.mark.parametrize("state", State)
def test_what_is_possible_from_a_state_is_read_from_the_table(state):
    assert set(possible(state)) == {move for start, move in POSSIBLE if start == state}


@pytest.mark.parametrize("state", State)
def test_a_referral_can_be_made_in_every_state_but_closed(state):
    referring = {"refer", "refer_again"} & set(possible(state))
    assert len(referring) == (0 if state == CLOSED else 1)


def test_an_unknown_move_is_a_mistake_of_ours_and_not_a_refusal():
    with pytest.raises(KeyError):
        advance(State.SENT, "delete", {})


def test_nothing_leads_back_to_sent():
    assert all(move.ends != SENT for move in MOVES.values())


@pytest.mark.parametrize(
    ("triggers", "referral", "exception", "needed"),
    [
        (True, False, False, True),
        (True, True, False, False),
        (False, False, False, False),
        (False, True, False, False),
        (True, True, True, True),
        (False, False, True, True),
        (False, True, True, True),
        (True, False, True, True),
    ],
)
def test_a_second_signature_is_needed_only_where_reasons_applied_and_nobody_was_asked_or_nobody_agreed_not_to(
    triggers, referral, exception, needed
):
    needs = second_signature_is_needed(triggers_applied=triggers, referral_made=referral, exception_is_open=exception)
    assert needs is needed


@pytest.mark.parametrize(
    ("police", "services", "triggers", "for_two"),
    [
        ("YES", "YES", True, set()),
        ("YES", "NOT_YET", True, set()),
        ("NOT_YET", "NOT_YET", True, set()),
        ("NO", "YES", True, {"POLICE"}),
        ("YES", "NO", True, {"CHILDRENS_SERVICES"}),
        ("NO", "NOT_YET", True, {"POLICE"}),
        ("NO", "NO", True, {"POLICE", "CHILDRENS_SERVICES"}),
        ("NO", "YES", False, set()),
        ("NO", "NOT_YET", False, set()),
        ("NO", "NO", False, {"POLICE", "CHILDRENS_SERVICES"}),
    ],
)
def test_not_referring_is_for_two_where_reasons_apply_or_nobody_is_asked(police, services, triggers, for_two):
    choices = {"POLICE": police, "CHILDRENS_SERVICES": services}
    assert decisions_for_two(choices, triggers_applied=triggers) == for_two
