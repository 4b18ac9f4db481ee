"""The states of a concern, the moves between them, and what each move needs: one table and one function.

"Awaiting an agency" and "review due" are not states: they are read from referrals and dates. A referral may be made
in every state but closed; a review is never a precondition of referring.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from incidents.outcomes import REFERRAL_DECISIONS, Choice


class State(TextChoices):
    """Where a concern stands."""

    SENT = "SENT", _("Sent")
    OPENED = "OPENED", _("Opened")
    IN_REVIEW = "IN_REVIEW", _("In review")
    PLANNED = "PLANNED", _("Planned")
    NO_FURTHER_ACTION = "NO_FURTHER_ACTION", _("No further action")
    CLOSED = "CLOSED", _("Closed")


OPEN_STATES = tuple(state for state in State if state != State.CLOSED)


@dataclass(frozen=True)
class Move:
    """A permitted way from some states to one (None: it stays where it is)."""

    name: str
    starts: frozenset
    ends: State | None
    needs: frozenset = frozenset()


@dataclass(frozen=True)
class Step:
    """One taking of a move."""

    move: str
    start: str
    end: str


class MoveRefused(Exception):
    """The move is not possible from here, or something it needs is missing (then `missing` names it)."""

    def __init__(self, move: str, state: str, missing: frozenset = frozenset()) -> None:
        super().__init__(f"{move} from {state}: {', '.join(sorted(missing)) or 'not from here'}")
        self.move, self.state, self.missing = move, state, missing


_S = State
# No immediate worry about the child stands; and on a record about images somebody has asked whether there is one.
SAFE = ("no_immediate_worry", "child_was_asked")
MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move("take_on", frozenset({_S.SENT}), _S.OPENED, frozenset({"owner"})),
        Move("hand_over", frozenset(OPEN_STATES) - {_S.SENT}, None, frozenset({"owner"})),
        Move("begin_review", frozenset({_S.SENT, _S.OPENED, _S.PLANNED, _S.NO_FURTHER_ACTION}), _S.IN_REVIEW),
        Move("refer", frozenset({_S.SENT, _S.OPENED}), _S.IN_REVIEW, frozenset({"agency"})),
        Move("refer_again", frozenset({_S.IN_REVIEW, _S.PLANNED, _S.NO_FURTHER_ACTION}), None, frozenset({"agency"})),
        Move(
            "plan",
            frozenset({_S.OPENED, _S.IN_REVIEW, _S.PLANNED}),
            _S.PLANNED,
            frozenset({"kind", "review_on", "referral_or_exception"}),
        ),
        Move(
            "end_without_action",
            frozenset({_S.OPENED, _S.IN_REVIEW, _S.PLANNED}),
            _S.NO_FURTHER_ACTION,
            frozenset({"reasons", "referral_or_exception", *SAFE}),
        ),
        Move(
            "close",
            frozenset({_S.PLANNED, _S.NO_FURTHER_ACTION}),
            _S.CLOSED,
            frozenset(
                {"outcome", "reasons", "child_view", "no_open_action", "second_signature", "referral_or_exception"}
                | {*SAFE, "no_device_kept", "left_open"}
            ),
        ),
        Move("reopen", frozenset({_S.CLOSED}), _S.IN_REVIEW, frozenset({"reasons"})),
    )
}


def possible(state: str) -> list[str]:
    """The names of the moves that start from this state."""
    return [name for name, move in MOVES.items() if state in move.starts]


def advance(state: str, move: str, facts: dict) -> Step:
    """The step this move takes from here.

    `facts` says of each thing the move needs whether it is there. Raises MoveRefused.
    """
    wanted = MOVES[move]
    if state not in wanted.starts:
        raise MoveRefused(move, state)
    missing = frozenset(need for need in wanted.needs if not facts.get(need))
    if missing:
        raise MoveRefused(move, state, missing)
    return Step(move, str(state), str(wanted.ends or state))


def may_rest(*, is_required: bool, referral_made: bool, exception_agreed: bool) -> bool:
    """Whether a record may be planned, ended or closed: `referral_or_exception` of the moves.

    A record of sextortion may not before it was referred to the police or to children's services, or a second person
    agreed that it is referred to neither (Hwb alert: refer at once).
    """
    return not is_required or referral_made or exception_agreed


def second_signature_is_needed(*, triggers_applied: bool, referral_made: bool, exception_is_open: bool) -> bool:
    """Closing takes a second person where guidance says to refer at once and no referral was made.

    So it does while nobody has agreed to "considered, not referred", whatever the reasons.
    """
    return exception_is_open or (triggers_applied and not referral_made)


def decisions_for_two(choices: dict[str, str], *, triggers_applied: bool) -> frozenset[str]:
    """Which of the decisions about police and children's services need a second person: "considered, not referred".

    `choices` says of each what was chosen. A "no" does where a reason to refer at once applies; two "no"s always do.
    """
    refused = frozenset(about for about, choice in choices.items() if choice == Choice.NO)
    return refused if triggers_applied or len(refused) == len(REFERRAL_DECISIONS) else frozenset()
