"""The school's calendar: terms, and days on which it is closed."""

from datetime import date

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
    known = set(Closure.objects.filter(school=school, day__in=days).values_list("day", flat=True))
    Closure.objects.bulk_create(
        [
            Closure(school=school, day=day, name=name, is_bank_holiday=bank_holidays)
            for day, name in days.items()
            if day not in known
        ]
    )
    acts.record(events.SETTINGS_CHANGED, actor=actor, school_id=school.pk, subject=school, changed="closures")
