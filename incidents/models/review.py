"""The initial review: its sittings with the people present, and how far each of its tasks is."""

import uuid

from django.conf import settings
from django.db import models

from incidents.categories import Trigger
from incidents.models.concern import Concern
from incidents.reviewing import Task, TaskState
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.directory.models import Guidance
from safeguarding.vault.fields import SealedTextField


class ReviewSitting(AppendOnly):
    """One sitting of the review: when, who was present, and which edition of the guidance it went by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="sittings")
    met_at = models.DateTimeField()
    people = SealedTextField(key="concern.key")  # names and roles, as they were written down
    words = SealedTextField(key="concern.key", default="")
    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["met_at", "recorded_at"]


class ReviewMark(AppendOnly):
    """How far a task of the review is, as a lead marked it. A later mark replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="review_marks")
    task = models.CharField(max_length=12, choices=Task.choices)
    state = models.CharField(max_length=12, choices=TaskState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["concern", "at"], name="marks_of_a_review")]


class TriggersFound(AppendOnly):
    """Which reasons to refer at once the review found: none, one or several. A later finding replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="triggers_found")
    triggers = models.CharField(max_length=160, blank=True)
    words = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    @property
    def trigger_list(self) -> list[Trigger]:
        """The reasons to refer at once that applied."""
        return [Trigger(code) for code in self.triggers.split(",") if code]
