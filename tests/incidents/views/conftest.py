"""What the tests of the pages share: noon, and Nia's browser."""

import pytest
import time_machine
from django.core.management import call_command

from tests.incidents.views.pages import NOW


@pytest.fixture
def noon():
    """It is noon, on whichever day, until the test says that it is later."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def nia(cast, signed_in):
    """Nia's browser, with the numbers of her country in the directory."""
    call_command("load_reference", verbosity=0)
    return signed_in("nia")
