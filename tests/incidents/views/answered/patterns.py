"""The forms of linked concerns, answered."""

from collections.abc import Callable

from django.urls import reverse

from tests.incidents.views.answering import WORDS, YESTERDAY, Form, concern_in, day, moment
from tests.linked import alone_in_a_set


def of_set(name: str, *more: str) -> Callable:
    """A page of a set in which there is one record."""
    return lambda cast: reverse(name, args=[alone_in_a_set(cast, concern_in(cast)).reference, *more])


def unlinking(cast) -> str:
    """The page on which a record is parted from its set."""
    concern = concern_in(cast)
    alone_in_a_set(cast, concern)
    return reverse("unlink", args=[concern.reference])


FORMS: dict[str, Form] = {
    "unlink": Form(unlinking, {"reasons": WORDS}),
    "pattern_step": Form(
        of_set("pattern_step", "other-schools"), {"state": "DONE", "words": WORDS} | day("on", YESTERDAY)
    ),
    "pattern_referral": Form(
        of_set("pattern_referral"),
        {"agency": "POLICE", "method": "POLICE_101", "spoke_to": "PC 4411, the control room", "agreed": WORDS}
        | moment("made_at"),
    ),
}
