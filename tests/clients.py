"""A test client that posts as the record's own forms do: urlencoded, never multipart."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from safeguarding import clock
from safeguarding.accounts import fresh

FORM = "application/x-www-form-urlencoded"


class FormClient(Client):
    """Posts plain forms unless another content type is named (tests of the body guard name one)."""

    def post(self, path, data=None, content_type=FORM, **extra):
        """A dict is sent as the browser would send a form; lists become repeated fields."""
        if content_type == FORM and not isinstance(data, str | bytes):
            data = urlencode(data or {}, doseq=True)
        return super().post(path, data, content_type=content_type, **extra)

    def force_login(self, user, backend=None):
        """Signs in without a password, as freshly as with one."""
        super().force_login(user, backend)
        session = self.session
        session[fresh.PROVED_AT] = int(clock.now().timestamp())
        session.save()


@pytest.fixture
def client() -> FormClient:
    """The client of one browser, signed in as nobody."""
    return FormClient()
