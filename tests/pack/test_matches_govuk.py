"""Our template pack and components draw what GOV.UK Frontend's own examples show, differences.py aside."""

import json
import re
from pathlib import Path

import pytest
from django import forms

from safeguarding.widgets import LineInput
from tests.pack.differences import DIFFERENCES, as_ours
from tests.pack.outline import outline
from tests.pack.questions import (
    birthday,
    choice,
    choices,
    component,
    line,
    password,
    question,
    revealed,
    select,
    words,
)

EXAMPLES = json.loads((Path(__file__).parent / "fixtures/govuk.json").read_text())
NINO_HINT = "It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
ADDRESS = "221B Baker Street\nLondon\nNW1 6XE\n"
PASSWORD_HINT = "It probably has some letters, numbers and maybe even some symbols in it."
WASTE = [
    ("animal", "Waste from animal carcasses"),
    ("mines", "Waste from mines or quarries"),
    ("farm", "Farm or agricultural waste"),
]
YES_NO = [("yes", "Yes"), ("no", "No")]
REVEALS = {"email": "context-email", "phone": "contact-phone", "text": "contact-text-message"}


CONTACT = {
    "context-email": revealed("Email"),
    "contact-phone": revealed("Phone number"),
    "contact-text-message": revealed("Mobile phone number"),
}
CONTACT_OPTIONS = [("email", "Email"), ("phone", "Phone"), ("text", "Text message")]

