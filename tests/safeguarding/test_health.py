"""Whether the service runs, and whether it is ready: for the machine that watches, without a sign-in."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django_tasks_db.models import DBTaskResult

from safeguarding import clock, readiness
from safeguarding.accounts import tasks
from safeguarding.audit import guards


def test_the_process_answers(client, django_assert_num_queries, db):
    client.get("/healthz")  # the first request of a process reads the installation's key, once
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_a_whole_installation_is_ready(client, db):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_work_that_waits_too_long_is_named(client, db):
    waiting = tasks.send_notice.enqueue("00000000-0000-0000-0000-000000000000", "password_changed")
    assert client.get("/readyz").status_code == 200
    DBTaskResult.objects.filter(pk=waiting.id).update(enqueued_at=clock.now() - timedelta(minutes=11))
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready: worker\n")


def test_a_guard_that_is_missing_is_named(client, db, monkeypatch):
    monkeypatch.setattr(guards, "standing_triggers", set)
    assert client.get("/readyz").content == b"not ready: audit\n"


def test_a_database_that_does_not_answer_is_named(client, db, monkeypatch):
    def broken():
        raise DatabaseError("secret details")

    monkeypatch.setattr(readiness, "faults", broken)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready: database\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_is_only_asked(client, db, path):
    assert client.post(path).status_code == 405
