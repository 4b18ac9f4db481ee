"""Refusals counted per minute: a flood becomes one line, not a thousand.

People nobody knows are counted by their address, and every refusal of theirs. Of somebody known the first few of a
minute stand in the trail each by itself; only what comes beyond them is counted.
"""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F

from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.audit.context import asking
from safeguarding.audit.models import RefusedMinute

EACH = 10  # refusals of one person in a minute that stand in the trail each by itself


@acts.quiet_act
def count(event: str) -> None:
    """Counts one more refusal of this kind from this address in this minute."""
    _one_more(event, address_ref=asking().address_ref)


def one_more_of(actor, event: str) -> bool:
    """Counts one more refusal of somebody known, within an act; says whether it is to stand in the trail by itself."""
    return _one_more(event, actor_ref=str(actor.pk)) <= EACH


def write_down_past_minutes() -> int:
    """Writes one event for every minute that is over and not written down yet; returns how many."""
    before = clock.now().replace(second=0, microsecond=0)
    if not _waiting(before).exists():
        return 0
    return _write_down(before)


def _one_more(event: str, **whose) -> int:
    minute = clock.now().replace(second=0, microsecond=0)
    counted, is_new = RefusedMinute.objects.select_for_update().get_or_create(
        event=event, minute=minute, **({"address_ref": "", "actor_ref": ""} | whose), defaults={"times": 1}
    )
    if not is_new:
        RefusedMinute.objects.filter(pk=counted.pk).update(times=F("times") + 1)
    return counted.times + (not is_new)


@acts.quiet_act
def _write_down(before: datetime) -> int:
    rows = list(_waiting(before).select_for_update().order_by("minute")[:500])
    for row in rows:
        minute = row.minute.strftime("%Y-%m-%dT%H:%MZ")
        if not row.actor_ref:
            _record(row.event, role="UNKNOWN", times=row.times, counted_address=row.address_ref, minute=minute)
        elif row.times > EACH:
            person = get_user_model().objects.get(pk=row.actor_ref)
            _record(row.event, actor=person, school_id=school_of(person), times=row.times - EACH, minute=minute)
    RefusedMinute.objects.filter(pk__in=[row.pk for row in rows]).update(written_down=True)
    return len(rows)


def school_of(actor):
    """Always the chain of the person's own school, whatever was asked for: a different chain would tell."""
    held = actor.roles_in_force()
    return held[0].school_id if held else None


def _record(event: str, **details) -> None:
    acts.record(event, outcome=events.Outcome.DENIED, **details)


def _waiting(before: datetime) -> models.QuerySet:
    return RefusedMinute.objects.filter(written_down=False, minute__lt=before, minute__gt=before - timedelta(days=366))
