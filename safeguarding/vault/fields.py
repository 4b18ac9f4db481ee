"""The one sealed field: text that the database, its dumps and its administrators cannot read.

A sealed value is `0x01 | key id (16 bytes) | nonce (12 bytes) | AES-256-GCM ciphertext`. Its associated data names
table, row and field, so that a value moved to another row, field or school is refused, not shown. The text is padded
to whole steps of 64 bytes before sealing, because a length can tell a name.
"""

import os
import uuid

from cryptography.exceptions import InvalidTag
from django.db import models

from safeguarding.vault.unopened import SealBroken, note

VERSION = 1
HEADER = 1 + 16 + 12
STEP = 64


class Sealed:
    """A value as it lies in the database, not opened yet."""

    __slots__ = ("stored",)

    def __init__(self, stored: bytes) -> None:
        self.stored = bytes(stored)


def seal(text: str, key, place: str) -> bytes:
    """The text sealed under a data key for one place (`table|row|field`)."""
    nonce = os.urandom(12)
    padded = text.encode("utf-8") + b"\x80"
    padded += b"\x00" * (-len(padded) % STEP)
    header = bytes([VERSION]) + key.pk.bytes + nonce
    return header + key.aead.encrypt(nonce, padded, _bound_to(place, key))


def unseal(stored: bytes, key, place: str) -> str:
    """The text again.

    Raises SealBroken when a byte differs, or when it was sealed for another place or under another key, and
    KeyDestroyed when the record was disposed of.
    """
    if len(stored) < HEADER or stored[0] != VERSION or uuid.UUID(bytes=stored[1:17]) != key.pk:
        raise SealBroken(f"The sealed value of {place} does not belong there.")
    try:
        padded = key.aead.decrypt(stored[17:HEADER], stored[HEADER:], _bound_to(place, key))
    except InvalidTag as error:
        raise SealBroken(f"The sealed value of {place} was altered or moved.") from error
    return padded.rstrip(b"\x00")[:-1].decode("utf-8")


def _bound_to(place: str, key) -> bytes:
    return f"{VERSION}|{place}|{key.pk}".encode()


class SealedAttribute:
    """Opens a sealed value when it is first read, so that a list of rows opens only what it shows."""

    def __init__(self, field: "SealedTextField") -> None:
        self.field = field

    def __get__(self, row, owner=None):
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, Sealed):
            try:
                text = unseal(value.stored, self.field.key_of(row), self.field.place_of(row))
            except SealBroken as error:
                note(row, error)
                raise
            self.field.remember(row, value, text)
            row.__dict__[name] = value = text
        return value

    def __set__(self, row, value) -> None:
        row.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Text, sealed under the data key that `key` leads to (a path such as "key" or "concern.key").

    It cannot be searched, ordered or compared by the database: search opens what the reader may see.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args, key: str = "key", **kwargs) -> None:
        self.key = key
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def _check_str_default_value(self) -> list:
        return []  # the default is text: it is sealed like any other value

    def deconstruct(self):
        """For migrations: the path to the key is part of the field."""
        name, path, args, kwargs = super().deconstruct()
        kwargs["key"] = self.key
        return name, path, args, kwargs

    def contribute_to_class(self, cls, name, private_only=False) -> None:
        """Puts the lazy attribute on the model."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, self.descriptor_class(self))

    def from_db_value(self, value, expression, connection):
        """What lies in the database, still sealed. A column that was added later says nothing of the rows before it."""
        return self.get_default() if value is None else Sealed(value)

    def get_default(self):
        """Nothing, unless a default was given as text."""
        return "" if self.has_default() and self.default == "" else (None if self.null else "")

    def to_python(self, value):
        """Text stays text (the binary field underneath would decode it)."""
        return value

    def pre_save(self, row, add):
        """The sealed value as it will be written; values that were not changed are written back as they were."""
        value = row.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        key, place = self.key_of(row), self.place_of(row)
        known = row.__dict__.get("_sealed_values", {}).get(self.attname)
        if known and known[1:] == (value, place) and known[0].stored[1:17] == key.pk.bytes:
            return known[0]
        sealed = Sealed(seal(value, key, place))
        self.remember(row, sealed, value)
        return sealed

    def remember(self, row, sealed: Sealed, text: str) -> None:
        """Keeps with the row how its text was sealed: a column that never changes must not change by saving it."""
        row.__dict__.setdefault("_sealed_values", {})[self.attname] = (sealed, text, self.place_of(row))

    def get_db_prep_value(self, value, connection, prepared=False):
        """The bytes for the engine. Plain text never passes: it was sealed in `pre_save` or not at all."""
        if value is None or (value == "" and self.null):  # the rows that stand when a column is added
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.model.__name__}.{self.name} is sealed: it can be saved, not searched or updated.")
        return connection.Database.Binary(value.stored)

    def get_lookup(self, lookup_name):
        """Only "is there anything" may be asked of the database."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def key_of(self, row):
        """The data key of a row, along the path."""
        target = row
        for step in self.key.split("."):
            target = getattr(target, step)
        return target

    def place_of(self, row) -> str:
        """Where a value belongs."""
        if row.pk is None:
            raise TypeError(f"{self.model.__name__} must have its id before {self.name} can be sealed.")
        return f"{row._meta.db_table}|{row._meta.pk.to_python(row.pk)}|{self.attname}"

    def value_to_string(self, row) -> str:
        """Refused: a fixture of sealed words would be a leak."""
        raise TypeError(f"{self.model.__name__}.{self.name} is sealed and is never serialised.")
