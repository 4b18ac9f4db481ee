"""The forms of the initial review, signs and pathway, answered."""

from tests.incidents.views.answering import Form

FORMS: dict[str, Form] = {}
