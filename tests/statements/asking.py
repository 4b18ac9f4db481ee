"""Which sentences ask what no page may ask: what an image shows, why a child sent it, and whether they were willing."""

import ast
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.architecture import house

CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}

IMAGE = r"(image|photo|picture|video|film|footage|recording|nude)s?\b"
DELWEDD = r"(dd?elwedd(au)?|ll?un(iau)?|fideos?|ffilm(iau)?)\b"
SENT = r"(sen[dt]|sending|shar(e|es|ed|ing)|t(ake|aken|aking|ook)|pos(e|ed|ing|ted|ting)|film(ed|ing)?|do (it|this))\b"
CHILD = r"(child|children|pupil|person|they|them|she|her|he|him|you|anyone|anybody|somebody)\b"
NO_TEXTS = {"code", "phrases"}  # of an entry: its name for us, and what a hint looks for
# Inside one sentence; every one of them also over a few words between.
PATTERNS = [
    rf"\bwhat\b[^.?!]{{0,40}}\b(in|on|of) (the|an?|any|that|this|each) (nude |semi-nude )?{IMAGE}",
    rf"\bwhat\b[^.?!]{{0,40}}\b{IMAGE}[^.?!]{{0,20}}\b(shows?|showed|shown|contains?|depicts?|looks? like|about|of)\b",
    r"\bwhat (it|they) (shows?|showed|contain(s|ed)?|depict(s|ed)?)\b",
    r"\bwhat (did|does|do) (it|they) (show|contain|depict)\b",
    rf"\bdescri(be|bes|bed|bing|ption)\b[^.?!]{{0,40}}\b{IMAGE}",
    rf"\b(who|what|which|how)\b[^.?!]{{0,40}}\b(seen|see|visible|shown|naked|explicit|undressed)\b[^.?!]{{0,20}}\b{IMAGE}",
    rf"\b{IMAGE}[^.?!]{{0,30}}\b(naked|explicit|undressed|clothed|clothes)\b",
    rf"\b(why|what made|what reasons?|for what)\b[^.?!]{{0,40}}\b{CHILD}[^.?!]{{0,20}}\b{SENT}",
    rf"\b(want|wants|wanted|meant|mean|chose|choose|chosen|agree|agreed|happy|free)\b[^.?!]{{0,15}}\bto {SENT}",
    r"\b(willing|willingly|unwilling|consensual(ly)?|consented|voluntar(y|ily)|own free will)\b",
    rf"\bbeth\b[^.?!]{{0,50}}\b{DELWEDD}[^.?!]{{0,25}}\b(d?dangos|g?ynnwys|cynnwys)",
    rf"\bbeth\b[^.?!]{{0,30}}\b(yn|ar|o)( y|['’]?r| yr)? {DELWEDD}",
    r"\bbeth\b[^.?!]{0,25}\bi['’]w weld\b",
    r"\bbeth (mae|oedd|y mae|yr oedd)['’ ]\w*[^.?!]{0,12}\bei d?dd?angos\b",
    rf"\bd?disgrifi\w*\b[^.?!]{{0,40}}\b{DELWEDD}",
    r"\b(pam|beth wnaeth)\b[^.?!]{0,60}\b(h?anfon|rh?ann|d?th?ynn|cymer|ffilmi)\w*",
    r"\b(eisiau|dymun\w+|awydd|dewis\w*|cytun\w+|fodlon|bodlon|barod|parod|hapus)\b[^.?!]{0,20}\b(h?anfon|rh?annu|tynnu)\b",
    r"\b(g?wirfodd\w*|cydsyniol|cydsyniodd)\b",
]
ASKS = [re.compile(pattern, re.IGNORECASE) for pattern in PATTERNS]


def sentences(text: str) -> list[str]:
    """A text as its sentences."""
    return [one.strip() for one in re.split(r"(?<=[.?!:;])\s+|\n+", text) if one.strip()]


def asking(text: str) -> list[str]:
    """The sentences of a text that come near such a question, whether they ask it or forbid it."""
    return [one for one in sentences(text) if any(pattern.search(one) for pattern in ASKS)]


def catalogue() -> list[str]:
    """Every text of the pages, English and Welsh."""
    return [*in_english(), *(text for entry in _entries() for text in _welsh(entry) if text)]


def in_english() -> list[str]:
    """Every text of the pages in English."""
    return [text for entry in _entries() for text in (entry.msgid, entry.msgid_plural) if text]


def _entries() -> list:
    catalogue_file = polib.pofile(str(house.ROOT / "locale/cy/LC_MESSAGES/django.po"))
    return [entry for entry in catalogue_file if not entry.obsolete]


def _welsh(entry) -> tuple[str, ...]:
    return (entry.msgstr, *entry.msgstr_plural.values())


def of_the_directory() -> Iterator[str]:
    """Every text that comes with every school: contacts, steps, tools, letters, hints."""
    for path in sorted((house.ROOT / "fixtures").glob("reference_*.json")):
        rows = json.loads(path.read_text())
        for row in rows if isinstance(rows, list) else []:
            yield from (
                value for name, value in row.items() if isinstance(value, str) and name not in ("code", "phrases")
            )


def of_templates() -> Iterator[str]:
    """What stands in a template outside the catalogue: pages that stand alone, papers, letters."""
    for path in house.template_files():
        text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
        yield html.unescape(re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", "\n", text, flags=re.DOTALL))


def of_forms() -> set[str]:
    """Every label, hint and sentence of every form, read from the sources: also what a form makes as it opens."""
    files = [path for path in house.python_files() if "forms" in path.parts or path.name == "forms.py"]
    return {text for path in files for text in _translated(path)}


def _translated(path: Path) -> Iterator[str]:
    for node in ast.walk(house.tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if node.func.id in CALLS | WITH_CONTEXT:
                yield from said[node.func.id in WITH_CONTEXT :]
