"""Exceptional viewing of an image: asked for, allowed by somebody else, done with a witness, and signed by both.

No row says what an image shows. Nothing changes once it is written.
"""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from incidents.removing import Whose
from incidents.viewings import (
    Alternative,
    Copies,
    Delegated,
    Fact,
    Ground,
    HowSeen,
    Place,
    Result,
    SameSex,
    SignedAs,
    Support,
)
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.schools.models import School
from safeguarding.vault.fields import SealedTextField


class ViewingDelegation(AppendOnly):
    """The head names somebody who may allow a viewing in their place, or a deputy who may ask for one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="viewing_delegations")
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="viewing_delegations")
    may = models.CharField(max_length=8, choices=Delegated.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["starts_on", "at"]


class ViewingRequest(AppendOnly):
    """A lead asks that an image may be viewed, or says that it could not be avoided (`is_retrospective`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="viewing_requests")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="viewing_requests")
    is_retrospective = models.BooleanField(default=False)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    why_nothing_less = SealedTextField(key="concern.key")
    alternatives = models.CharField(max_length=80, blank=True)
    why_police_not_enough = SealedTextField(key="concern.key", default="")  # needed for sextortion
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=12, choices=Place.choices)
    same_sex = models.CharField(max_length=12, choices=SameSex.choices)
    same_sex_reasons = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    @property
    def alternative_list(self) -> list[Alternative]:
        """What was tried first."""
        return [Alternative(code) for code in self.alternatives.split(",") if code]


class ViewingAnswer(AppendOnly):
    """The answer of somebody else: the head, or whom the head named."""

    request = models.OneToOneField(ViewingRequest, on_delete=models.PROTECT, primary_key=True, related_name="answer")
    is_allowed = models.BooleanField()
    reasons = SealedTextField(key="request.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    at = models.DateTimeField(default=clock.now)


class ViewingRecord(AppendOnly):
    """What took place: when, who was there, what was decided. Complete once viewer and second person have signed."""

    request = models.OneToOneField(ViewingRequest, on_delete=models.PROTECT, primary_key=True, related_name="record")
    took_place = models.BooleanField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    device_of = models.CharField(max_length=16, choices=Whose.choices, blank=True)
    facts = models.CharField(max_length=80, blank=True)
    results = models.CharField(max_length=80, blank=True)
    copies = models.CharField(max_length=12, choices=Copies.choices, blank=True)
    police_told = models.BooleanField(null=True)
    child_told = models.BooleanField(null=True)
    parents_told = models.BooleanField(null=True)
    support = models.CharField(max_length=12, choices=Support.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    @property
    def fact_list(self) -> list[Fact]:
        """The facts that a referral needs."""
        return [Fact(code) for code in self.facts.split(",") if code]

    @property
    def result_list(self) -> list[Result]:
        """What was decided as a result."""
        return [Result(code) for code in self.results.split(",") if code]


class ViewingSignature(AppendOnly):
    """Viewer or second person signs what was recorded, from their own account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(ViewingRecord, on_delete=models.PROTECT, related_name="signatures")
    signed_as = models.CharField(max_length=8, choices=SignedAs.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["record", "signed_as"], name="one_signature_a_part")]


class SeenByAccident(AppendOnly):
    """Somebody came to see an image without looking for one. Two questions, and support."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="seen_by_accident")
    who = SealedTextField(key="concern.key")  # a member of staff
    how = models.CharField(max_length=12, choices=HowSeen.choices)
    seen_at = models.DateTimeField()
    support = models.CharField(max_length=12, choices=Support.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["recorded_at"]
