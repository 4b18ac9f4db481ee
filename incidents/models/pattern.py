"""Concerns that belong together: joined without crossing names, each with its own part, and parted again."""

import uuid

from django.conf import settings
from django.db import models

from incidents.models.concern import Concern
from incidents.patterns import LinkReason, PartInPattern, PatternStepState
from incidents.patterns import PatternStep as Step
from incidents.references import new_reference
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.schools.models import School
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey


class Pattern(AppendOnly):
    """Linked concerns of one school. It has a reference and no title: a title could name a child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="patterns")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.reference


class PatternLink(AppendOnly):
    """One concern belongs to a pattern, and the part of its child as a lead sees it. Undone by a PatternUnlink."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pattern = models.ForeignKey(Pattern, on_delete=models.PROTECT, related_name="links")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="pattern_links")
    parts = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["concern", "at"], name="links_of_a_concern")]

    @property
    def part_list(self) -> list[PartInPattern]:
        """The child’s part."""
        return [PartInPattern(code) for code in self.parts.split(",") if code]


class PatternUnlink(AppendOnly):
    """The concern does not belong to the pattern any more: both stand as if they had never been linked."""

    link = models.OneToOneField(PatternLink, on_delete=models.PROTECT, primary_key=True, related_name="undone")
    reasons = SealedTextField(key="link.concern.key")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)


class PatternStepTaken(AppendOnly):
    """How far a step for all of them is. A later row about the same step replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pattern = models.ForeignKey(Pattern, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=16, choices=Step.choices)
    state = models.CharField(max_length=12, choices=PatternStepState.choices)
    on = models.DateField(null=True)
    words = SealedTextField(key="pattern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]


class LinkRefused(AppendOnly):
    """A lead looked at a possible link and found that the two do not belong together: it is not proposed again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="links_refused")
    other = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    why_proposed = models.CharField(max_length=16, choices=LinkReason.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