OURS = {
    ("input", "with error and hint"): lambda: question(
        "with-error-hint",
        line("National insurance number", NINO_HINT),
        wrong="Enter a National Insurance number in the correct format",
    ),
    ("input", "with width-10 class"): lambda: question(
        "test-width-10",
        line("National insurance number", NINO_HINT, widget=LineInput(width=10)),
        id="input-width-10",
    ),
    ("input", "with label as page heading"): lambda: question(
        "test-name", line("National Insurance number"), id="input-with-page-heading", heading=True
    ),
    ("input", "with prefix and suffix"): lambda: question(
        "cost",
        line("Cost per item, in pounds", widget=LineInput(prefix="£", suffix="per item")),
        id="input-with-prefix-suffix",
    ),
    ("input", "value"): lambda: question("with-value", line("With value"), shown="QQ 12 34 56 C"),
    ("input", "inputmode"): lambda: question(
        "with-inputmode", line("With inputmode", widget=LineInput({"inputmode": "decimal"}))
    ),
    ("input", "custom type"): lambda: question("with-custom-type", forms.IntegerField(label="With custom type")),
    ("input", "with autocomplete attribute"): lambda: question(
        "postcode",
        line("Postcode", widget=LineInput({"autocomplete": "postal-code"})),
        id="input-with-autocomplete-attribute",
    ),
    ("textarea", "with hint and error message"): lambda: question(
        "with-hint-error", words("With hint and error", "Hint"), wrong="Error message"
    ),
    ("textarea", "with default value"): lambda: question(
        "address", words("Full address"), id="full-address", shown=ADDRESS
    ),
    ("textarea", "with custom rows"): lambda: question("address", words("Full address", rows=8), id="full-address"),
    ("textarea", "with label as page heading"): lambda: question(
        "address", words("Full address"), id="textarea-with-page-heading", heading=True
    ),
    ("character-count", "with hint and error"): lambda: question(
        "with-error",
        words(
            "Can you provide more detail?",
            "Don't include personal or financial information, "
            "eg your National Insurance number or credit card details.",
            limit=10,
        ),
        wrong="Please provide more detail",
    ),
    ("character-count", "with default value"): lambda: question(
        "default-value", words("Full address", limit=100), id="with-default-value", shown=ADDRESS
    ),
    ("character-count", "with translations"): lambda: question("with-translations", words("Full address", limit=10)),
    ("radios", "with hint and error message"): lambda: question(
        "example-error-message-hint",
        choice(
            "Have you changed your name?",
            YES_NO,
            "This includes changing your last name or spelling your name differently.",
        ),
        wrong="Please select an option",
    ),
    ("radios", "with a divider"): lambda: question(
        "example",
        choice(
            "How do you want to sign in?",
            [
                ("government-gateway", "Use Government Gateway"),
                ("govuk-verify", "Use GOV.UK Verify"),
                ("create-account", "Create an account"),
            ],
            dividers={"create-account": "or"},
        ),
        id="example-divider",
    ),
    ("radios", "with hints on items"): lambda: question(
        "gov",
        choice(
            "How do you want to sign in?",
            [("gateway", "Sign in with Government Gateway"), ("verify", "Sign in with GOV.UK Verify")],
            hints={
                "gateway": "You’ll have a user ID if you’ve registered for Self Assessment or filed a tax return "
                "online before.",
                "verify": "You’ll have an account if you’ve already proved your identity with either Barclays, "
                "CitizenSafe, Digidentity, Experian, Post Office, Royal Mail or SecureIdentity.",
            },
        ),
        id="gateway",
        heading=True,
    ),
    ("radios", "with conditional item checked"): lambda: question(
        "how-contacted-checked",
        choice("How do you want to be contacted?", CONTACT_OPTIONS, reveals=REVEALS),
        shown="email",
        others=CONTACT,
    ),
    ("radios", "small inline"): lambda: question(
        "example",
        choice(
            "Sort by",
            [("relevance", "relevance"), ("title", "A to Z"), ("created", "creation date")],
            small=True,
            inline=True,
        ),
        id="sort",
    ),
    ("checkboxes", "with hint"): lambda: question(
        "nationality",
        choices(
            "What is your nationality?",
            [("british", "British"), ("irish", "Irish"), ("other", "Citizen of another country")],
            "Select all that apply",
        ),
    ),
    ("checkboxes", "with divider and None"): lambda: question(
        "with-divider-and-none",
        choices(
            "Which types of waste do you transport regularly?",
            [*WASTE, ("none", "None of these")],
            dividers={"none": "or"},
            exclusive="none",
        ),
    ),
    ("checkboxes", "with error message and hint"): lambda: question(
        "example",
        choices(
            "What is your nationality?",
            [("british", "British"), ("irish", "Irish")],
            "If you have dual nationality, select all options that are relevant to you.",
        ),
        wrong="Please select an option",
    ),
    ("checkboxes", "with pre-checked values"): lambda: question(
        "how-contacted-checked",
        choices("How do you want to be contacted?", CONTACT_OPTIONS, reveals=REVEALS),
        shown=["email", "text"],
        others={**CONTACT, "context-email": revealed("Email address")},
    ),
    ("checkboxes", "small"): lambda: question(
        "nationality",
        choices("Filter by", [("a", "a thing"), ("b", "another thing"), ("c", "this thing")], small=True),
    ),
    ("checkboxes", "with legend as a page heading"): lambda: question(
        "waste",
        choices("Which types of waste do you transport regularly?", WASTE, "Select all that apply"),
        heading=True,
    ),
    ("date-input", "default"): lambda: question("when", birthday(), id="dob"),
    ("date-input", "with values"): lambda: question("when", birthday(), id="with-values", shown=["31", "3", "1980"]),
    ("date-input", "with error message and hint"): lambda: question(
        "when", birthday(), id="dob-errors", wrong="Error message goes here"
    ),
    ("date-input", "with error on year input"): lambda: question(
        "when", birthday(), id="dob-year-error", wrong="Error message goes here", wrong_parts=("year",)
    ),
    ("select", "with hint text and error message"): lambda: question(
        "select-2", select("Label text goes here", "Hint text goes here"), wrong="Error message goes here"
    ),
    ("select", "with label as page heading"): lambda: question(
        "select-3", select("Label text goes here"), shown="2", heading=True
    ),
    ("select", "with selected value"): lambda: question("select-1", select("Label text goes here"), shown="2"),
    ("password-input", "with hint text"): lambda: question(
        "test-name-2", password("Password", PASSWORD_HINT), id="password-input-with-hint-text"
    ),
    ("password-input", "with error message"): lambda: question(
        "test-name-3",
        password("Password", PASSWORD_HINT),
        id="password-input-with-error-message",
        wrong="Error message goes here",
    ),
    ("password-input", "with new-password autocomplete"): lambda: question(
        "password", password("Password", autocomplete="new-password"), id="password-input-new-password"
    ),
    ("password-input", "with translations"): lambda: question("password-translated", password("Cyfrinair")),
    ("error-summary", "default"): lambda: component(
        "error_summary",
        problems=[
            {"text": "The date your passport was issued must be in the past", "href": "#example-error-1"},
            {"text": "Enter a postcode, like AA1 1AA", "href": "#example-error-2"},
        ],
    ),
    ("error-summary", "mixed with and without links"): lambda: component(
        "error_summary",
        problems=[
            {"text": "Invalid username or password", "href": ""},
            {"text": "Agree to the terms of service to log in", "href": "#example-error-1"},
        ],
    ),
    ("button", "default"): lambda: component("button", text="Save and continue"),
    ("button", "secondary"): lambda: component("button", text="Secondary button", name="secondary", style="secondary"),
    ("button", "warning"): lambda: component("button", text="Warning button", name="Warning", style="warning"),
    ("button", "inverse"): lambda: component("button", text="Inverse button", name="Inverse", style="inverse"),
    ("button", "link"): lambda: component("button", text="Link button", url="/"),
    ("button", "name"): lambda: component("button", text="Submit", name="start-now"),
    ("button", "prevent double click"): lambda: component("button", text="Submit", once=True),
    ("tag", "default"): lambda: component("state_tag", text="Alpha"),
    ("tag", "grey"): lambda: component("state_tag", text="Grey", colour="grey"),
    ("warning-text", "default"): lambda: component(
        "warning_text", text="You can be fined up to £5,000 if you don’t register."
    ),
    ("panel", "default"): lambda: component(
        "panel", title="Application complete", label="Your reference number", value="HDJ2123F"
    ),
    ("task-list", "default"): lambda: component(
        "task_list",
        tasks=[
            {"text": "Company Directors", "url": "#", "status": "Completed"},
            {"text": "Registered company details", "url": "#", "status": "Incomplete", "colour": "blue"},
            {"text": "Business plan", "url": "#", "status": "Incomplete", "colour": "blue"},
        ],
    ),
}


@pytest.mark.parametrize(("kind", "example"), OURS, ids=lambda part: part.replace(" ", "-"))
def test_draws_the_example(kind, example):
    ours = re.sub(r' data-i18n\.[a-z.-]+="[^"]*"', "", OURS[kind, example]())
    assert outline(ours) == outline(as_ours(kind, EXAMPLES[kind][example]))


def test_every_example_kept_is_compared():
    kept = {(kind, name) for kind, examples in EXAMPLES.items() for name in examples}
    assert kept == set(OURS)


def test_every_difference_listed_is_a_difference_still():
    for each in DIFFERENCES:
        examples = [html for kind in each.components.split() for html in EXAMPLES[kind].values()]
        assert any(re.search(each.theirs, html) for html in examples), each.why
