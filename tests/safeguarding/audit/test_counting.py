"""Refusals of people nobody knows become one event a minute and address."""

import json
from datetime import UTC, datetime, timedelta

import time_machine

from safeguarding.audit import context, counting, events
from safeguarding.audit.models import AuditEvent, RefusedMinute

NINE = datetime(2026, 11, 24, 9, 0, 10, tzinfo=UTC)


def _counted() -> list[dict]:
    rows = AuditEvent.objects.filter(event=events.SIGN_IN_FAILED).order_by("seq")
    return [json.loads(row.body)["details"] for row in rows]


def _from(address: str, times: int) -> None:
    token = context.begin(context.Asking(address_ref=address))
    for _ in range(times):
        counting.count(events.SIGN_IN_FAILED)
    context.end(token)


def test_a_flood_becomes_one_line_a_minute_and_address(cast):
    with time_machine.travel(NINE, tick=False):
        _from("a" * 32, 7)
        _from("b" * 32, 2)
    with time_machine.travel(NINE + timedelta(minutes=1), tick=False):
        _from("a" * 32, 1)
        assert counting.write_down_past_minutes() == 2
    found = sorted((one["counted_address"][0], one["times"], one["minute"]) for one in _counted())
    assert found == [("a", 7, "2026-11-24T09:00Z"), ("b", 2, "2026-11-24T09:00Z")]


def test_the_minute_that_is_not_over_waits(cast):
    with time_machine.travel(NINE, tick=False):
        _from("a" * 32, 3)
        assert counting.write_down_past_minutes() == 0
    assert _counted() == []


def test_nothing_is_written_down_twice(cast):
    with time_machine.travel(NINE, tick=False):
        _from("a" * 32, 3)
    with time_machine.travel(NINE + timedelta(minutes=5), tick=False):
        assert counting.write_down_past_minutes() == 1
        assert counting.write_down_past_minutes() == 0
    assert len(_counted()) == 1
    assert RefusedMinute.objects.get().written_down


def test_it_stands_in_the_chain_of_the_installation(cast):
    with time_machine.travel(NINE, tick=False):
        _from("a" * 32, 1)
    with time_machine.travel(NINE + timedelta(hours=1), tick=False):
        counting.write_down_past_minutes()
    assert AuditEvent.objects.get(event=events.SIGN_IN_FAILED).chain.kind == "INSTALLATION"
