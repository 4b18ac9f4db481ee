"""The forms of the initial review, signs and pathway, answered."""

from tests.incidents.views.answering import WORDS, Form, moment, page

FORMS: dict[str, Form] = {
    "review_sitting": Form(
        page("review_sitting"), {"people": "Mair and the police officer for schools", "words": WORDS} | moment("met_at")
    ),
    "review_triggers": Form(page("review_triggers"), {"triggers": ["ADULT_INVOLVED", "COERCED"], "words": WORDS}),
    "signs": Form(
        page("signs"),
        {"signs": ["PRESSURED"], "pressured_said_by": "CHILD", "pressured_words": WORDS},
    ),
    "pathway": Form(page("pathway"), {"chosen": "GROOMING", "why_grooming": WORDS}),
}
