"""What was done to the record: an append-only hash chain, kept for inquiry and never used for page logic."""

import uuid

from django.db import models

from safeguarding import clock


class AppendOnly(models.Model):
    """A row that is written once. Triggers on both engines refuse UPDATE and DELETE (see guards.py)."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Inserts, never updates: a second save of the same row is a mistake of ours."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refused: what was written stays."""
        raise TypeError(f"{type(self).__name__} rows are never deleted.")


class ChainKind(models.TextChoices):
    """The three chains: what concerns pupils, what concerns adults who work there, and the installation's own."""

    SCHOOL = "SCHOOL"
    ADULT = "ADULT"
    INSTALLATION = "INSTALLATION"


class AuditChain(AppendOnly):
    """One chain of events. A school has one for its pupils' records and one for concerns about adults."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=ChainKind.choices)
    # Plain id, no foreign key: audit stands below schools, and a chain outlives what it speaks of.
    school_id = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school_id", "kind"], condition=models.Q(school_id__isnull=False), name="one_chain_a_school"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(school_id__isnull=True), name="one_chain_of_the_installation"
            ),
            models.CheckConstraint(
                name="a_chain_has_a_school_unless_the_installations",
                condition=models.Q(kind="INSTALLATION", school_id__isnull=True)
                | (models.Q(school_id__isnull=False) & ~models.Q(kind="INSTALLATION")),
            ),
        ]


class AuditHead(models.Model):
    """The end of a chain: the row that is locked while an event is appended.

    It is a convenience for the writer. The verifier recomputes everything and only compares it.
    """

    chain = models.OneToOneField(AuditChain, on_delete=models.PROTECT, primary_key=True, related_name="head")
    size = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64)

    never_changed = ("chain",)


class AuditEvent(AppendOnly):
    """One line: who did what to which record, when, and with what outcome.

    `body` is the truth (canonical JSON, hashed). The other columns are copies of it for querying; the verifier
    compares them. Nothing here is a name or somebody's words.
    """

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT, related_name="events")
    seq = models.BigIntegerField()
    body = models.TextField()
    body_hash = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)
    # copies of the body, for querying
    at = models.DateTimeField()
    event = models.CharField(max_length=64)
    outcome = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    role = models.CharField(max_length=16, blank=True)
    subject_type = models.CharField(max_length=32, blank=True)
    subject_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="one_event_a_place")]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),
            models.Index(fields=["chain", "event", "seq"], name="audit_by_event"),
            models.Index(fields=["chain", "actor_id", "seq"], name="audit_by_actor"),
            models.Index(fields=["chain", "at"], name="audit_by_time"),
        ]


class RefusedMinute(models.Model):
    """How often somebody known, or people nobody knows from one address, were refused in one minute.

    It is written down once the minute is over.
    """

    event = models.CharField(max_length=64)
    address_ref = models.CharField(max_length=32, blank=True)  # of people nobody knows
    actor_ref = models.CharField(max_length=36, blank=True, default="")  # the id of somebody known
    minute = models.DateTimeField()
    times = models.PositiveIntegerField(default=0)
    written_down = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "address_ref", "actor_ref", "minute"], name="one_count_a_minute_and_sender"
            )
        ]
        indexes = [models.Index(fields=["written_down", "minute"], name="counts_to_write_down")]
