"""The steps that keep a child safe online, getting images removed, age and consent, and what an agency released."""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from incidents.outcomes import ReferralTo
from incidents.removing import Connection, Consent, DeletionState, RemovalState, StepState, Taken, Where
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.directory.models import Platform
from safeguarding.vault.fields import SealedTextField


class StepTaken(AppendOnly):
    """How far a step of the guidance is with this child. A later row about the same step replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="steps")
    step = models.SlugField(max_length=40)  # the code of a step of the directory
    state = models.CharField(max_length=12, choices=StepState.choices)
    on = models.DateField(null=True)
    helped_by = SealedTextField(key="concern.key", default="")
    words = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["concern", "at"], name="steps_of_a_concern")]


class RemovalStep(AppendOnly):
    """How far it is with one way of getting images removed. A later row about the same tool replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="removals")
    tool = models.SlugField(max_length=40)  # the code of a removal tool of the directory
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=16, choices=RemovalState.choices)
    on = models.DateField(null=True)
    helped_by = SealedTextField(key="concern.key", default="")
    tool_reference = SealedTextField(key="concern.key", default="")
    words = SealedTextField(key="concern.key", default="")  # why it does not apply, or what was answered
    recheck_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["concern", "at"], name="removals_of_a_concern")]


class AgeAnswer(AppendOnly):
    """Whether an image was taken while somebody who is now 18 or over was under 18. A later answer replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="age_answers")
    taken_under_18 = models.CharField(max_length=8, choices=Taken.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]


class AdultConsent(AppendOnly):
    """What an adult who was harmed wants: whether they agree that it is reported. A later row replaces it.

    `connection` is said of an adult who is not a pupil. Reporting without consent needs its reasons.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="adult_consents")
    connection = models.CharField(max_length=16, choices=Connection.choices, blank=True)
    consent = models.CharField(max_length=12, choices=Consent.choices)
    is_reported_all_the_same = models.BooleanField(default=False)
    reasons = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]


class AgencyRelease(AppendOnly):
    """An agency said that it does not need something kept any longer: before that nobody asks a child to delete it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="releases")
    agency = models.CharField(max_length=20, choices=ReferralTo.choices)
    released_at = models.DateTimeField()
    from_whom = SealedTextField(key="concern.key")
    agency_reference = SealedTextField(key="concern.key", default="")
    words = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["recorded_at"]


class Deletion(AppendOnly):
    """That a child was asked to delete something, and what came of it. A later row replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="deletions")
    state = models.CharField(max_length=12, choices=DeletionState.choices)
    where = models.CharField(max_length=60, blank=True)
    until = models.DateField(null=True)
    parents_know = models.BooleanField(null=True)
    words = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    @property
    def where_list(self) -> list[Where]:
        """Where it lay."""
        return [Where(code) for code in self.where.split(",") if code]
