"""Data keys: one for each concern, incident, school, user and draft, kept wrapped by the master key."""

import hashlib
import hmac
import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.utils.functional import cached_property

from safeguarding import clock
from safeguarding.vault.master import master_key
from safeguarding.vault.unopened import KeyDestroyed, SealBroken, WrongMasterKey


class Purpose(models.TextChoices):
    """What a data key is for; part of what binds it, so one cannot stand in for another."""

    CONCERN = "CONCERN"
    INCIDENT = "INCIDENT"
    SCHOOL = "SCHOOL"
    USER = "USER"
    DRAFT = "DRAFT"
    REPORT = "REPORT"
    PATTERN = "PATTERN"
    INSTALLATION = "INSTALLATION"


class DataKeyManager(models.Manager):
    """Makes data keys."""

    def make(self, purpose: Purpose) -> "DataKey":
        """A new data key of 32 random bytes with a salt of 32 more, saved."""
        key = self.model(purpose=purpose)
        key.wrap_material(os.urandom(64))
        key.save(force_insert=True)
        return key

    def of_installation(self) -> "DataKey":
        """The key whose salt hides references that did not exist and addresses that asked; made by `migrate`."""
        return self.filter(purpose=Purpose.INSTALLATION).earliest("made_at")


class DataKey(models.Model):
    """A data key and its salt, wrapped. Destroying it is what disposal means."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    wrapped = models.BinaryField(null=True)
    master_fingerprint = models.CharField(max_length=16)
    made_at = models.DateTimeField(default=clock.now)
    destroyed_at = models.DateTimeField(null=True)

    never_changed = ("purpose", "made_at")  # and so never removed: to forget a key is to destroy it

    objects = DataKeyManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="data_key_wrapped_until_destroyed",
                condition=models.Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | models.Q(wrapped__isnull=True, destroyed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} key {self.pk}"

    def wrap_material(self, material: bytes) -> None:
        """Keeps 64 bytes of key and salt, wrapped and bound to this key's id and purpose."""
        self.wrapped = master_key().wrap(material, self._bound_to())
        self.master_fingerprint = master_key().fingerprint
        self.__dict__.pop("_material", None)
        self.__dict__.pop("aead", None)

    def destroy(self) -> None:
        """Forgets the key: what it sealed can never be read again. The caller saves."""
        self.wrapped, self.destroyed_at = None, clock.now()
        self.__dict__.pop("_material", None)
        self.__dict__.pop("aead", None)

    @cached_property
    def aead(self) -> AESGCM:
        """The cipher of the fields sealed under this key."""
        return AESGCM(self._material[:32])

    def commit(self, label: str, content: str) -> str:
        """A salted commitment to content (hex): it proves sameness later and tells nothing now."""
        message = label.encode() + b"\x00" + content.encode()
        return hmac.new(self._material[32:], message, hashlib.sha256).hexdigest()

    @cached_property
    def _material(self) -> bytes:
        if self.wrapped is None:
            raise KeyDestroyed(f"{self} was destroyed.")
        if self.master_fingerprint != master_key().fingerprint:
            raise WrongMasterKey(f"{self} needs the master key {self.master_fingerprint}.")
        try:
            return master_key().unwrap(bytes(self.wrapped), self._bound_to())
        except (InvalidTag, ValueError) as error:  # ValueError: what is left is too short to be tried
            raise SealBroken(f"The wrapping of {self._bound_to().decode()} was altered or moved.") from error

    def _bound_to(self) -> bytes:
        return f"data key|{self.purpose}|{self.pk}".encode()
