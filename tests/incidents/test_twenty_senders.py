"""Twenty members of staff send at the same time, again and again: nobody is turned away, nothing is lost or doubled."""

import threading
import time
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections

from incidents.models import Concern, Draft, DraftState, Incident, Statement
from incidents.services import recording
from safeguarding.accounts.models import User
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.makers import make_draft

SENDERS, SECONDS, SECONDS_FULL = 20, 8, 30


@pytest.fixture
def seconds(full) -> int:
    return SECONDS_FULL if full else SECONDS


def send_until(end: float, cast, name: str, number: int, sent: list, failed: Counter) -> None:
    """Writes and sends one record after another, pressing Send twice each time."""
    author, made = User.objects.get(pk=cast.people[name].pk), 0
    try:
        while time.monotonic() < end:
            made += 1
            words = f"Sender {number}, record {made}."
            draft = make_draft(author, [cast.amy, cast.eli], words=words)
            pressed = {recording.send_draft(actor=author, draft_id=draft.pk).pk for _press in range(2)}
            sent.extend((incident, words) for incident in pressed)
    except Exception as error:  # whatever it was: somebody was turned away
        failed[f"{type(error).__name__}: {error}"] += 1
    finally:
        connections.close_all()


def test_twenty_who_send_at_once_are_all_served(fresh_database, cast, seconds):
    sent: list[tuple] = []
    failed: Counter = Counter()
    end, names = time.monotonic() + seconds, ("mair", "dafydd", "nia", "owen", "huw")
    threads = [
        threading.Thread(target=send_until, args=(end, cast, names[number % len(names)], number, sent, failed))
        for number in range(SENDERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == Counter()
    assert len(sent) >= SENDERS, "not even one each"
    statements = Statement.objects.select_related("incident__key")
    assert Counter((one.incident_id, one.text) for one in statements) == Counter(sent)  # none lost, none doubled
    assert (Incident.objects.count(), Concern.objects.count()) == (len(sent), 2 * len(sent))
    assert AuditEvent.objects.filter(event=events.RECORD_SENT).count() == 2 * len(sent)
    assert set(Draft.objects.values_list("state", flat=True)) == {DraftState.SENT}
    call_command("verify_audit", stdout=StringIO())
