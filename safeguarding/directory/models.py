"""Whom to call and what to read: data that schools edit, in English and Welsh, with the day it was last checked."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeguarding.schools.languages import Jurisdiction


class AgencyKind(models.TextChoices):
    """An outside body that a concern can be referred to or a member of staff can call."""

    EMERGENCY = "EMERGENCY", _("999")
    POLICE = "POLICE", _("Police")
    CHILDRENS_SERVICES = "CHILDRENS_SERVICES", _("Children's services")
    OUT_OF_HOURS = "OUT_OF_HOURS", _("Children's services out of hours")
    ADULT_CONCERNS = "ADULT_CONCERNS", _("Local authority officer for concerns about adults")
    HELPLINE = "HELPLINE", _("Helpline")
    STAFF_SUPPORT = "STAFF_SUPPORT", _("Support for staff")
    OTHER = "OTHER", _("Another agency")


class ContactPoint(models.Model):
    """One way to reach an agency. Without a school it holds for the whole jurisdiction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, null=True, related_name="contact_points")
    jurisdiction = models.CharField(max_length=8, choices=Jurisdiction.choices, blank=True)  # empty: both
    kind = models.CharField(max_length=24, choices=AgencyKind.choices)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    web = models.CharField(max_length=200, blank=True)
    when_en = models.CharField(max_length=200, blank=True)
    when_cy = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    checked_on = models.DateField(null=True)
    place = models.SmallIntegerField(default=100)  # the order in which they are shown

    class Meta:
        ordering = ["place", "name_en"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_cy if get_language() == "cy" else self.name_en

    @property
    def when(self) -> str:
        """When it can be reached, in the reader's language."""
        return self.when_cy if get_language() == "cy" else self.when_en


class Guidance(models.Model):
    """A document that decisions are made by; its edition is kept with each decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40)
    jurisdiction = models.CharField(max_length=8, choices=Jurisdiction.choices, blank=True)
    title_en = models.CharField(max_length=200)
    title_cy = models.CharField(max_length=200)
    edition = models.CharField(max_length=60)
    web = models.CharField(max_length=200, blank=True)
    in_force_from = models.DateField(null=True)
    checked_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="one_guidance_an_edition")]

    def __str__(self) -> str:
        return f"{self.code} {self.edition}"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_cy if get_language() == "cy" else self.title_en
