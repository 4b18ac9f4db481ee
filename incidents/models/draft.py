"""An unsent record: kept on the server from the first page, so that no word is lost."""

import json
import uuid

from django.conf import settings
from django.db import models

from incidents.categories import DiscardReason
from incidents.models.incident import Incident
from safeguarding import clock
from safeguarding.schools.models import School
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey


class DraftState(models.TextChoices):
    """Unsent, sent, or given up with a reason. A draft is never removed."""

    UNSENT = "UNSENT"
    SENT = "SENT"
    DISCARDED = "DISCARDED"


class Draft(models.Model):
    """What somebody has written and not sent. Only its author sees it; others may know that it exists."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="drafts")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    content_text = SealedTextField(key="key", null=True)  # JSON; emptied once sent, when the statement holds it
    state = models.CharField(max_length=12, choices=DraftState.choices, default=DraftState.UNSENT)
    started_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    searches = models.PositiveIntegerField(default=0)  # pupil searches: one count, one event at the end
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, null=True, related_name="draft")
    discard_reason = models.CharField(max_length=24, choices=DiscardReason.choices, blank=True)

    never_changed = ("author", "school", "key", "started_at")

    class Meta:
        indexes = [models.Index(fields=["author", "state"], name="drafts_of_an_author")]

    @property
    def content(self) -> dict:
        """What has been answered so far."""
        return json.loads(self.content_text) if self.content_text else {}

    @content.setter
    def content(self, answers: dict) -> None:
        self.content_text = json.dumps(answers, ensure_ascii=False)
