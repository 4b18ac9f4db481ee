"""What the tests of the directory share: what holds for every school, and Mair's browser."""

import pytest
from django.core.management import call_command


@pytest.fixture
def reference(db):
    """The directory with everything that comes with this edition."""
    call_command("load_reference", verbosity=0)


@pytest.fixture
def mair(signed_in):
    """The browser of the lead of Ysgol Afon."""
    return signed_in("mair")
