"""The checked copy of a statement for one child: other children's names are masked, and a lead has looked."""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.vault.fields import SealedTextField


class CheckedCopy(AppendOnly):
    """What may leave the screen for this child. The statement itself stays untouched. A later copy replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="checked_copies")
    text = SealedTextField(key="concern.key")
    masks = SealedTextField(key="concern.key")  # JSON: what was masked and as whom
    statements = models.TextField()  # ids of the statements it covers, joined by commas: one added later makes it stale
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["checked_at"]
