"""A form answered so that it would be taken: where it is, who sends it, and what is typed there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from incidents.models import Concern
from incidents.workflow import State
from safeguarding import clock
from tests.makers import make_concern

WORDS = "She said: “don’t” & <b>left</b>.\r\n\r\nThen Ŵyn came to find me."

YESTERDAY = clock.today() - timedelta(days=1)


@dataclass(frozen=True)
class Form:
    """One form. `place` makes what it needs and gives its path; `typed` is what somebody types there."""

    place: Callable
    typed: dict
    person: str = "mair"
    versioned: bool = True


def day(name: str, on) -> dict:
    """A date as its three fields."""
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def moment(name: str) -> dict:
    """Yesterday at noon, as its four fields."""
    return day(name, YESTERDAY) | {f"{name}_time": "12:00"}


def soon(name: str) -> dict:
    """In a fortnight."""
    return day(name, clock.today() + timedelta(days=14))


def concern_in(cast, state: str = State.IN_REVIEW, **more) -> Concern:
    """A record about Amy."""
    return make_concern(cast.afon, cast.nia, None if more.get("unlisted") else cast.amy, state=state, **more)


def page(name: str, state: str = State.IN_REVIEW, **more) -> Callable:
    """A page of a record in this state."""
    return lambda cast: reverse(name, kwargs={"reference": concern_in(cast, state, **more).reference})
