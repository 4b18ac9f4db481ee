"""Planned steps: what is to be done, by whom and when, and that it was done."""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.vault.fields import SealedTextField


class Action(AppendOnly):
    """A planned step with an owner and a date. It is done when an ActionDone says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="actions")
    what = SealedTextField(key="concern.key")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["due_on", "planned_at"]


class ActionDone(AppendOnly):
    """An action was done, or is not needed any more, with what came of it."""

    action = models.OneToOneField(Action, on_delete=models.PROTECT, primary_key=True, related_name="done")
    was_needed = models.BooleanField(default=True)
    note = SealedTextField(key="action.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
