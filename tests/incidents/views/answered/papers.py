"""The forms of papers about a child, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
