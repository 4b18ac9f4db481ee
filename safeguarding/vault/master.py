"""The master key: a file outside the database that wraps every data key, and nothing else."""

import base64
import hashlib
import os
import stat
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES = 12


class MasterKey:
    """One 256-bit key, known by a short fingerprint that may be stored and printed."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("A master key is exactly 32 bytes.")
        self._aead = AESGCM(key)
        self.fingerprint = hashlib.sha256(b"safeguarding master key" + key).hexdigest()[:16]

    def wrap(self, secret: bytes, bound_to: bytes) -> bytes:
        """The secret, sealed; it opens only with the same `bound_to`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, secret, bound_to)

    def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
        """The secret again. Raises InvalidTag when the wrapping was altered or moved."""
        return self._aead.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound_to)


def read_master_key(path: Path) -> MasterKey:
    """The master key in a file of mode 0400 (or 0440 for a secret mounted by group)."""
    if not path.is_file():
        raise ImproperlyConfigured(f"MASTER_KEY_FILE names {path}, which is missing. `manage.py make_keys` makes it.")
    if path.stat().st_mode & (stat.S_IWGRP | stat.S_IRWXO):
        raise ImproperlyConfigured(f"MASTER_KEY_FILE names {path}, which others can reach. Set its mode to 0400.")
    try:
        return MasterKey(base64.urlsafe_b64decode(path.read_text().strip()))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"MASTER_KEY_FILE names {path}, which is cut short, or no key of this system. Put the copy of the key back."
        ) from error


@lru_cache(maxsize=1)
def master_key() -> MasterKey:
    """The installation's master key, read once per process."""
    return read_master_key(settings.MASTER_KEY_FILE)
