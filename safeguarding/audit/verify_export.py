"""Checks an audit report without the record that made it: standard library and `cryptography`, nothing else.

    python verify_export.py AR-2026-014.zip --fingerprint "3f9a 71c2 ..."
    python verify_export.py AR-2026-014-manifest.json AR-2026-014-en.pdf --public-key 9d61b19d...

It checks that every file is byte for byte the one that was made, that the list of files (the manifest) carries the
signature of the school, that every entry of the audit trail is linked to the one before it, with nothing left out
between the first and the last, and that the columns of codes in the table say what the entries say (the words beside
them are the school's). Take the fingerprint from the school itself, by phone for example, not from
these files. Exit code 0: whole, and signed with the key you named. 1: changed, not made there, or
drawn from an audit trail that was found not to be whole. 2: whole in itself, but you did not say whose signature it
must be, so anybody may have made it. 3: what you gave is as it was signed, but you did not give all of it.
"""

import argparse
import base64
import csv
import hashlib
import io
import json
import re
import struct
import sys
import uuid
import zipfile
import zlib
from collections import Counter
from datetime import datetime, timedelta, timezone

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.exit("This check needs the Python package `cryptography` (pip install cryptography).")

MANIFEST = "-manifest.json"
TRAIL = "-trail.jsonl"
TABLE = ".csv"
FORMAT = "safeguarding-record audit-report 2"
# The columns of a table that say in codes what the body of an entry says.
DATE, TIME, EVENT, OUTCOME, DETAILS, PERSON, ROLE, SUBJECT = 1, 2, 5, 6, 10, 11, 12, 13
WHOLE, NOT_WHOLE, SIGNED_BY_SOMEBODY, PARTLY_CHECKED = 0, 1, 2, 3  # how the command ends
NUMBER = re.compile("AR-[0-9]{4}-[0-9]{3,9}")
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
CONTEXT = b"safeguarding-record audit-report manifest 1\n"
OLDEST_DATE = 0x21  # 1 January 1980, as an archive writes it


class Refused(Exception):
    """What is wrong with the report."""

    def __str__(self) -> str:
        return plain(super().__str__())


def plain(text: object, most: int = 300) -> str:
    """A text out of a report as it may be printed: nothing in it steers a terminal or begins a line of its own."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in str(text)[: most + 1])
    shown = " ".join(shown.split())
    return shown if len(shown) <= most else shown[:most] + "..."


def coded(body: dict) -> dict[int, str]:
    """What a line of the table says in codes, by column, drawn from the body of its entry and from nothing else."""
    at, subject = in_london(body["at"]), body["subject"]
    told = {name: value for name, value in body["details"].items() if isinstance(value, (bool, int)) or _is_code(value)}
    return {
        DATE: f"{at:%Y-%m-%d}",
        TIME: f"{at:%H:%M:%S}",
        EVENT: body["event"],
        OUTCOME: body["outcome"],
        DETAILS: "; ".join(f"{name}: {value}" for name, value in sorted(told.items())),
        PERSON: _reference(body["actor"]),
        ROLE: body["role"],
        SUBJECT: f"{subject['type']} {_reference(subject['id'])}".strip(),
    }


def in_london(at: str) -> datetime:
    """A moment as a body writes it, as clocks in London show it: in summer, from the last Sunday of March at 1 until
    that of October, an hour later."""
    moment = datetime.fromisoformat(at.replace("Z", "+00:00"))
    last_days = [datetime(moment.year, month, 31, 1, tzinfo=timezone.utc) for month in (3, 10)]  # noqa: UP017  (older Pythons)
    begins, ends = (day - timedelta(days=(day.weekday() + 1) % 7) for day in last_days)
    return moment + timedelta(hours=begins <= moment < ends)


def _is_code(value) -> bool:
    return isinstance(value, str) and 0 < len(value) < 32  # longer ones are ids and commitments: they tell nobody


def _reference(pk: "str | None") -> str:
    return f"{pk[:4]}-{pk[4:8]}".upper() if pk else ""


def canonical(value) -> bytes:
    """The one way to write a value down (RFC 8785, for texts, whole numbers, lists and names in ASCII)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(public_key: str) -> str:
    """A public key (hex) in a form that can be printed and read out: eight groups of four."""
    digest = hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:32]
    return " ".join(digest[place : place + 4] for place in range(0, 32, 4))


def pack(files: dict[str, bytes]) -> bytes:
    """An archive of these files that has the same bytes whoever packs it, so that one changed byte shows."""
    body, register = b"", b""
    for name, content in sorted(files.items()):
        facts = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, OLDEST_DATE, zlib.crc32(content), *[len(content)] * 2, len(name), 0
        )
        register += (
            b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        )
        body += b"PK\x03\x04" + facts + name.encode() + content
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(register), len(body), 0)
    return body + register + b"PK\x05\x06" + end


