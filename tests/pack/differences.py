"""Where our pages differ from GOV.UK's examples on purpose, and why: the whole list."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """`theirs` (a pattern) in an example of `components` stands as `ours` on our pages, because of `why`."""

    components: str
    theirs: str
    ours: str
    why: str


DIFFERENCES = [
    Difference(
        "date-input",
        r'name="(day|month|year)"',
        r'name="when_\1"',
        "The parts of one answer share the name of its field, so that a page can ask for two dates.",
    ),
    Difference(
        "radios checkboxes",
        r"(example-divider|with-divider-and-none)-(4|5)",
        lambda found: f"{found[1]}-{int(found[2]) - 1}",
        "A divider is a word, not an option, and does not count when options are numbered.",
    ),
    Difference(
        "radios checkboxes",
        r'(<label class="govuk-label" for="[a-z-]+">[^<]+</label>)\s*(<input class="govuk-input[^>]*>)',
        r'<div class="govuk-form-group">\1\2</div>',
        "A question that belongs to an option is a whole question, with room for a hint and an error.",
    ),
    Difference(
        "input",
        r'type="number"',
        'type="text" inputmode="numeric"',
        "Number inputs change when scrolled over and drop what they cannot read; GOV.UK advises this instead.",
    ),
    Difference(
        "select",
        r'(<option value="3") disabled>',
        r"\1>",
        "No option of ours is shown and yet cannot be chosen.",
    ),
    Difference(
        "radios",
        r"(?<=[\" ])verify(-item-hint)?(?=\")(?<!value=\"verify)",
        r"gateway-2\1",
        "The ids of the options all come from the question's own, so that an error can lead to the first.",
    ),
    Difference(
        "password-input",
        r"(Datgelu cyfrinair|Datguddia)(?=\" hidden|\s*</button>)",
        lambda found: {"Datgelu cyfrinair": "Show password", "Datguddia": "Show"}[found[1]],
        "The words of the button come from our own catalogue of translations.",
    ),
    Difference(
        "character-count password-input",
        r' data-i18n\.[a-z.-]+="[^"]*"',
        "",
        "Ours always carry their words, in the page's language; test_words_for_scripts.py compares those.",
    ),
]


def as_ours(component: str, html: str) -> str:
    """An example as it would stand on our pages."""
    for each in DIFFERENCES:
        if component in each.components.split():
            html = re.sub(each.theirs, each.ours, html)
    return html
