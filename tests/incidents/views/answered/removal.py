"""The forms of steps for safety online, getting images removed, age and consent, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
