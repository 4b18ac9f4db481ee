"""What was reported in one go: the incident, the reporter's own words, and the calls they made themselves."""

import uuid

from django.conf import settings
from django.db import models

from incidents.categories import About, CallTo, SeenImage, ToldInPerson
from incidents.references import new_reference
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.schools.models import School
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey

LANGUAGE_CHOICES = [("cy", "Cymraeg"), ("en", "English")]


class Incident(AppendOnly):
    """One report by one member of staff, about one child or several. Each child has a concern of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=9, unique=True, default=new_reference)  # the reporter's own, in their URL
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="incidents")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="incidents")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    became_aware_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=clock.now)
    place = SealedTextField(key="key", default="")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    told_in_person = models.CharField(max_length=16, choices=ToldInPerson.choices)
    told_at = models.DateTimeField(null=True)
    about_codes = models.CharField(max_length=400, blank=True)
    seen_image = models.CharField(max_length=16, choices=SeenImage.choices, blank=True)

    def __str__(self) -> str:
        return f"incident {self.pk}"

    @property
    def about(self) -> list[About]:
        """What the reporter ticked."""
        return [About(code) for code in self.about_codes.split(",") if code]


class StatementKind(models.TextChoices):
    """The first words, or something added later."""

    FIRST = "FIRST"
    ADDED = "ADDED"


class Statement(AppendOnly):
    """The reporter's own words, verbatim. Corrections are further statements; nothing is rewritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=8, choices=StatementKind.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(key="incident.key")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at"]
        indexes = [
            # for the queue: what was added to records, however many there are
            models.Index(fields=["incident", "written_at"], condition=models.Q(kind="ADDED"), name="added_statements"),
        ]


class DirectCall(AppendOnly):
    """A call that a member of staff made themselves to 999, the police or children's services."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="direct_calls")
    called = models.CharField(max_length=24, choices=CallTo.choices)
    called_at = models.DateTimeField()
    spoke_to = SealedTextField(key="incident.key", default="")
    agency_reference = SealedTextField(key="incident.key", default="")
    caller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["called_at"]
