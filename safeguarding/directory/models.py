"""Whom to call and what to read: data that schools edit, in English and Welsh, with the day it was last checked."""

import hashlib
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
    WORRIED_ADULT = "WORRIED_ADULT", _("Helpline for adults worried about a child")
    STAFF_SUPPORT = "STAFF_SUPPORT", _("Support for staff")
    ADULT_SERVICES = "ADULT_SERVICES", _("Adult safeguarding")
    POLICE_SPECIALIST = "POLICE_SPECIALIST", _("Local police specialist")
    FRAUD = "FRAUD", _("Reporting fraud and phishing")
    ADULT_HELPLINE = "ADULT_HELPLINE", _("Help for adults")
    OTHER = "OTHER", _("Another agency")


class ContactPoint(models.Model):
    """One way to reach an agency. Without a school it holds for the whole jurisdiction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, null=True, related_name="contact_points")
    jurisdiction = models.CharField(max_length=8, choices=Jurisdiction.choices, blank=True)  # empty: both
    kind = models.CharField(max_length=24, choices=AgencyKind.choices)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    unit = models.CharField(max_length=120, blank=True)  # of the police, for example
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=120, blank=True)
    web = models.CharField(max_length=200, blank=True)
    when_en = models.CharField(max_length=200, blank=True)
    when_cy = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    checked_on = models.DateField(null=True)
    place = models.SmallIntegerField(default=100)  # the order in which they are shown
    is_used = models.BooleanField(default=True)  # a school may take its own out of use; old records still name it

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


class Entry(models.Model):
    """An entry of the directory in English and Welsh. A school’s own stands in place of its country’s."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, null=True, related_name="+")
    code = models.SlugField(max_length=40)
    jurisdiction = models.CharField(max_length=8, choices=Jurisdiction.choices, blank=True)  # empty: both
    name_en = models.CharField(max_length=160)
    name_cy = models.CharField(max_length=160)
    said_en = models.TextField(blank=True)
    said_cy = models.TextField(blank=True)
    web = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    checked_on = models.DateField(null=True)
    place = models.SmallIntegerField(default=100)

    class Meta:
        abstract = True
        ordering = ["place", "name_en"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_cy if get_language() == "cy" else self.name_en

    @property
    def said(self) -> str:
        """What is said of it, in the reader's language."""
        return self.said_cy if get_language() == "cy" else self.said_en


class Platform(Entry):
    """An app, game or site, and where things are reported on it."""


class ForWhom(models.TextChoices):
    """Whose images a tool removes."""

    UNDER_18 = "UNDER_18", _("Taken when under 18")
    ADULT = "ADULT", _("Taken when 18 or over")
    ANYBODY = "ANYBODY", _("Anybody’s")


class RemovalTool(Entry):
    """A way of getting an image removed, in the order in which they are used."""

    for_whom = models.CharField(max_length=12, choices=ForWhom.choices)


class StepList(models.TextChoices):
    """Which list of steps a step belongs to."""

    KEEP_SAFE = "KEEP_SAFE", _("Keep, stop, block, report")
    ACCOUNTS = "ACCOUNTS", _("Safer accounts")
    PHISHING = "PHISHING", _("An extortion e-mail sent to many")
    REASSURE = "REASSURE", _("What the child was told")


class GuidedStep(Entry):
    """A step of the guidance that a child takes, with help."""

    steps = models.CharField(max_length=12, choices=StepList.choices)


class Letter(models.Model):
    """The text of a letter in one language, as a school uses it. A change is a further version.

    What somebody was given stays as it was: of a version only the day of its check changes, and that it is taken on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, null=True, related_name="+")
    code = models.SlugField(max_length=40)
    language = models.CharField(max_length=2, choices=[("cy", "Cymraeg"), ("en", "English")])
    jurisdiction = models.CharField(max_length=8, choices=Jurisdiction.choices, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    text = models.TextField()  # paragraphs with an empty line between them; "- " begins a line of a list
    source = models.CharField(max_length=200)
    checked_on = models.DateField(null=True)
    is_checked = models.BooleanField(default=False)  # a school has read this wording and found it good

    never_changed = ("school", "code", "language", "jurisdiction", "version", "title", "text", "source")

    class Meta:
        ordering = ["code", "language", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code", "language", "version"], name="one_letter_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.language} {self.version}"

    @property
    def sha256(self) -> str:
        """The hash of title and text, which an event keeps: by it this is later known to be what was given."""
        return hashlib.sha256(f"{self.title}\x00{self.text}".encode()).hexdigest()


class WordingHint(models.Model):
    """Words that may put blame on a child, what could be written instead, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, null=True, related_name="+")
    code = models.SlugField(max_length=40)
    language = models.CharField(max_length=2, choices=[("cy", "Cymraeg"), ("en", "English")])
    phrases = models.TextField()  # one on each line
    instead = models.CharField(max_length=300)
    why = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    checked_on = models.DateField(null=True)
    is_used = models.BooleanField(default=True)  # a school may switch a hint off

    class Meta:
        ordering = ["language", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.language}"


class Guidance(models.Model):
    """A document that decisions are made by; its edition is kept with each decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40)
    jurisdiction = models.CharField(max_length=8, choices=Jurisdiction.choices, blank=True)
    title_en = models.CharField(max_length=200)
    title_cy = models.CharField(max_length=200)
    edition = models.CharField(max_length=60)
    edition_cy = models.CharField(max_length=60, blank=True)  # where it is said otherwise in Welsh
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

    @property
    def edition_name(self) -> str:
        """The edition in the reader's language."""
        return self.edition_cy or self.edition if get_language() == "cy" else self.edition

    @property
    def cited(self) -> str:
        """Title and edition in the reader's language, as it stands beside a decision."""
        return f"{self.title}, {self.edition_name}"
