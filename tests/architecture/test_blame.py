"""Our own words blame no child: nothing that we say contains a phrase that we advise against, in either language."""

import json
import re
from types import SimpleNamespace

import polib

from incidents import wording
from tests.architecture import house

CATALOGUE = house.ROOT / "locale/cy/LC_MESSAGES/django.po"
# Hints about what a child was asked: our own questions are put to staff.
ABOUT_QUESTIONS = {"leading-questions"}
# Texts of the catalogue that may say a listed word, by their English, and why.
MAY = {
    "Claimed by the other person, and not seen by the child": "what the other person says, not the child",
}


def hints() -> dict[str, list]:
    rows = json.loads((house.ROOT / "fixtures/reference_hints.json").read_text())
    found = {"en": [], "cy": []}
    for row in rows:
        if row["code"] not in ABOUT_QUESTIONS:
            found[row["language"]].append(SimpleNamespace(**row))
    return found


HINTS = hints()


def said(language: str, text: str) -> list[str]:
    """The listed words in a text of ours."""
    return [f"“{hint.words}” in: {text[:120]}" for hint in wording.found(text, HINTS[language])]


def test_nothing_in_the_catalogue_does():
    found = []
    for entry in polib.pofile(str(CATALOGUE)):
        if not entry.obsolete and entry.msgid not in MAY:
            found += [line for text in (entry.msgid, entry.msgid_plural or "") for line in said("en", text)]
            found += [line for text in (entry.msgstr, *entry.msgstr_plural.values()) for line in said("cy", text)]
    house.nothing_of(found)


def test_every_exception_is_still_needed():
    assert [text for text in MAY if not said("en", text)] == []
    assert MAY.keys() <= {entry.msgid for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}


def test_nothing_in_a_template_does():
    """With what is not in the catalogue: pages that stand alone, papers, letters."""
    found = []
    for path in house.template_files():
        text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.DOTALL)
        text = re.sub(r'[\w-]+="[^"]*"', "", text)
        found += [f"{house.name_of(path)}: {line}" for language in HINTS for line in said(language, text)]
    house.nothing_of(found)


def test_nothing_that_comes_with_every_school_does():
    found = []
    for path in sorted((house.ROOT / "fixtures").glob("reference_*.json")):
        rows = json.loads(path.read_text())
        for row in rows if isinstance(rows, list) and "hints" not in path.name else []:
            for name, value in row.items():
                language = "cy" if name.endswith("_cy") or row.get("language") == "cy" else "en"
                found += [f"{path.name}: {line}" for line in (said(language, value) if isinstance(value, str) else [])]
    house.nothing_of(found)


def test_what_the_hints_say_themselves_does_not_either():
    found = []
    for language, listed in HINTS.items():
        found += [line for hint in listed for text in (hint.instead, hint.why) for line in said(language, text)]
    house.nothing_of(found)


def test_a_phrase_of_the_list_would_be_found():
    assert said("en", "She should have known better.") and said("cy", "Fe wnaeth hi gyfaddef.")
