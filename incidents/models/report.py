"""An audit report: what was asked for and why, how far it is, and its files, sealed, for seven days."""

import base64
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.long_work import LongWork
from incidents.sections import Section
from safeguarding import clock
from safeguarding.schools.models import School
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey

KEPT_FOR = timedelta(days=7)


class ReportState(models.TextChoices):
    """How far a report is."""

    WAITING = "WAITING", _("Waiting to be prepared")
    MAKING = "MAKING", _("Being prepared")
    READY = "READY", _("Ready")
    FAILED = "FAILED", _("Could not be prepared")


UNFINISHED = (ReportState.WAITING, ReportState.MAKING)


class Reach(models.TextChoices):
    """Whose entries of the audit trail a report shows: those whom the person who asked for it may read about."""

    SCHOOL = "SCHOOL", _("What everybody at the school did")
    TEAM = "TEAM", _("What the safeguarding team did")


class Step(models.IntegerChoices):
    """The steps of preparing a report, in order."""

    WAITING = 0, _("Waiting for its turn")
    CHECKING = 1, _("Checking that the audit trail is whole")
    COLLECTING = 2, _("Collecting figures and entries")
    DRAWING = 3, _("Drawing the pages")
    SIGNING = 4, _("Signing")
    KEEPING = 5, _("Keeping the files")


class AuditReport(LongWork, models.Model):
    """One report. Its number, its reason and the hashes of its files stay; the files go after seven days."""

    waiting, unfinished, stuck_after = ReportState.WAITING, UNFINISHED, timedelta(minutes=15)
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="audit_reports")
    year = models.PositiveSmallIntegerField()
    place = models.PositiveIntegerField()  # the number within school and year
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")  # of the files; destroyed with them
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=16)
    reach = models.CharField(max_length=6, choices=Reach.choices)
    asked_at = models.DateTimeField(default=clock.now)
    reason = SealedTextField(key="school.key")
    first_day = models.DateField()
    last_day = models.DateField()
    sections = models.CharField(max_length=200)
    languages = models.CharField(max_length=5)
    formats = models.CharField(max_length=8)
    staff_by_name = models.BooleanField(default=False)  # children never are
    entries = models.PositiveIntegerField()  # how many there were when it was asked for
    for_worker = models.BooleanField(default=False)  # else it is made while whoever asked for it waits
    # how far it is
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.WAITING)
    step = models.PositiveSmallIntegerField(choices=Step.choices, default=Step.WAITING)
    moved_at = models.DateTimeField(default=clock.now)
    # what it proves, once it is ready
    ready_at = models.DateTimeField(null=True)
    first_seq = models.BigIntegerField(null=True)
    last_seq = models.BigIntegerField(null=True)
    shown = models.PositiveIntegerField(null=True)
    trail_size = models.BigIntegerField(null=True)
    trail_whole = models.BooleanField(null=True)

    never_changed = (
        "school",
        "year",
        "place",
        "key",
        "asked_by",
        "asked_as",
        "reach",
        "asked_at",
        "reason",
        "first_day",
        "last_day",
        "sections",
        "languages",
        "formats",
        "staff_by_name",
        "entries",
        "for_worker",
    )

    class Meta:
        ordering = ["-asked_at"]
        constraints = [models.UniqueConstraint(fields=["school", "year", "place"], name="one_report_a_number")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """How the report is known: AR-2026-014."""
        return f"AR-{self.year}-{self.place:03}"

    @property
    def section_list(self) -> list[Section]:
        """The sections asked for, in the order of the report."""
        asked = self.sections.split(",")
        return [section for section in Section if section in asked]

    @property
    def language_list(self) -> list[str]:
        """The languages it is made in."""
        return self.languages.split(",")

    @property
    def expires_at(self):
        """When its files go."""
        return self.ready_at + KEPT_FOR if self.ready_at else None

    @property
    def is_expired(self) -> bool:
        """Its files are gone, or must not be given out any more."""
        return self.expires_at is not None and self.expires_at <= clock.now()


class FileKind(models.TextChoices):
    """What a file of a report is."""

    PDF = "PDF", _("PDF")
    CSV = "CSV", _("CSV, for a spreadsheet")
    TRAIL = "TRAIL", _("The entries of the audit trail, as they are linked")
    CHECKER = "CHECKER", _("The program that checks the report")
    README = "README", _("How to check the report, in Welsh and English")
    MANIFEST = "MANIFEST", _("Manifest: the signed list of the files")
    BUNDLE = "BUNDLE", _("Everything in one archive")


class ReportFile(models.Model):
    """One file of a report, sealed. After seven days its contents go; its hash stays, so that it can be checked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(AuditReport, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=FileKind.choices)
    language = models.CharField(max_length=2, blank=True)
    name = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content_text = SealedTextField(key="report.key", null=True)  # base64; the archive is put together when asked for

    never_changed = ("report", "kind", "language", "name", "size", "sha256")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="one_report_file_a_name")]

    @property
    def content(self) -> bytes:
        """The file itself."""
        return base64.b64decode(self.content_text)
