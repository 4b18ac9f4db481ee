"""The forms of the child’s safety and support, answered."""

from django.urls import reverse

from incidents.services import support
from safeguarding import clock
from tests.incidents.views.answering import WORDS, Form, concern_in, day, page, soon


def of_check_in(cast) -> str:
    """The page on which a check-in is recorded."""
    concern = concern_in(cast)
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    check_in = support.plan_check_in(**said, due_on=clock.today(), with_whom="Mrs Evans")
    return reverse("check_in_done", args=[concern.reference, check_in.pk])


WATCHED = {"observed": ["TEARFUL", "NOT_EATING"], "observed_words": WORDS, "others_at_risk": "UNKNOWN"}
FORMS: dict[str, Form] = {
    "safety_check": Form(
        page("safety_check"),
        WATCHED | {"self_harm": "POSSIBLE", "put_in_place": "Her tutor knows whom to call."} | soon("possible_on"),
    ),
    "safety_check, immediate": Form(
        page("safety_check"),
        {"self_harm": "IMMEDIATE", "not_left_alone": WORDS} | day("immediate_on", clock.today()),
    ),
    "support_plan": Form(
        page("support_plan"),
        {"named_adult": "Mrs Evans of year ten", "child_says": WORDS, "words": "She sits with us at noon."},
    ),
    "check_in": Form(page("check_in"), {"with_whom": "Mrs Evans of year ten"} | soon("due_on")),
    "check_in_done": Form(of_check_in, {"happened": "NO", "words": WORDS}),
}
