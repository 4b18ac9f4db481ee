"""A paper about one child that a lead has checked: only its masked words may be printed."""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from incidents.models.referral import Referral
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.vault.fields import SealedTextField


class PaperKind(models.TextChoices):
    """What is printed."""

    PACK = "PACK"
    CHRONOLOGY = "CHRONOLOGY"


class CheckedPaper(AppendOnly):
    """Everything the paper says, with other children masked, as a lead saw and confirmed it.

    It holds for what stood on the record then: `basis` tells whether something was added since.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="checked_papers")
    kind = models.CharField(max_length=12, choices=PaperKind.choices)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="checked_papers")
    language = models.CharField(max_length=2)
    text = SealedTextField(key="concern.key")  # JSON: the passages, masked
    masks = SealedTextField(key="concern.key")  # JSON: what was masked and as whom
    basis = models.CharField(max_length=64)  # keyed hash of the words before masking
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["checked_at"]
