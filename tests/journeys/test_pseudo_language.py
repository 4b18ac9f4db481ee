"""No visible text that could not be translated: in a pseudo-language every string is «wrapped», also after scripts."""

import re

import pytest
from django.apps import apps
from django.db.models import CharField, TextField
from django.utils.translation import trans_real

from safeguarding.accounts.models import StaffRole, User
from safeguarding.schools.models import Pupil, School
from tests.access import matrix
from tests.journeys.crawling import Visit, crawl

CONTEXT = "\x04"  # gettext puts a message's context before it, with this between them

# What no translator touches: figures and punctuation, references of records and reports, forms of a school, the name
# of a language in that language.
NOT_WORDS = re.compile(r"[\d\s£$€.,:;–—‑()/+%·…'’‘“”\"?!*#|<>=‹›-]+")
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\bAR-\d{4}-\d{3}\b|\bSHA-256\b")
FORM = re.compile(r"\b\d{1,2}[A-Z]{1,2}\b")
TONGUES = ("Cymraeg", "English")

# Names and people's own words are marked with lang, and then not looked at; nor is what stands typed in a field.
# What is said beside an option or in an answer of a form cannot be marked: there names are known by name.
COLLECT = """() => {
    const seen = [{text: document.title, asks: false}];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (element.closest("script, style, noscript, textarea")) continue;
        if (element.closest("[lang]") !== document.documentElement) continue;
        const asks = element.closest("form :is(label, legend, option, .govuk-hint), .govuk-error-summary") !== null;
        if (node.nodeType === Node.TEXT_NODE) seen.push({text: node.data, asks});
        else for (const name of ["aria-label", "alt", "title", "placeholder"])
            if (node.hasAttribute(name)) seen.push({text: node.getAttribute(name), asks});
    }
    return seen.filter((one) => one.text.trim());
}"""


class Wrapping:
    """A catalogue in which the translation of every message is the message «in marks»."""

    def __init__(self, like) -> None:
        self._like = like

    def __getattr__(self, name: str):
        return getattr(self._like, name)

    def gettext(self, message: str) -> str:
        """Any message at all: what nobody has put into a catalogue yet is wrapped too."""
        return f"«{message.rpartition(CONTEXT)[2]}»"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """One or many."""
        return self.gettext(singular if number == 1 else plural)


@pytest.fixture
def pseudo_language(monkeypatch):
    """Makes English a pseudo-language, for every thread of this process."""
    english = trans_real.translation("en")
    monkeypatch.setitem(trans_real._translations, "en", Wrapping(english))
    trans_real.deactivate()


def outside_the_marks(texts: list[dict]) -> list[dict]:
    """What of the texts stands outside «...»; a sentence may go over several elements."""
    depth, left = 0, []
    for one in texts:
        rest = ""
        for char in one["text"]:
            depth += char == "«"
            rest += "" if depth else char
            depth -= char == "»"
        left.append(one | {"text": rest.strip()})
    return [one for one in left if one["text"]]


def known_names(world) -> list[str]:
    """What the people and children of this world are called and where they are found, the longest first."""
    names = {*User.objects.values_list("name", flat=True), *School.objects.values_list("name", flat=True)}
    names |= set(StaffRole.objects.exclude(where_found="").values_list("where_found", flat=True))
    for pupil in Pupil.objects.select_related("school__key"):
        names |= {pupil.shown_name, pupil.full_name}
    return sorted(names, key=len, reverse=True)


def said_by_the_directory() -> list[str]:
    """What contacts, platforms, tools, steps, letters, hints and documents say: data in both languages."""
    found = set()
    for model in apps.get_app_config("directory").get_models():
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)]
        for row in model.objects.values_list(*fields):
            found |= {line.strip("-# ") for value in row if value for line in value.splitlines()}
    return sorted((line for line in found if len(line) > 3), key=len, reverse=True)


def not_wrapped(visit: Visit, names: list[str], data: list[str]) -> list[str]:
    """The words of a page that no translator could reach."""
    found = []
    for one in outside_the_marks(visit.page.evaluate(COLLECT)):
        rest = " ".join(one["text"].split())
        for name in [*TONGUES, *(names if one["asks"] else ()), *data]:
            rest = rest.replace(name, " ")
        if NOT_WORDS.sub("", FORM.sub("", REFERENCE.sub("", rest))):
            found.append(f"{visit}: {one['text']}")
    return found


def test_a_text_outside_the_marks_is_found():
    texts = ["«In «November» 2026»", "Sent ", "«by", "her»", " and him"]
    left = outside_the_marks([{"text": text} for text in texts])
    assert [one["text"] for one in left] == ["Sent", "and him"]


def test_every_visible_text_can_be_translated(new_page, cast, pseudo_language):
    world = matrix.build_world(cast)
    names, data, found, visits = known_names(world), said_by_the_directory(), [], 0
    for visit in crawl(new_page, world, "en"):
        found += not_wrapped(visit, names, data)
        visits += 1
    assert found == [], "\n".join(found)
    assert visits > 80
