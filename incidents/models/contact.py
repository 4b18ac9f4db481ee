"""What is known of who made contact, what they demand, and of the images: never what an image shows."""

import uuid

from django.conf import settings
from django.db import models

from incidents.contacting import (
    CURRENCIES,
    AccountKind,
    Around,
    BankTold,
    Deleted,
    DemandKind,
    Medium,
    Origin,
    Paid,
    Shared,
    Surfaced,
)
from incidents.models.concern import Concern
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.directory.models import Platform
from safeguarding.vault.fields import SealedTextField


class ContactingAccount(AppendOnly):
    """An account that made contact with the child. What was wrong in it is corrected by a further row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="accounts")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, null=True, related_name="+")
    other_platform = SealedTextField(key="concern.key", default="")
    handle = SealedTextField(key="concern.key", default="")
    handle_digest = models.CharField(max_length=64, blank=True)  # keyed hash of the handle, one spelling for all
    display_name = SealedTextField(key="concern.key", default="")
    profile = SealedTextField(key="concern.key", default="")  # an address, as text: never a link
    phone_or_email = SealedTextField(key="concern.key", default="")
    payment_details = SealedTextField(key="concern.key", default="")
    kind = models.CharField(max_length=16, choices=AccountKind.choices)
    moved_to = models.ForeignKey(Platform, on_delete=models.PROTECT, null=True, related_name="+")
    moved_to_other = SealedTextField(key="concern.key", default="")
    words = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["handle_digest"], name="accounts_by_handle")]


class Demand(AppendOnly):
    """What was demanded, and whether anything was paid. What was wrong in it is corrected by a further row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="demands")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    kind = models.CharField(max_length=16, choices=DemandKind.choices)
    amount = SealedTextField(key="concern.key", default="")
    currency = models.CharField(max_length=8, choices=CURRENCIES, blank=True)
    deadline = models.DateTimeField(null=True)  # as the other person set it
    paid = models.CharField(max_length=8, choices=Paid.choices, blank=True)
    paid_how = SealedTextField(key="concern.key", default="")  # how much, how and when
    bank_told = models.CharField(max_length=12, choices=BankTold.choices, blank=True)
    words = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]


class KnownFacts(AppendOnly):
    """What else is known, as a whole: a later row replaces it, and both stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="known_facts")
    surfaced = models.CharField(max_length=16, choices=Surfaced.choices, blank=True)
    first_contact_at = models.DateTimeField(null=True)
    threatened_at = models.DateTimeField(null=True)
    origins = models.CharField(max_length=120, blank=True)
    media = models.CharField(max_length=80, blank=True)
    shared = models.CharField(max_length=12, choices=Shared.choices, blank=True)
    shared_where = SealedTextField(key="concern.key", default="")
    deleted = models.CharField(max_length=8, choices=Deleted.choices, blank=True)
    deleted_words = SealedTextField(key="concern.key", default="")
    around = models.CharField(max_length=120, blank=True)
    impact = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    @property
    def origin_list(self) -> list[Origin]:
        """How the images came about."""
        return [Origin(code) for code in self.origins.split(",") if code]

    @property
    def medium_list(self) -> list[Medium]:
        """In what form."""
        return [Medium(code) for code in self.media.split(",") if code]

    @property
    def around_list(self) -> list[Around]:
        """What was going on around it."""
        return [Around(code) for code in self.around.split(",") if code]
