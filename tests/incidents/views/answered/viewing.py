"""The forms of exceptional viewing, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
