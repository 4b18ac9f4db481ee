"""How an event is written down and linked: pure functions, the same in the app and in an outsider's checker.

The format cannot change after the first row:
  body       RFC 8785 canonical JSON (UTF-8 text)
  body_hash  SHA-256(0x00 || body)
  entry_hash SHA-256(0x01 || chain id (16 bytes) || seq (8 bytes, big endian) || prev_hash || body_hash)
The first prev_hash is 32 zero bytes. Because the links hold hashes of bodies, an event can be withheld from an
export (its place and body_hash shown, its body not) and every link still verifies.
"""

import hashlib
import json
from uuid import UUID

import rfc8785

VERSION = 1
NOTHING_BEFORE = "00" * 32


def canonical(body: dict) -> str:
    """The one way to write a body down."""
    return rfc8785.dumps(body).decode("utf-8")


def is_canonical(text: str, body: dict) -> bool:
    """Whether a text is the one way to write this body down.

    The standard library's writing is tried first: with names of ASCII letters and whole numbers it is the same, and
    much faster (tests compare the two).
    """
    return (
        json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == text or canonical(body) == text
    )


def hash_of_body(body: str) -> str:
    """The hash of a body as it was written (hex)."""
    return hashlib.sha256(b"\x00" + body.encode("utf-8")).hexdigest()


def hash_of_entry(chain_id: UUID, seq: int, prev_hash: str, body_hash: str) -> str:
    """The link: it fixes the chain, the place, everything before and the body (hex)."""
    link = chain_id.bytes + seq.to_bytes(8, "big") + bytes.fromhex(prev_hash) + bytes.fromhex(body_hash)
    return hashlib.sha256(b"\x01" + link).hexdigest()
