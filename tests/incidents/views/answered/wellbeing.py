"""The forms of safety checks, support and check-ins, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
