"""Alters the files of an audit report as somebody would who wants to be believed."""

import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from safeguarding.audit.verify_export import CONTEXT, canonical


def manifest_of(files: dict[str, bytes]) -> str:
    """The name of the list of files."""
    return next(name for name in files if name.endswith("-manifest.json"))


def signed_anew(files: dict[str, bytes], key: Ed25519PrivateKey | None = None, **changed) -> dict[str, bytes]:
    """The files with a manifest recomputed to match them: with somebody else's key, or with the old signature."""
    name = manifest_of(files)
    envelope = json.loads(files[name])
    manifest = envelope["manifest"] | changed
    manifest["files"] = [
        {"name": one, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for one, content in files.items()
        if one != name
    ]
    if key:
        envelope["public_key"] = key.public_key().public_bytes_raw().hex()
        envelope["signature"] = key.sign(CONTEXT + canonical(manifest)).hex()
    return files | {name: canonical(envelope | {"manifest": manifest})}
