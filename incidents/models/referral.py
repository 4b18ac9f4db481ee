"""A request to an outside agency: how it was made, confirmed in writing, answered, and disagreed with."""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from incidents.models.pattern import Pattern
from incidents.outcomes import AgencyOutcome, DisagreementStep, Method, ReferralState, ReferralTo, Told
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.vault.fields import SealedTextField


class Referral(AppendOnly):
    """One referral to one agency. What came of it is recorded beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="referrals")
    number = models.PositiveSmallIntegerField()
    agency = models.CharField(max_length=20, choices=ReferralTo.choices)
    # of another agency, as somebody typed it: it can name a child, and leaves the screen only where it is masked
    agency_name = SealedTextField(key="concern.key", default="", null=True)
    method = models.CharField(max_length=16, choices=Method.choices)
    made_at = models.DateTimeField()
    spoke_to = SealedTextField(key="concern.key")
    agency_reference = SealedTextField(key="concern.key", default="")
    agreed = SealedTextField(key="concern.key", default="")
    child_told = models.CharField(max_length=8, choices=Told.choices, blank=True)
    child_told_words = SealedTextField(key="concern.key", default="")  # what they were told, or why not
    parents_told = models.CharField(max_length=8, choices=Told.choices, blank=True)
    parents_told_words = SealedTextField(key="concern.key", default="")
    # made once about several linked concerns: each of them has a referral of its own that names the pattern
    pattern = models.ForeignKey(Pattern, on_delete=models.PROTECT, null=True, related_name="referrals")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["concern", "number"], name="one_referral_a_number")]

    @property
    def state(self) -> ReferralState:
        """Where it stands, from what was recorded (prefetch confirmations, replies and disagreements).

        An answer that comes after a disagreement is again an answer: whether it is agreed with is said anew.
        """
        replied = max((reply.recorded_at for reply in self.replies.all()), default=None)
        disagreed = max((step.at for step in self.disagreements.all()), default=None)
        if disagreed and (replied is None or disagreed >= replied):
            return ReferralState.DISAGREED
        if replied:
            return ReferralState.REPLIED
        return ReferralState.CONFIRMED if self.confirmations.all() else ReferralState.MADE


class ReferralAddition(AppendOnly):
    """What was added to a referral once somebody was off the phone: their reference, what was agreed, who was told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="additions")
    agency_reference = SealedTextField(key="referral.concern.key", default="")
    agreed = SealedTextField(key="referral.concern.key", default="")
    child_told = models.CharField(max_length=8, choices=Told.choices, blank=True)
    child_told_words = SealedTextField(key="referral.concern.key", default="")  # what they were told, or why not
    parents_told = models.CharField(max_length=8, choices=Told.choices, blank=True)
    parents_told_words = SealedTextField(key="referral.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["recorded_at"]


class WrittenConfirmation(AppendOnly):
    """The referral was confirmed in writing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="confirmations")
    sent_at = models.DateTimeField()
    how = SealedTextField(key="referral.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["recorded_at"]


class Reply(AppendOnly):
    """What the agency answered. There may be several in the life of a referral."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="replies")
    replied_at = models.DateTimeField()
    outcome = models.CharField(max_length=24, choices=AgencyOutcome.choices)
    from_whom = SealedTextField(key="referral.concern.key", default="")
    words = SealedTextField(key="referral.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["recorded_at"]


class Disagreement(AppendOnly):
    """The school does not agree with the agency's decision: a step taken, with whom and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="disagreements")
    step = models.CharField(max_length=16, choices=DisagreementStep.choices)
    with_whom = SealedTextField(key="referral.concern.key", default="")
    reasons = SealedTextField(key="referral.concern.key")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
