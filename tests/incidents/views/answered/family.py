"""The forms of parents and carers, answered."""

from collections.abc import Callable

from django.core.management import call_command
from django.urls import reverse

from incidents.services import families
from incidents.workflow import State
from safeguarding import clock
from tests.incidents.views.answering import WORDS, YESTERDAY, Form, concern_in, day, moment, page, soon


def with_letters(name: str) -> Callable:
    """A page of a record, with the letter in the directory."""

    def place(cast) -> str:
        call_command("load_reference", verbosity=0)
        return page(name)(cast)

    return place


def of_wish(cast) -> str:
    """The page on which it is recorded that a document was given in another format."""
    concern = concern_in(cast, State.IN_REVIEW)
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    wish = families.ask_format(**said, format="BRAILLE", for_whom="Her grandmother", needed_by=clock.today())
    return reverse("format_given", args=[concern.reference, wish.pk])


FORMS: dict[str, Form] = {
    "family_preference": Form(
        page("family_preference"),
        {"preference": "TOGETHER", "words": WORDS, "text_language": "cy"} | day("asked_on", YESTERDAY),
    ),
    "family_telling": Form(
        page("family_telling"),
        {"telling": "NOT_NOW", "why_not": "EVIDENCE", "agreed_with": "PC 4411", "reasons": WORDS} | soon("review_on"),
    ),
    "family_contact": Form(
        page("family_contact"),
        {"with_whom": "Her mother", "channel": "PHONE", "spoken": "CY", "said": WORDS, "they_said": "Thank you."}
        | {"agreed": "We talk again."}
        | moment("talked_at"),
    ),
    "family_letter": Form(
        with_letters("family_letter"),
        {"languages": ["cy", "en"], "to_whom": "Her mother, Siân Jones", "channel": "POST"}
        | day("given_on", YESTERDAY),
    ),
    "format_request": Form(
        page("format_request"),
        {"format": "OTHER_LANGUAGE", "for_whom": "Her father", "words": WORDS} | soon("needed_by"),
    ),
    "format_given": Form(of_wish, {"words": WORDS} | day("given_on", YESTERDAY)),
}
