"""What the worker does besides its tasks."""

import logging
from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session

from incidents.services import housekeeping
from incidents.services.housekeeping import keep_house
from safeguarding import clock
from safeguarding.accounts.models import KeptWords
from safeguarding.accounts.services import kept
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent


def test_failed_sign_ins_are_in_the_trail_though_nobody_opens_it(client, cast):
    client.post("/sign-in/", {"login": "mair@demo.example", "password": "wrong"})
    keep_house()
    assert not AuditEvent.objects.filter(event=events.SIGN_IN_FAILED).exists()
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        keep_house()
        keep_house()
    assert AuditEvent.objects.filter(event=events.SIGN_IN_FAILED).count() == 1


def test_words_that_nobody_came_back_for_are_forgotten(cast):
    kept.keep_words(owner=cast.nia, path="/my-records/2222-2222/add/", fields=[("words", "She said more.")])
    keep_house()
    assert KeptWords.objects.exclude(key__destroyed_at=None).count() == 0
    with time_machine.travel(clock.now() + timedelta(days=8)):
        keep_house()
    assert not KeptWords.objects.filter(key__destroyed_at=None).exists()


def test_sessions_that_nobody_came_back_with_are_removed(db):
    engine = import_module(settings.SESSION_ENGINE)
    old = engine.SessionStore()
    old["drawn"] = ["somebody"]
    old.create()
    with time_machine.travel(clock.now() + timedelta(days=6)):
        new = engine.SessionStore()
        new.create()
        keep_house()
        assert Session.objects.filter(pk=old.session_key).exists()  # words that arrive late are still kept for them
    with time_machine.travel(clock.now() + timedelta(days=8)):
        keep_house()
    assert list(Session.objects.values_list("pk", flat=True)) == [new.session_key]


STEPS = ["expire_reports", "give_up_stuck_reports", "give_up_stuck_checks", "forget_old_sessions"]


@pytest.mark.parametrize("broken", STEPS)
def test_a_step_that_fails_each_time_keeps_no_other_from_being_done(broken, db, monkeypatch, caplog):
    done = []
    for name in STEPS:
        monkeypatch.setattr(housekeeping, name, lambda name=name: done.append(name))

    def fail():
        raise OSError("the disk")

    monkeypatch.setattr(housekeeping, broken, fail)
    keep_house()
    assert done == [name for name in STEPS if name != broken]
    assert [(record.levelno, record.exc_info[0]) for record in caplog.records] == [(logging.ERROR, OSError)]
