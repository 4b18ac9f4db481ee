"""A check of a school's whole audit trail: who asked for it, how far it is, and what it found."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

from incidents.models.long_work import LongWork
from safeguarding import clock
from safeguarding.schools.models import School

TRAIL_AT_ONCE = 20_000  # the check of a longer trail is left to the worker


class CheckState(models.TextChoices):
    """How far a check is."""

    WAITING = "WAITING"
    CHECKING = "CHECKING"
    DONE = "DONE"
    FAILED = "FAILED"


UNFINISHED = (CheckState.WAITING, CheckState.CHECKING)


class TrailCheck(LongWork, models.Model):
    """One check. What it found stays."""

    waiting, unfinished, stuck_after = CheckState.WAITING, UNFINISHED, timedelta(minutes=5)
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="trail_checks")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    size = models.BigIntegerField()  # how many entries there were when it was asked for
    # how far it is
    state = models.CharField(max_length=8, choices=CheckState.choices, default=CheckState.WAITING)
    checked = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(default=clock.now)
    # what it found
    done_at = models.DateTimeField(null=True)
    fault_seq = models.BigIntegerField(null=True)  # the place of the first fault

    never_changed = ("school", "asked_by", "asked_at", "size")

    class Meta:
        indexes = [models.Index(fields=["school", "-asked_at"], name="newest_trail_check")]

    @property
    def is_whole(self) -> bool:
        """Everything was checked, and nothing found wrong."""
        return self.state == CheckState.DONE and self.fault_seq is None

    @property
    def is_done(self) -> bool:
        """It came to its end."""
        return self.state == CheckState.DONE

    @property
    def is_running(self) -> bool:
        """It waits for its turn, or goes on."""
        return self.state in self.unfinished and not self.is_stuck

    @property
    def for_worker(self) -> bool:
        """The worker does it; else it is done while whoever asked for it waits."""
        return self.size > TRAIL_AT_ONCE
