"""Whether the child is safe, what was observed, and who supports them: no diagnosis stands here."""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from incidents.wellbeing import AtRisk, Happened, Observed, SelfHarm
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.vault.fields import SealedTextField


class SafetyCheck(AppendOnly):
    """Whether the child might hurt themselves, and what was put in place. A later check replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="safety_checks")
    self_harm = models.CharField(max_length=12, choices=SelfHarm.choices)
    observed = models.CharField(max_length=120, blank=True)
    observed_words = SealedTextField(key="concern.key", default="")
    others_at_risk = models.CharField(max_length=8, choices=AtRisk.choices, blank=True)
    not_left_alone = SealedTextField(key="concern.key", default="")  # who stays with the child, where, until when
    put_in_place = SealedTextField(key="concern.key", default="")
    recheck_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["concern", "at"], name="safety_checks_of_a_concern")]

    @property
    def observed_list(self) -> list[Observed]:
        """The changes that were observed."""
        return [Observed(code) for code in self.observed.split(",") if code]


class SupportPlan(AppendOnly):
    """Who is there for the child, and which services they were told of. A later plan replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="support_plans")
    named_adult = SealedTextField(key="concern.key")
    services = models.TextField(blank=True)  # ids of contacts of the directory, joined by commas
    child_says = SealedTextField(key="concern.key", default="")  # what the child would like, in their words
    words = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]


class CheckIn(AppendOnly):
    """A day on which somebody speaks with the child again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="check_ins")
    due_on = models.DateField()
    with_whom = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["due_on", "at"]


class CheckInDone(AppendOnly):
    """Whether it took place, and how the child was."""

    check_in = models.OneToOneField(CheckIn, on_delete=models.PROTECT, primary_key=True, related_name="done")
    happened = models.CharField(max_length=8, choices=Happened.choices)
    words = SealedTextField(key="check_in.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
