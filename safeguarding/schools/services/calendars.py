"""The school's calendar: terms, and days on which it is closed."""

import json
from datetime import date
from pathlib import Path

from django.conf import settings

from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.schools.models import Closure, School, Term


@acts.act
def set_terms(*, actor, school: School, terms: list[tuple[str, date, date]]) -> list[Term]:
    """Adds the terms of a school year (name, first day, last day). An actor of None is the set-up on the server."""
    if actor is not None:
        policy.require_school(actor, Verb.MANAGE_PEOPLE, school.pk)
    made = Term.objects.bulk_create(
        [Term(school=school, name=name, starts_on=first, ends_on=last) for name, first, last in terms]
    )
    acts.record(events.SETTINGS_CHANGED, actor=actor, school_id=school.pk, subject=school, changed="terms")
    return made


@acts.act
def add_closures(*, actor, school: School, days: dict[date, str], bank_holidays: bool) -> None:
    """Days on which the school is closed, with their names; agencies are closed too on bank holidays."""
    if actor is not None:
        policy.require_school(actor, Verb.MANAGE_PEOPLE, school.pk)
    _close(school, days, bank_holidays)
    acts.record(events.SETTINGS_CHANGED, actor=actor, school_id=school.pk, subject=school, changed="closures")


@acts.quiet_act
def keep_bank_holidays(*, school: School) -> int:
    """Adds the bank holidays that this edition knows and the school does not; returns how many. Nothing is removed."""
    new = write_bank_holidays(school)
    if new:
        acts.record(events.SETTINGS_CHANGED, school_id=school.pk, subject=school, changed="bank_holidays")
    return new


def write_bank_holidays(school: School) -> int:
    """Within an act: the bank holidays of England and Wales, which are the same in both; returns how many are new."""
    return _close(school, bank_holidays(), True)


def bank_holidays() -> dict[date, str]:
    """The days that this edition knows, with their names."""
    path = Path(settings.BASE_DIR) / "fixtures" / "reference_bank_holidays.json"
    days = json.loads(path.read_text(encoding="utf-8"))["days"]
    return {date.fromisoformat(day): name for day, name in days.items()}


def _close(school: School, days: dict[date, str], bank_holidays: bool) -> int:
    there = Closure.objects.filter(school=school, day__in=days)
    known = set(there.values_list("day", flat=True))
    new = [
        Closure(school=school, day=day, name=name, is_bank_holiday=bank_holidays)
        for day, name in days.items()
        if day not in known
    ]
    Closure.objects.bulk_create(new)
    if bank_holidays:
        there.filter(is_bank_holiday=False).update(
            is_bank_holiday=True
        )  # the agencies are closed too, not the school alone
    return len(new)
