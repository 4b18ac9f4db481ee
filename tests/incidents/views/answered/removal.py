"""The forms of steps for safety online, getting images removed, age and consent, answered."""

from collections.abc import Callable

from django.core.management import call_command
from django.urls import reverse

from safeguarding import clock
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.views.answering import WORDS, YESTERDAY, Form, concern_in, day, soon

HELPED = "Mrs Pugh, her head of year"


def _page(name: str, **more: str) -> Callable:
    """A page of Amy's record, where the directory has steps and tools."""

    def place(cast) -> str:
        call_command("load_reference", verbosity=0)
        return reverse(name, kwargs={"reference": concern_in(cast).reference} | more)

    return place


def _of_somebody_of_18(cast) -> str:
    return reverse("adult_consent", args=[concern_about(cast, birthday(clock.today())).reference])


STEP = {"helped_by": HELPED, "words": WORDS} | day("on", YESTERDAY)
REMOVAL = STEP | {"state": "SENT", "tool_reference": "RR-77"} | soon("recheck_on")
FORMS: dict[str, Form] = {
    "steps": Form(_page("steps", list="keep-safe"), STEP | {"steps": ["keep-messages", "never-pay"]}),
    "step": Form(_page("step", list="keep-safe", code="block-account"), STEP | {"state": "DONE_FOR"}),
    "removal_step": Form(_page("removal_step", tool="report-remove"), REMOVAL),
    "removal_step, at an app": Form(
        _page("removal_step", tool="platform"), REMOVAL | {"platform": "instagram", "state": "NOT_APPLICABLE"}
    ),
    "adult_consent": Form(_of_somebody_of_18, {"consent": "REFUSED", "reported": "YES", "reasons": WORDS}),
}
