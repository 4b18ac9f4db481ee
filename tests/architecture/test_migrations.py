"""The migrations say what the models say, and each says in its name what it does."""

import re

import pytest
from django.core.management import call_command

from tests.architecture import house


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(f"A model has changed without a migration:\n{capsys.readouterr().out}")


def test_every_migration_is_named():
    names = [path for path in house.python_files(migrations=True) if re.match(r"\d{4}_", path.name)]
    assert [house.name_of(path) for path in names if "_auto_" in path.name] == []
    assert names, "there are no migrations at all"
