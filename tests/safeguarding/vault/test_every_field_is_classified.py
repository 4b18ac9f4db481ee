"""Every column of text in the record is sealed, or known by name with the reason why it need not be."""

import pytest
from django.apps import apps
from django.db import models

from safeguarding.vault.fields import SealedTextField
from tests.safeguarding.vault.classified import OPEN, OPEN_BYTES, SEALED

OURS = ("audit", "vault", "schools", "accounts", "directory", "incidents")

FREE_TEXT = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField)


def _fields(kinds: tuple):
    for label in OURS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            for field in model._meta.local_concrete_fields:
                if isinstance(field, kinds):
                    yield f"{label}.{model.__name__}.{field.name}", field


def _is_sealed(field) -> bool:
    return isinstance(field, SealedTextField)


def test_every_text_is_sealed_or_known_to_be_open():
    """A new field of text fails here until somebody has thought about it."""
    open_texts = {name for name, field in _fields(FREE_TEXT) if not field.choices}
    assert open_texts - OPEN.keys() == set(), "seal these, or say above why they lie in the open"
    assert OPEN.keys() - open_texts == set(), "these are gone or sealed now"


def test_every_choice_is_one_of_a_short_list_of_codes():
    """A field with choices holds a code: nothing that somebody wrote could be among them."""
    chosen = [(name, field.flatchoices) for name, field in _fields(FREE_TEXT) if field.choices]
    wordy = [name for name, choices in chosen if any(" " in code for code, _label in choices)]
    assert wordy == []


def test_all_that_must_be_sealed_is_sealed():
    assert {name for name, field in _fields((models.BinaryField,)) if _is_sealed(field)} == SEALED


def test_no_other_bytes_lie_in_the_database():
    assert {name for name, field in _fields((models.BinaryField,)) if not _is_sealed(field)} == OPEN_BYTES


def test_no_column_holds_a_file():
    assert [name for name, _field in _fields((models.FileField,))] == []


@pytest.mark.parametrize("name", sorted(SEALED))
def test_the_key_of_a_sealed_field_is_reached_by_foreign_keys(name):
    """So that one query can fetch row and key together, and the key is that of the record, child, school or report."""
    label, model_name, field_name = name.split(".")
    model = apps.get_model(label, model_name)
    target = model
    for step in model._meta.get_field(field_name).key.split("."):
        relation = target._meta.get_field(step)
        assert relation.many_to_one or relation.one_to_one, step
        assert not relation.null, step
        target = relation.related_model
    assert target._meta.label == "vault.DataKey"
