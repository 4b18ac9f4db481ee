"""The words that GOV.UK's scripts put on a page come from us, in the page's language, for every kind of number."""

import json
import re
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from safeguarding.fields import WordsField
from safeguarding.forms import SafeguardingForm

EXAMPLES = json.loads((Path(__file__).parent / "fixtures/govuk.json").read_text())
WORDS = re.compile(r'data-i18n\.([a-z.-]+)="([^"]*)"')
CLDR_WELSH = ("zero", "one", "two", "few", "many", "other")


class Asked(SafeguardingForm):
    words = WordsField(max_length=100)
    secret = forms.CharField(widget=forms.PasswordInput)


def words_of(name):
    return dict(WORDS.findall(render_to_string("pack/field.html", {"field": Asked()[name]})))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_count_has_words_for_every_kind_of_number(language):
    with translation.override(language):
        found = words_of("words")
    for message in ("characters-under-limit", "characters-over-limit"):
        assert all("%{count}" in found[f"{message}.{plural}"] for plural in CLDR_WELSH)
    assert found["characters-at-limit"]


def test_a_password_has_every_word_its_script_asks_for():
    theirs = dict(WORDS.findall(EXAMPLES["password-input"]["with translations"]))
    assert set(words_of("secret")) == set(theirs)


def test_one_character_is_not_said_like_many():
    found = words_of("words")
    assert found["characters-under-limit.one"] == "You have %{count} character remaining"
    assert found["characters-under-limit.other"] == "You have %{count} characters remaining"
