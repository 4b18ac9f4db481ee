"""What points to blackmail over images, and which pathway a lead chose."""

import uuid

from django.conf import settings
from django.db import models

from incidents.indicators import Pathway, Rule, SaidBy, Sign
from incidents.models.concern import Concern
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.vault.fields import SealedTextField


class SignObserved(AppendOnly):
    """One sign, with who reported it and in which words. A later row about the same sign replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="signs")
    sign = models.CharField(max_length=20, choices=Sign.choices)
    is_present = models.BooleanField(default=True)  # False: it was ticked before, and is not one after all
    said_by = models.CharField(max_length=16, choices=SaidBy.choices, blank=True)
    words = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["concern", "at"], name="signs_of_a_concern")]


class PathwayChoice(AppendOnly):
    """The pathway a lead confirmed, or chose with reasons in place of the proposed one. A later one replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="pathways")
    proposed = models.CharField(max_length=12, choices=Pathway.choices)
    rule = models.CharField(max_length=20, choices=Rule.choices)
    chosen = models.CharField(max_length=12, choices=Pathway.choices)
    reasons = SealedTextField(key="concern.key", default="")  # needed where it is not the proposed one
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["concern", "at"], name="pathways_of_a_concern")]
