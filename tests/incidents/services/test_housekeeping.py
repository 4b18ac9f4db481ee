"""What the worker does besides its tasks."""

from datetime import timedelta

import time_machine

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
