"""Wording hints: whole words in either language, whatever their case and accents, and nothing that is quoted."""

import json
from dataclasses import dataclass
from time import perf_counter

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from incidents import wording

ROWS = json.loads((settings.BASE_DIR / "fixtures/reference_hints.json").read_text())


@dataclass(frozen=True)
class Listed:
    phrases: str
    instead: str = "said"
    why: str = "It is not an accusation."
    code: str = ""
    language: str = "en"


HINTS = {
    language: [
        Listed(row["phrases"], row["instead"], row["why"], row["code"], language)
        for row in ROWS
        if row["language"] == language
    ]
    for language in ("en", "cy")
}
ADMITTED = Listed("admitted\nowned up\nwouldn't engage")


def words(text: str, *listed: Listed) -> list[str]:
    return [hint.words for hint in wording.found(text, listed or (ADMITTED,))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']} {row['language']}")
def test_every_phrase_of_every_list_is_found(row):
    for phrase in row["phrases"].splitlines():
        hint = Listed(row["phrases"], row["instead"], row["why"])
        for text in (f"Y plentyn {phrase} ddoe.", phrase.upper(), f"({phrase}), then", f"a\n{phrase}\nb"):
            assert wording.found(text, [hint]), (phrase, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "She sent nudes willingly to him."),
        ("en", "He should have known better."),
        ("en", "They were sexting."),
        ("en", "He said it was consensual."),
        ("en", "She’s very attention-seeking."),
        ("en", "In the picture she is by the door."),
        ("en", "She brought it on herself."),
        ("cy", "Mae'r llun yn dangos y drws."),
        ("cy", "Fe wnaeth hi gyfaddef popeth."),
        ("cy", "Cytunodd i anfon llun."),
        ("cy", "Mae'n honni nad oedd yno."),
        ("cy", "Rhoi ei hun mewn perygl a wnaeth."),
        ("cy", "Y dioddefwr oedd yno."),
    ],
)
def test_what_people_write_is_found(language, text):
    assert wording.found(text, HINTS[language])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Amy said that a man asked for pictures and then threatened her. I told the police at 10:40."),
        (
            "en",
            "The image was shared without agreement: it is non-consensual. We gave the Revenge Porn Helpline’s number.",
        ),
        ("en", "I asked Victim Support to call. She was relieved."),
        ("cy", "Dywedodd Amy fod dyn wedi gofyn am luniau ac yna wedi ei bygwth. Dywedais wrth yr heddlu am 10:40."),
        ("cy", "Mewn perthynas â'r cyfarfod, cytunwyd ar gynllun."),
    ],
)
def test_plain_facts_raise_nothing(language, text):
    assert wording.found(text, HINTS[language]) == []


@pytest.mark.parametrize(
    "text",
    [
        "She said: “I admitted it”.",
        'She said: "I admitted it".',
        "She said: ‘I don’t know why I admitted it’.",
        "She said: 'I don't know why I admitted it'.",
        "Dywedodd hi: «I admitted it».",
        "“He said ‘I admitted it’ to me.”",
        "“I\n\nadmitted it”",
    ],
)
def test_what_is_quoted_is_left_alone(text):
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The girls’ form admitted it, the boys’ form too.",
        "The girls' form admitted it, the boys' form too.",
        "He’s admitted it and it’s known.",
        'It was 5" long. She admitted it. He said "no".',
        "“Yes.” Then she admitted it. “No.”",
        "She opened her “diary and admitted it",
        "It's what she admitted, isn't it?",
    ],
)
def test_what_stands_outside_of_quotations_is_not(text):
    assert words(text) == ["admitted"]


def test_only_whole_words_are_found():
    assert words("She readmitted him. Unadmitted. Admittedly.") == []


def test_case_accents_apostrophes_and_line_ends_do_not_matter():
    assert words("ADMÎTTED") == ["ADMÎTTED"]
    assert words("She wouldn’t  \n engage") == ["wouldn’t engage"]
    assert words("nai\u0308f", Listed("naïf")) == ["nai\u0308f"]
    assert words("naif", Listed("naïf")) == ["naif"]


def test_of_two_lists_that_hold_the_same_words_the_first_is_heard():
    english, welsh = Listed("sexting"), Listed("sexting", language="cy")
    assert [hint.language for hint in wording.found("It was sexting.", [welsh, english])] == ["cy"]


def test_each_hint_is_given_once_in_the_order_of_the_text():
    later = Listed("sexting")
    assert words("Sexting. She admitted it. She owned up. More sexting.", ADMITTED, later) == ["Sexting", "admitted"]


def test_a_phrase_does_not_reach_across_a_quotation():
    assert words("owned “yes” up") == []


def test_the_longest_phrase_is_shown():
    assert words("was warned twice", Listed("warned\nwas warned")) == ["was warned"]


@pytest.mark.parametrize("phrases", ["", "\n\n", " \n", "(", "[a-", "a|b\\", "*"])
def test_whatever_a_school_lists_does_not_break_the_page(phrases):
    wording.found("Anything (at all). * [a-", [Listed(phrases)])
    assert wording.found("admitted", [Listed(phrases)]) == []


@given(st.text(), st.lists(st.text(max_size=40), max_size=4))
def test_it_never_fails_and_shows_only_words_of_the_text(text, phrases):
    plain = " ".join(text.split())
    for hint in wording.found(text, [Listed("\n".join(phrases)), ADMITTED]):
        assert hint.words in plain and hint.words


@given(st.text(), st.sampled_from(["admitted", "owned up"]))
def test_a_phrase_that_is_quoted_is_never_found(text, phrase):
    assert phrase not in words(f"“{text.replace('”', '')} {phrase}”")


@given(st.text(alphabet="abcŵŷ .,\n", max_size=200), st.text(alphabet="abcŵŷ .,\n", max_size=200))
def test_a_phrase_among_other_words_is_always_found(before, after):
    assert words(f"{before} admitted {after}") == ["admitted"]


@pytest.mark.parametrize(
    "text", ["She said that he “would not” stop, it’s 'fine'. \n", " 'a", "“", '"a ', " ‘a’b", "« "]
)
def test_a_long_text_takes_no_time_to_speak_of(text):
    began = perf_counter()
    assert wording.found((text * 10_000)[:10_000], HINTS["en"]) == []
    assert perf_counter() - began < 2  # a tenth of a second where nothing else runs
