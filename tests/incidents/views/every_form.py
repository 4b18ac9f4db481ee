"""Every form of the work with words in it, answered so that it would be taken: where it is, and what is typed."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

from django.urls import reverse

from incidents.services import closing, deciding, planning
from incidents.services.deciding import Answered
from incidents.workflow import State
from safeguarding import clock
from tests.access import matrix
from tests.incidents.views.answering import WORDS, YESTERDAY, Form, concern_in, day, moment, page, soon
from tests.makers import make_draft, make_incident, make_referral


def of_referral(name: str) -> Callable:
    """A page of a referral."""

    def place(cast) -> str:
        concern = concern_in(cast)
        make_referral(concern, cast.mair)
        return reverse(name, kwargs={"reference": concern.reference, "number": 1})

    return place


def of_draft(name: str) -> Callable:
    """A page of Nia's unsent record."""
    return lambda cast: reverse(name, args=[make_draft(cast.nia, [cast.amy], words="").pk])


def of_sent(name: str) -> Callable:
    """A page of what Nia sent."""
    return lambda cast: reverse(name, args=[make_incident(cast.nia, [cast.amy]).reference])


def action_done(cast) -> str:
    """The page on which an action is completed."""
    said = {"owner_id": cast.mair.pk, "due_on": clock.today()}
    concern = concern_in(cast)
    action = planning.plan_action(actor=cast.mair, reference=concern.reference, what="Call home", **said)
    return reverse("concern_action_done", args=[concern.reference, action.pk])


def asking_to_close(cast) -> str:
    """The page of closing, where a second person has to agree first: triggers and no referral."""
    concern = concern_in(cast, State.IN_REVIEW)
    no = Answered("NOT_YET", "We ask first.")
    said = {"actor": cast.mair, "reference": concern.reference}
    deciding.decide(**said, seen_version=1, triggers=["COERCED"], police=no, childrens_services=no)
    concern.refresh_from_db()
    review_on = clock.today() + timedelta(days=7)
    closing.plan(**said, seen_version=concern.version, kind="MONITORING", review_on=review_on, words="")
    return reverse("close", args=[concern.reference])


def agreement(cast) -> str:
    """What Huw is asked."""
    concern, no = concern_in(cast), Answered("NO", "It was a joke.")
    asked = deciding.decide(
        actor=cast.mair, reference=concern.reference, seen_version=1, triggers=[], police=no, childrens_services=no
    )
    return reverse("agree", args=[asked.pk])


REFERRAL = {"agency": "CHILDRENS_SERVICES", "method": "PHONE", "spoke_to": "Delyth, duty team", "agreed": WORDS}
REPLY = {"outcome": "NO_ACTION", "from_whom": "The duty team", "words": WORDS}
DISAGREE = {"step": "MANAGER", "with_whom": "The manager", "reasons": WORDS}
REPORT = {"period": "DATES", "staff": "REFERENCES", "languages": "en", "formats": ["CSV"], "sections": ["VOLUMES"]}
FORMS = {
    "my_record_add": Form(of_sent("my_record_add"), {"words": WORDS, "text_language": "cy"}, "nia", False),
    "my_record_called": Form(
        of_sent("my_record_called"),
        {"called": "POLICE", "spoke_to": "The sergeant at the desk", "agency_reference": "C-77"} | moment("called_at"),
        "nia",
        False,
    ),
    "concern_note": Form(page("concern_note"), {"words": WORDS, "text_language": "cy"}, versioned=False),
    "concern_triage": Form(
        page("concern_triage", State.SENT),
        {"review": "NOT_NEEDED", "reasons": WORDS, "main_category": "SEXUAL", "level": "TARGETED"}
        | {"other_categories": ["EMOTIONAL"], "topics": ["SEXTORTION"]},
    ),
    "concern_hand_over": Form(page("concern_hand_over"), {"owner": "@dafydd", "reason": WORDS}),
    "concern_action": Form(page("concern_action"), {"what": WORDS} | soon("due_on"), versioned=False),
    "concern_action_done": Form(action_done, {"was_needed": "NO", "note": WORDS}, versioned=False),
    "decide": Form(
        page("decide"),
        {"triggers": ["COERCED"], "police": "NO", "police_no": WORDS, "services": "NOT_YET", "services_not_yet": WORDS},
    ),
    "add_referral": Form(page("add_referral"), REFERRAL | moment("made_at")),
    "referral_written": Form(of_referral("referral_written"), {"how": WORDS}),
    "referral_reply": Form(
        of_referral("referral_reply"), {"outcome": "NO_ACTION", "from_whom": "The duty team", "words": WORDS}
    ),
    "referral_disagree": Form(
        of_referral("referral_disagree"), {"step": "MANAGER", "with_whom": "The manager", "reasons": WORDS}
    ),
    "check_copy": Form(page("check_copy", text="Foxy told her."), {"words_1": "Foxy", "as_1": "NEW"}, versioned=False),
    "plan": Form(page("plan"), {"kind": "MONITORING", "words": WORDS} | soon("review_on")),
    "end_without_action": Form(page("end_without_action"), {"reasons": WORDS}),
    "close, asking": Form(asking_to_close, {"reasons": WORDS}),
    "close": Form(
        page("close", State.PLANNED),
        {"outcome": "RISK_REMOVED", "reasons": WORDS, "view": "SAID", "child_view": "I am fine now, thank you."},
    ),
    "reopen": Form(page("reopen", State.CLOSED), {"reasons": WORDS}),
    "concern_match": Form(
        page("concern_match", State.SENT, unlisted="A boy with a red bag"),
        {"other_name": "Jac who gets the late bus", "other_school": "The school in the next town"},
    ),
    "agree": Form(agreement, {"answer": "REFUSE", "reasons": WORDS}, "huw", False),
    "report_new": Form(
        lambda cast: reverse("report_new"),
        REPORT | {"reason": WORDS} | day("first_day", YESTERDAY) | day("last_day", YESTERDAY),
        "huw",
        False,
    ),
    "record_discard": Form(of_draft("record_discard"), {"reason": "STARTED_BY_MISTAKE"}, "nia", False),
}
for _duty in matrix.RESPONSE:
    FORMS |= import_module(f"tests.incidents.views.answered.{_duty}").FORMS


def typed_by(cast, name: str) -> dict[str, list[str]]:
    """What somebody types and chooses, each answer as a list; "@name" stands for that person."""
    given = {field: value if isinstance(value, list) else [value] for field, value in FORMS[name].typed.items()}
    return {
        field: [str(cast.people[value[1:]].pk) if value.startswith("@") else value for value in values]
        for field, values in given.items()
    }


# What is pressed where it is not the button without a name.
PRESSED = {"concern_match": {"save_and": "not-ours"}}

# These show their result first, and are confirmed by another button.
SHOWS_FIRST = ("check_copy", "paper_check_chronology", "paper_check_pack")
