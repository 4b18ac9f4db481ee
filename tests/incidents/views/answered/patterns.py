"""The forms of linked concerns, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
