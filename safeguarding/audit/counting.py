"""Refusals of people nobody knows, counted per minute and address: a flood becomes one line, not a thousand."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F

from safeguarding import clock
from safeguarding.audit import acts, events
from safeguarding.audit.context import asking
from safeguarding.audit.models import RefusedMinute


@acts.quiet_act
def count(event: str) -> None:
    """Counts one more refusal of this kind from this address in this minute."""
    minute = clock.now().replace(second=0, microsecond=0)
    counted, is_new = RefusedMinute.objects.select_for_update().get_or_create(
        event=event, address_ref=asking().address_ref, minute=minute, defaults={"times": 1}
    )
    if not is_new:
        RefusedMinute.objects.filter(pk=counted.pk).update(times=F("times") + 1)


def write_down_past_minutes() -> int:
    """Writes one event for every minute that is over and not written down yet; returns how many."""
    before = clock.now().replace(second=0, microsecond=0)
    if not _waiting(before).exists():
        return 0
    return _write_down(before)


@acts.quiet_act
def _write_down(before: datetime) -> int:
    rows = list(_waiting(before).select_for_update().order_by("minute")[:500])
    for row in rows:
        acts.record(
            row.event,
            role="UNKNOWN",
            outcome=events.Outcome.DENIED,
            times=row.times,
            counted_address=row.address_ref,
            minute=row.minute.strftime("%Y-%m-%dT%H:%MZ"),
        )
    RefusedMinute.objects.filter(pk__in=[row.pk for row in rows]).update(written_down=True)
    return len(rows)


def _waiting(before: datetime) -> models.QuerySet:
    return RefusedMinute.objects.filter(written_down=False, minute__lt=before, minute__gt=before - timedelta(days=366))