def unpack(archive: bytes) -> dict[str, bytes]:
    """The files of an archive. Raises Refused when a byte of it is not as `pack` wrote it."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in opened.infolist()):
                raise Refused("the archive was packed anew; check its files instead")
            files = {entry.filename: opened.read(entry) for entry in opened.infolist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, struct.error) as error:
        raise Refused("the archive is damaged") from error
    if pack(files) != archive:
        raise Refused("the archive was changed")
    return files


def verify(files: dict[str, bytes], *, whole: bool, public_key: str = "", expected: str = "") -> dict:
    """What the manifest says, once everything is checked. `whole`: none of its files may be missing.

    `public_key` (hex) and `expected` (a fingerprint) say whose signature it must be. Raises Refused.
    """
    manifests = [name for name in files if name.endswith(MANIFEST)]
    if len(manifests) != 1:
        raise Refused("exactly one manifest is needed, the file whose name ends in " + MANIFEST)
    manifest, key = _signed(files[manifests[0]])
    if public_key and public_key.lower() != key:
        raise Refused("it is signed with another key than the one you named")
    if expected and _hex(expected) != _hex(fingerprint(key)):
        raise Refused(f"it is signed with another key: its fingerprint is {fingerprint(key)}")
    _check_facts(manifest)
    listed = {entry["name"]: entry for entry in manifest["files"]}
    for name, content in files.items():
        if name != manifests[0]:
            _check_file(name, content, listed)
    missing = sorted(set(listed) - set(files))
    if whole and missing:
        raise Refused(f"{missing[0]} is missing")
    _check_links(manifest["trail"])
    shown = None
    for name, content in files.items():
        if name.endswith(TRAIL):
            shown = _check_trail(content, manifest)
    for name, content in files.items():
        if name.endswith(TABLE):
            _check_table(name, content, manifest, shown)
    return {**manifest, "fingerprint": fingerprint(key), "missing": missing}


def _signed(envelope: bytes) -> tuple[dict, str]:
    try:
        read = json.loads(envelope)
        manifest, key, signature = read["manifest"], read["public_key"], read["signature"]
        if canonical({"manifest": manifest, "public_key": key, "signature": signature}) != envelope:
            raise Refused("the manifest was changed")
        signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        signer.verify(bytes.fromhex(signature), CONTEXT + canonical(manifest))
    except InvalidSignature as error:
        raise Refused(
            "the signature of the manifest does not fit: it was changed, or signed by somebody else"
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("the manifest cannot be read") from error
    return manifest, key


def _check_facts(manifest: dict) -> None:
    """What is printed about a report is of the kind that we print, whoever signed it."""
    if manifest["format"] != FORMAT:
        raise Refused("it was made by another edition of the service, whose program must check it")
    facts = (NUMBER.fullmatch(manifest["number"]), MOMENT.fullmatch(manifest["made_at"]))
    numbers = (manifest["entries"]["shown"], manifest["trail"]["first"], manifest["trail"]["last"])
    if None in facts or not all(isinstance(number, int) for number in numbers):
        raise Refused("the manifest says something that no report of ours says")


def _check_file(name: str, content: bytes, listed: dict) -> None:
    if name not in listed:
        raise Refused(f"{name} does not belong to this report")
    if len(content) != listed[name]["size"] or hashlib.sha256(content).hexdigest() != listed[name]["sha256"]:
        raise Refused(f"{name} was changed")


def _check_links(trail: dict) -> None:
    chain, link = uuid.UUID(trail["chain"]).bytes, trail["before"]
    for seq, body_hash in enumerate(trail["body_hashes"], start=trail["first"]):
        joined = b"\x01" + chain + seq.to_bytes(8, "big") + bytes.fromhex(link) + bytes.fromhex(body_hash)
        link = hashlib.sha256(joined).hexdigest()
    if link != trail["end"] or len(trail["body_hashes"]) != trail["last"] - trail["first"] + 1:
        raise Refused("the entries of the audit trail are not linked as they should be")


def _check_trail(content: bytes, manifest: dict) -> dict[int, dict[int, str]]:
    """What every entry shown says in codes, by its place."""
    trail, shown, places = manifest["trail"], {}, trail_places(manifest)
    for line in content.decode().splitlines():
        entry = json.loads(line)
        if entry["seq"] != next(places, None):
            raise Refused(f"entry {entry['seq']} of the audit trail stands in the wrong place")
        linked = trail["body_hashes"][entry["seq"] - trail["first"]]
        is_shown = "body" in entry
        said = hashlib.sha256(b"\x00" + entry["body"].encode()).hexdigest() if is_shown else entry["body_hash"]
        body = json.loads(entry["body"]) if is_shown else {"seq": entry["seq"]}
        if said != linked or body["seq"] != entry["seq"]:
            raise Refused(f"entry {entry['seq']} of the audit trail is not the one that was linked")
        if is_shown:
            shown[body["seq"]] = coded(body)
    if next(places, None) is not None:
        raise Refused("entries of the audit trail are missing at the end")
    by_event = Counter(codes[EVENT] for codes in shown.values())
    if by_event != manifest["entries"]["by_event"] or len(shown) != manifest["entries"]["shown"]:
        raise Refused("the entries shown are not those that the manifest counts")
    return shown


def _check_table(name: str, content: bytes, manifest: dict, shown: "dict[int, dict[int, str]] | None") -> None:
    """`shown`: what the trail shows; None when the trail was not given."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    trail, before = manifest["trail"], -1
    for row in rows:
        place = int(row[0]) - trail["first"]
        if not before < place < len(trail["body_hashes"]) or row[-1] != trail["body_hashes"][place]:
            raise Refused(f"{name} shows an entry that is not in the audit trail")
        codes = {} if shown is None else shown.get(int(row[0]), {EVENT: None})
        if any(row[column] != code for column, code in codes.items()):
            raise Refused(f"{name} says of entry {row[0]} what the audit trail does not say")
        before = place
    if len(rows) != manifest["entries"]["shown"]:
        raise Refused(f"{name} does not show every entry")


