"""The forms of the contacts and guidance that a lead edits, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
