"""The forms of what is known of who made contact, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
