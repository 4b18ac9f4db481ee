"""A picture cut over the fields of one form does not come in; what a form rightly holds does."""

import uuid

import pytest
from django.http import QueryDict

from safeguarding.resending import is_secret
from safeguarding.screening import screened_form
from tests.safeguarding.screening.encodings import ENCODINGS, PROSE, picture

MARK = "[taken out]"
FIELDS = 16
FORM_BUDGET = 600


def form(values: dict[str, list[str]]) -> QueryDict:
    posted = QueryDict(mutable=True)
    for name, of_field in values.items():
        posted.setlist(name, of_field)
    return posted


def cut_over_fields(written: str, each: int) -> dict[str, list[str]]:
    words = " ".join(PROSE)
    return {f"field_{n}": [f"{words} {written[n * each : (n + 1) * each]} {words}"] for n in range(FIELDS)}


@pytest.mark.parametrize("each", [50, 120, 270])
@pytest.mark.parametrize("name", ["base64", "base85", "hex", "base64 in pieces of 30", "base64 for addresses"])
def test_a_form_holds_no_more_of_a_picture_than_two_fields_and_every_word(name, each):
    posted = form(cut_over_fields(ENCODINGS[name](picture(6_000)), each))
    clean, taken = screened_form(posted, MARK, is_secret)
    words, left = " ".join(PROSE), 0
    for of_field in clean.values():
        assert of_field.startswith(words) and of_field.endswith(words)
        left += len("".join(of_field.removeprefix(words).removesuffix(words).replace(MARK, "").split()))
    assert taken and left <= FORM_BUDGET + each  # one that by chance looks like a number


@pytest.mark.parametrize("name", ["Chinese letters", "Thai letters", "hiragana", "Russian letters in words of 6"])
def test_a_picture_in_letters_of_a_script_cut_over_the_fields_is_found_in_the_form(name):
    posted = form(cut_over_fields(ENCODINGS[name](picture(6_000)), 140))
    clean, taken = screened_form(posted, MARK, is_secret)
    assert taken and sum(MARK in value for value in clean.values()) > FIELDS // 2
    assert all(value.startswith(PROSE[0]) and value.endswith(PROSE[-1]) for value in clean.values())


def test_what_is_within_the_budget_of_the_form_stays():
    posted = form(cut_over_fields(ENCODINGS["base64"](picture(6_000)), 36))
    clean, taken = screened_form(posted, MARK, is_secret)
    assert taken == [] and clean is posted


def test_many_children_ticked_accounts_addresses_and_secrets_stay():
    posted = form(
        {
            "csrfmiddlewaretoken": ["aB3xZ9" * 200],
            "pupils": [
                str(uuid.UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128)) for number in range(300)
            ],
            "days": [f"2026-11-{day:02}" for day in range(1, 31)] * 10,
            "numbers": [str(number) for number in range(400)],
            "handle": ["@xX_kyle_Xx99 on Discord, 07700 900123"],
            "paid": ["GB29NWBK60161331926819 and bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"],
            "words": ["She told me that he had sent it to everyone. " * 40],
            "link": ["https://pictures.example/p/9f8a7c6b5d4e3f2a1b0c?x=Zm9vYmFy"],
        }
    )
    clean, taken = screened_form(posted, MARK, is_secret)
    assert taken == [] and clean is posted
