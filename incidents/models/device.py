"""A device in the school’s keeping: whose, from whom, how it was left, where it is, and to whom it went. No content."""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from incidents.removing import DeviceKind, DeviceState, Whose
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.vault.fields import SealedTextField


class DeviceReceived(AppendOnly):
    """A device was handed over. Nobody searches it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="devices")
    kind = models.CharField(max_length=12, choices=DeviceKind.choices)
    whose = models.CharField(max_length=16, choices=Whose.choices)
    handed_over_by = SealedTextField(key="concern.key")
    handed_over_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=DeviceState.choices)
    advice = SealedTextField(key="concern.key", default="")  # what the police advised about it
    place = SealedTextField(key="concern.key")
    seal = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["handed_over_at", "recorded_at"]


class DeviceReleased(AppendOnly):
    """The device left the school’s keeping."""

    device = models.OneToOneField(DeviceReceived, on_delete=models.PROTECT, primary_key=True, related_name="released")
    released_to = SealedTextField(key="device.concern.key")
    released_at = models.DateTimeField()
    receipt = SealedTextField(key="device.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
