"""The school's calendar: bank holidays are known from the start, and added to by every new edition."""

import json
from datetime import date

import time_machine
from django.core.management import call_command

from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.checks import bank_holidays_are_known
from safeguarding.schools.models import Closure
from safeguarding.schools.services import calendars

CHRISTMAS = date(2026, 12, 25)


def test_a_school_knows_the_bank_holidays_from_the_start(cast):
    days = set(Closure.objects.filter(school=cast.afon, is_bank_holiday=True).values_list("day", flat=True))
    assert {CHRISTMAS, date(2026, 12, 28), date(2027, 3, 26), date(2027, 12, 27)} <= days
    assert days == set(calendars.bank_holidays())
    assert all(day.weekday() < 5 for day in days)


def test_a_later_edition_adds_what_is_new_and_leaves_the_schools_own_days(cast, monkeypatch):
    new_year, jubilee = date(2031, 1, 1), date(2031, 6, 2)
    known = calendars.bank_holidays() | {new_year: "New Year’s Day", jubilee: "Jubilee"}
    calendars.add_closures(actor=cast.sam, school=cast.afon, days={new_year: "Closed"}, bank_holidays=False)
    monkeypatch.setattr(calendars, "bank_holidays", lambda: known)
    call_command("load_reference", verbosity=0)
    call_command("load_reference", verbosity=0)
    closed = Closure.objects.filter(school=cast.afon)
    assert closed.count() == len(known)
    assert {(day.name, day.is_bank_holiday) for day in closed.filter(day__gte=new_year)} == {
        ("Closed", True),
        ("Jubilee", True),
    }
    rows = AuditEvent.objects.filter(event=events.SETTINGS_CHANGED, chain__school_id=cast.afon.pk)
    changed = [json.loads(row.body)["details"].get("changed") for row in rows]
    assert changed.count("bank_holidays") == 1


def test_an_installation_that_knows_no_bank_holidays_to_come_is_warned():
    last = max(calendars.bank_holidays())
    with time_machine.travel(date(last.year, 1, 2)):
        assert bank_holidays_are_known(None) == []
    with time_machine.travel(date(last.year, 11, 2)):
        assert [found.id for found in bank_holidays_are_known(None)] == ["house.W001"]
