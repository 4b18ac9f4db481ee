"""A check of a school's whole audit trail: who asked for it, how far it is, and what it found."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

from safeguarding import clock
from safeguarding.schools.models import School

STUCK_AFTER = timedelta(minutes=5)


class CheckState(models.TextChoices):
    """How far a check is."""

    WAITING = "WAITING"
    CHECKING = "CHECKING"
    DONE = "DONE"
    FAILED = "FAILED"


class TrailCheck(models.Model):
    """One check. What it found stays."""

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
        """It waits for its turn, or goes on; nothing that moved for five minutes has stopped."""
        if self.state == CheckState.WAITING:
            return True
        return self.state == CheckState.CHECKING and self.moved_at + STUCK_AFTER > clock.now()
