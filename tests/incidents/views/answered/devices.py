"""The forms of devices, releases and deletions, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
