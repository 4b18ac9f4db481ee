"""The forms of exceptional viewing, answered."""

from datetime import timedelta

from django.urls import reverse

from safeguarding import clock
from tests.incidents.views.answering import WORDS, Form, concern_in, day, moment, page, soon
from tests.lives.viewing import asked


def to_answer(cast) -> str:
    """What Huw is asked."""
    return reverse("viewing_answer", args=[asked(cast.mair, concern_in(cast), cast.mair, cast.dafydd).pk])


def to_record(cast) -> str:
    """What had already happened, and Mair records."""
    concern = concern_in(cast)
    unavoidable = {"ground": "UNAVOIDABLE", "is_retrospective": True}
    request = asked(cast.mair, concern, cast.mair, cast.dafydd, **unavoidable)
    return reverse("viewing_record", args=[concern.reference, request.pk])


REQUEST = {"happened": "NO", "ground": "TO_REPORT", "why_nothing_less": WORDS, "alternatives": ["HELPLINE"]}
REQUEST |= {"viewer": "@mair", "second": "@dafydd", "place": "LEAD_OFFICE", "same_sex": "NO"}
HAPPENED = {"took_place": "YES", "ended_at": "12:05", "device_of": "CHILD", "facts": ["REFER", "CHILD_KNOWN"]}
HAPPENED |= {"results": ["POLICE"], "copies": "NONE", "police_told": "YES", "child_told": "YES", "parents_told": "NO"}
FORMS: dict[str, Form] = {
    "viewing_request": Form(page("viewing_request"), REQUEST | {"same_sex_reasons": WORDS}),
    "viewing_answer": Form(to_answer, {"answer": "REFUSE", "reasons": WORDS}, "huw", False),
    "viewing_record": Form(to_record, HAPPENED | {"support": "OFFERED"} | moment("started_at"), versioned=False),
    "seen_by_accident": Form(
        page("seen_by_accident"), {"who": "@nia", "how": "SHOWN", "support": "NOT_YET"} | moment("seen_at")
    ),
    "viewing_delegates": Form(
        lambda cast: reverse("viewing_delegates"),
        {"may": "ASK", "person": "@dafydd"} | day("starts_on", clock.today() + timedelta(days=1)) | soon("ends_on"),
        "huw",
        False,
    ),
}
