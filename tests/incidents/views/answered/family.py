"""The forms of parents and carers, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
