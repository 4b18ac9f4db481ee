"""When others hold the database too long: a page that says so, keeps what was typed, and sends it again."""

import re
import sqlite3
from contextlib import contextmanager
from html import unescape
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.urls import reverse

from incidents.models import Draft, Note
from safeguarding import unable
from safeguarding.audit import acts
from tests.clients import FORM
from tests.incidents.views.pages import answers_of, url, what
from tests.makers import make_draft, make_incident

TYPED = 'She said: "don\'t" & <b>left</b>.\r\n\r\nThen Ŵyn came.'
BUSY = "the service is busy at the moment"


@pytest.fixture
def impatient():
    """Both engines give up waiting after a moment, so that a test need not wait as long as a person."""
    options, before = connection.settings_dict["OPTIONS"], dict(connection.settings_dict["OPTIONS"])
    connection.close()
    if connection.vendor == "sqlite":
        options["timeout"] = 0.1
    else:
        options["options"] = options["options"].replace("lock_timeout=3000", "lock_timeout=100")
    yield
    connection.close()
    options.update(before)


@pytest.fixture
def others_hold(underneath, impatient):
    """Somebody else writes for a long time: `with others_hold("audit_audithead"):` (SQLite: the whole file)."""

    @contextmanager
    def hold(table: str):
        underneath.commit()
        held = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else f"LOCK TABLE {table} IN EXCLUSIVE MODE"
        underneath.cursor().execute(held)
        yield
        underneath.rollback()

    return hold


@pytest.fixture
def concern(fresh_database, cast):
    return make_incident(cast.nia, [cast.amy]).concerns.get()


def carried(response) -> dict[str, str]:
    """What the page would send again, as a browser reads it from the page."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', response.content.decode())
    return {unescape(name): unescape(value) for name, value in found}


def test_words_of_a_note_are_kept_in_the_page_and_sent_again_once(concern, signed_in, others_hold):
    mair, path = signed_in("mair"), reverse("concern_note", args=[concern.reference])
    form = mair.get(path).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"words": TYPED}
    with others_hold("audit_audithead"):
        response = mair.post(path, typed)
    page = response.content.decode()
    assert response.status_code == 503 and BUSY in page and "yn brysur" in page and response["Retry-After"]
    assert f'<form method="post" action="{path}"' in page
    assert Note.objects.count() == 0
    assert carried(response)["words"] == TYPED
    assert mair.post(path, carried(response)).status_code == 302
    assert Note.objects.get().text == TYPED.replace("\r\n", "\n")


def test_words_of_an_unsent_record_are_kept_too(fresh_database, cast, signed_in, others_hold):
    draft, nia = make_draft(cast.nia, [cast.amy], words=""), signed_in("nia")
    with others_hold("incidents_draft"):
        response = nia.post(url("what", draft), what(words=TYPED))
    assert response.status_code == 503 and carried(response)["words"] == TYPED
    nia.post(url("what", draft), carried(response))
    assert answers_of(Draft.objects.get(pk=draft.pk)).words == TYPED.replace("\r\n", "\n")


def test_a_page_that_cannot_be_recorded_yet_is_not_shown_and_can_be_asked_for_again(concern, signed_in, others_hold):
    mair, path = signed_in("mair"), reverse("concern", args=[concern.reference])
    with others_hold("audit_audithead"):
        response = mair.get(path)
    page = response.content.decode()
    assert response.status_code == 503 and BUSY in page and "Amy" not in page
    assert f'href="{path}"' in page and "<form" not in page
    assert mair.get(path).status_code == 200


def test_what_happens_outside_a_view_is_answered_so_too(fresh_database, cast, signed_in, others_hold):
    nia = signed_in("nia")
    session = nia.session
    session.pop("seen_at", None)
    session.save()
    nia.raise_request_exception = False
    with others_hold("django_session"):
        response = nia.get(reverse("home"))  # the session's minute is written after the page was made
    assert response.status_code == 503 and BUSY in response.content.decode()


def test_nothing_of_the_pages_of_sign_in_is_written_into_the_page():
    typed = {"login": "nia@demo.example", "password": "a secret"}
    request = RequestFactory().post(reverse("account_login"), urlencode(typed), content_type=FORM)
    error = OperationalError()
    error.__cause__ = sqlite3.OperationalError("database is locked")
    error.__cause__.sqlite_errorcode = sqlite3.SQLITE_BUSY
    response = unable.answer_to(request, error)
    assert carried(response) == {} and "nia@demo" not in response.content.decode()
    assert f'href="{reverse("account_login")}"' in response.content.decode()


def test_another_mistake_of_the_database_is_no_waiting(fresh_database):
    for error in (OperationalError("disk I/O error"), ValueError("database is locked"), None):
        assert not acts.was_kept_waiting(error)


def test_people_wait_no_longer_than_the_web_server_does():
    """gunicorn ends a request after thirty seconds; what was typed would go with it."""
    assert settings.DATABASES["default"]["OPTIONS"].get("timeout", 3) <= 20