def trail_places(manifest: dict):
    """The places of all entries from the first to the last."""
    return iter(range(manifest["trail"]["first"], manifest["trail"]["last"] + 1))


def _key(text: str) -> str:
    """A public key as it was typed, hexadecimal or in base 64, as hexadecimal digits."""
    try:
        key = bytes.fromhex(_hex(text)) if len(_hex(text)) == 64 else base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Refused("what you named is not a public key")
    return key.hex()


def _hex(text: str) -> str:
    return "".join(text.split()).replace(":", "").lower()


def read(paths: list[str]) -> tuple[dict[str, bytes], bool]:
    """The files at these paths, an archive's files in its place, and whether they came as a whole archive."""
    files, whole = {}, False
    for path in paths:
        with open(path, "rb") as opened:
            content = opened.read()
        packed = content.startswith(b"PK")
        found = unpack(content) if packed else {path.replace("\\", "/").rpartition("/")[2]: content}
        for name, its_content in found.items():
            if files.setdefault(name, its_content) != its_content:
                raise Refused(f"there are two different files called {name}")
        whole = whole or packed
    return files, whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="the archive of a report, or its manifest and files")
    parser.add_argument("--fingerprint", default="", help="the fingerprint, as the school itself has told you")
    parser.add_argument("--public-key", default="", help="the school's public key, hexadecimal or in base 64")


def check(files: list[str], *, public_key: str = "", fingerprint: str = "") -> tuple[int, list[str]]:
    """How to end, and what there is to say about a whole report, line by line. Raises Refused, or OSError."""
    known_key = _key(public_key) if public_key else ""
    contents, whole = read(files)
    try:
        found = verify(contents, whole=whole, public_key=known_key, expected=fingerprint)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
        raise Refused("a part of it cannot be read") from error
    named = bool(public_key or fingerprint)
    if found["whole"] is not True:
        code = NOT_WHOLE
    elif not named:
        code = SIGNED_BY_SOMEBODY
    else:
        code = PARTLY_CHECKED if found["missing"] else WHOLE
    return code, [*([] if named else NOT_NAMED), *_said(found)]


NOT_NAMED = (
    "NOT CHECKED: whose key signed this. Anybody can make a report that is whole and sign it themselves.",
    "Ask the school for its fingerprint, and run the check again with --fingerprint. What follows is what this "
    "report says of itself:",
)


def _said(found: dict) -> list[str]:
    trail, school = found["trail"], plain(found["school"]["name"], 200).replace('"', "'")
    report = f'report {found["number"]} of "{school}", made at {found["made_at"]}'
    key = f"Signed with the key whose fingerprint is {found['fingerprint']}."
    missing = [plain(name, 80) for name in found["missing"][:20]]
    left = ["Not given, so not checked: " + ", ".join(missing)] if missing else []
    if found["whole"] is not True:
        said = f"Not whole: {report}. The audit trail it was drawn from was found not to be whole when it was made."
        return [said, f"The first fault: {plain(found['fault'])}", key, *left]
    unbroken = f"The audit trail is unbroken from entry {trail['first']} to {trail['last']}"
    if trail["last"] < trail["first"]:
        unbroken = "No entry of the audit trail lies in its days"
    if missing:
        return [f"Partly checked: {report}. What you gave is as it was signed.", f"{unbroken}.", key, *left]
    return [f"Whole: {report}.", f"{unbroken}; {found['entries']['shown']} are shown.", key]


def main(arguments: list[str] | None = None) -> int:
    """The command: how it ends is said at the top of this file."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a name with Welsh letters, on a terminal that has none
    parser = argparse.ArgumentParser(description="Checks an audit report without the record that made it.")
    add_arguments(parser)
    said = parser.parse_args(arguments)
    try:
        code, lines = check(said.files, public_key=said.public_key, fingerprint=said.fingerprint)
    except (Refused, OSError) as error:
        print(f"Not whole: {plain(error)}.", file=sys.stderr)
        return NOT_WHOLE
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
