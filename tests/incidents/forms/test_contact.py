"""The laws of what is asked of a contact, held on every label, hint and choice of its three forms."""

import re

import pytest

from incidents.forms.contact import AccountForm, DemandForm, FactsForm


@pytest.fixture
def asked() -> dict[str, str]:
    """Everything that the forms say, by the name of the field."""
    forms = (AccountForm(platforms=[]), DemandForm(), FactsForm())
    said = {}
    for form in forms:
        for name, field in form.fields.items():
            choices = " ".join(str(label) for _code, label in getattr(field, "choices", []))
            said[f"{type(form).__name__}.{name}"] = f"{field.label} {field.help_text} {choices}"
    return said


def test_never_call_anybody_an_offender_or_a_victim(asked):
    wrong = re.compile(r"offend|perpetrat|victim|predator|suspect|culprit", re.I)
    assert [name for name, words in asked.items() if wrong.search(words)] == []


def test_never_ask_why_a_child_did_something_or_whether_they_were_willing(asked):
    wrong = re.compile(r"\bwhy\b|willing|consent|agreed to|admit|chose to|voluntar", re.I)
    assert [name for name, words in asked.items() if wrong.search(words)] == []


def test_never_ask_what_an_image_shows(asked):
    wrong = re.compile(r"what .*(shows?|depict|be seen)|describe (?!an image\.)", re.I)
    assert [name for name, words in asked.items() if wrong.search(words)] == []


def test_need_one_answer_in_all():
    needed = [
        name for form in (AccountForm, DemandForm, FactsForm) for name, f in form.base_fields.items() if f.required
    ]
    assert needed == ["kind"]  # of a demand
