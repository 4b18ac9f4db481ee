"""Decisions with their reasons, and the second person who agrees to the ones that need two."""

import uuid

from django.conf import settings
from django.db import models

from incidents.categories import Trigger
from incidents.models.concern import Concern
from incidents.outcomes import Choice, ClosingOutcome, DecisionAbout, NoChildView
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.directory.models import Guidance
from safeguarding.schools.models import School
from safeguarding.vault.fields import SealedTextField


class Decision(AppendOnly):
    """A choice with its reasons, and the guidance it was made by. A later one about the same thing replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="decisions")
    about = models.CharField(max_length=20, choices=DecisionAbout.choices)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    reasons = SealedTextField(key="concern.key", default="")
    triggers = models.CharField(max_length=160, blank=True)
    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    @property
    def trigger_list(self) -> list[Trigger]:
        """The reasons to refer at once that applied."""
        return [Trigger(code) for code in self.triggers.split(",") if code]


class AgreementPurpose(models.TextChoices):
    """What a second person is asked to agree to."""

    NOT_REFERRING = "NOT_REFERRING"
    CLOSING = "CLOSING"


class Agreement(AppendOnly):
    """A request that a second person agrees. They see what it shows at /agree/<id>/, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="agreements")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="agreements")
    purpose = models.CharField(max_length=16, choices=AgreementPurpose.choices)
    decisions = models.CharField(max_length=160)  # ids of the decisions it covers, joined by commas
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["asked_at"]

    @property
    def decision_ids(self) -> list[uuid.UUID]:
        """The decisions it covers."""
        return [uuid.UUID(text) for text in self.decisions.split(",")]


class AgreementAnswer(AppendOnly):
    """The second person's answer. Their sight of the request ends with it."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, primary_key=True, related_name="answer")
    agreed = models.BooleanField()
    reasons = SealedTextField(key="agreement.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    at = models.DateTimeField(default=clock.now)


class Closing(AppendOnly):
    """How a concern was closed: outcome, reasons, and the child's own view or why there is none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="closings")
    outcome = models.CharField(max_length=20, choices=ClosingOutcome.choices)
    reasons = SealedTextField(key="concern.key")
    child_view = SealedTextField(key="concern.key", default="")
    no_child_view = models.CharField(max_length=20, choices=NoChildView.choices, blank=True)
    left_open = SealedTextField(key="concern.key", default="", null=True)  # why it was closed with something still open
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
