"""The forms of the contacts and guidance that a lead edits, answered."""

from django.core.management import call_command
from django.urls import reverse

from safeguarding.directory.models import ContactPoint, GuidedStep, Letter, Platform, RemovalTool, WordingHint
from tests.incidents.views.answering import WORDS, Form


def entry(kind: str, model, /, **which):
    """The page of one entry of the country's."""

    def place(cast) -> str:
        call_command("load_reference", verbosity=0)
        return reverse("guidance_edit", args=[kind, model.objects.filter(school=None, **which).first().pk])

    return place


def adding(kind: str):
    """The page on which one of the school's own is added."""
    return lambda cast: reverse("guidance_add", args=[kind])


CONTACT = {
    "name_en": "Sergeant on the desk",
    "name_cy": "Y rhingyll wrth y ddesg",
    "unit": "Cyber team",
    "phone": "01632 960111",
    "email": "cyber@police.example",
    "web": "police.example",
    "when_en": "Weekdays",
    "when_cy": "Dyddiau'r wythnos",
    "source": "The force’s website",
}
NAMED = {
    "name_en": "A game of its own",
    "name_cy": "Gêm ei hun",
    "said_en": WORDS,
    "said_cy": WORDS,
    "web": "game.example/report",
    "source": "The game’s website",
}
FORMS: dict[str, Form] = {
    "guidance_add contact": Form(
        adding("contacts"), {"kind": "POLICE_SPECIALIST"} | CONTACT, person="huw", versioned=False
    ),
    "guidance_add platform": Form(adding("platforms"), NAMED, person="huw", versioned=False),
    "guidance_edit contact": Form(
        entry("contacts", ContactPoint, kind="POLICE"), CONTACT, person="huw", versioned=False
    ),
    "guidance_edit platform": Form(entry("platforms", Platform), NAMED, person="huw", versioned=False),
    "guidance_edit tool": Form(entry("tools", RemovalTool), NAMED, person="huw", versioned=False),
    "guidance_edit step": Form(entry("steps", GuidedStep), NAMED, person="huw", versioned=False),
    "guidance_edit letter": Form(
        entry("letters", Letter, language="cy"),
        {"title": "Llythyr at rieni", "text": WORDS, "source": "The governors"},
        person="huw",
        versioned=False,
    ),
    "guidance_edit hint": Form(
        entry("hints", WordingHint),
        {"phrases": WORDS, "instead": "said", "why": "No blame.", "is_used": "False", "source": "The team"},
        person="huw",
        versioned=False,
    ),
}
