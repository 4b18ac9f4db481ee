"""The signed list of a report's files: what an outsider needs to see that nothing was changed or left out."""

import hashlib
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from incidents.models import AuditReport, Reach
from incidents.selectors.report_entries import Entry, Span, all_links
from safeguarding import clock
from safeguarding.audit.verify_export import CONTEXT, FORMAT, canonical

WITHHELD = {Reach.SCHOOL: "section", Reach.TEAM: "section or team"}


def trail_lines(report: AuditReport, span: Span, entries: list[Entry], unread: set[int]) -> bytes:
    """Every entry of the stretch, one a line: those shown with their body, the others with their hash and why."""
    shown, withheld = {entry.seq: entry.body for entry in entries}, WITHHELD[report.reach]
    lines = (
        {"seq": seq, "body": shown[seq]}
        if seq in shown
        else {"seq": seq, "body_hash": body_hash, "withheld": "altered" if seq in unread else withheld}
        for seq, body_hash in all_links(span)
    )
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def signed_manifest(
    report: AuditReport, span: Span, entries: list[Entry], files: list[tuple[str, bytes]], fault: str
) -> bytes:
    """The manifest with the school's signature, written in the one canonical way."""
    manifest = {
        "format": FORMAT,
        "number": report.number,
        "school": {"id": str(report.school_id), "code": report.school.code, "name": report.school.name},
        "made_at": _moment(clock.now()),
        "asked": {"by": str(report.asked_by_id), "as": report.asked_as, "at": _moment(report.asked_at)},
        "days": {"first": report.first_day.isoformat(), "last": report.last_day.isoformat()},
        "sections": [str(section) for section in report.section_list],
        "reach": str(report.reach),
        "languages": report.language_list,
        "staff_by_name": report.staff_by_name,
        "entries": {"shown": len(entries), "by_event": dict(Counter(entry.event for entry in entries))},
        "trail": _trail(span),
        "whole": not fault,
        "fault": fault,
        "files": list(_listed(files)),
    }
    key = Ed25519PrivateKey.from_private_bytes(b64decode(report.school.signing_key))
    return canonical(
        {
            "manifest": manifest,
            "public_key": key.public_key().public_bytes_raw().hex(),
            "signature": key.sign(CONTEXT + canonical(manifest)).hex(),
        }
    )


def _trail(span: Span) -> dict:
    return {
        "chain": str(span.chain.pk),
        "first": span.first,
        "last": span.last,
        "before": span.before,
        "end": span.end,
        "body_hashes": [body_hash for _seq, body_hash in all_links(span)],
        # Where the whole chain ended when this was signed: what comes later must go on from here.
        "checkpoint": {"size": span.size, "last_hash": span.last_hash},
    }


def _listed(files: list[tuple[str, bytes]]) -> Iterator[dict]:
    for name, content in files:
        yield {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _moment(at) -> str:
    return at.astimezone(clock.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
