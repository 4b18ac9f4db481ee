"""What the check of an export refuses besides changed bytes: no key, a wrong key, doubled names, a lying table."""

import hashlib
import json
from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command

from incidents.services.making import archive_of
from safeguarding.audit import verify_export
from safeguarding.audit.models import AuditEvent
from safeguarding.audit.verify_export import CONTEXT, Refused, canonical, unpack, verify
from tests.makers import make_audit_report, make_incident


@pytest.fixture
def report(cast):
    make_incident(cast.nia, [cast.amy])
    return make_audit_report(cast.huw, formats=["CSV"])


@pytest.fixture
def files(report) -> dict[str, bytes]:
    return unpack(archive_of(report))


@pytest.fixture
def public_key(report) -> str:
    """The school's key as the school keeps it: base 64."""
    return report.school.signing_public_key


def _named(files, ending: str) -> str:
    return next(name for name in files if name.endswith(ending))


def _written(folder, name: str, content: bytes) -> str:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return str(folder / name)


def _command(capsys, *arguments) -> tuple[int, str]:
    try:
        call_command("verify_export", *arguments)
        code = 0
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_links_it_checks_are_those_of_the_trail(report, files):
    trail = json.loads(files[_named(files, "-manifest.json")])["manifest"]["trail"]
    rows = AuditEvent.objects.filter(chain_id=trail["chain"], seq__range=(report.first_seq, report.last_seq))
    rows = list(rows.order_by("seq"))
    assert trail["body_hashes"] == [row.body_hash for row in rows]
    assert (trail["before"], trail["end"]) == (rows[0].prev_hash, rows[-1].entry_hash)


def test_the_key_may_be_named_in_base_64_in_hexadecimal_and_by_its_fingerprint(report, public_key, tmp_path, capsys):
    path, raw = _written(tmp_path, "r.zip", archive_of(report)), b64decode(public_key)
    printed = verify_export.fingerprint(raw.hex())
    for key in (f"--public-key={public_key}", f"--public-key={raw.hex().upper()}", f"--fingerprint={printed}"):
        code, said = _command(capsys, path, key)
        assert code == 0 and report.number in said, said


@pytest.mark.parametrize("key", ["--fingerprint=0000 1111", f"--public-key={'00' * 32}", "--public-key=nonsense"])
def test_another_key_is_refused(key, report, tmp_path, capsys):
    code, said = _command(capsys, _written(tmp_path, "r.zip", archive_of(report)), key)
    assert code == 1 and said.startswith("Not whole: "), said


def test_the_key_of_one_school_does_not_vouch_for_another(cast, files):
    other = b64decode(cast.riverside.signing_public_key).hex()
    with pytest.raises(Refused, match="another key"):
        verify(files, whole=True, public_key=other)


@pytest.mark.parametrize("nothing", [[], ["--fingerprint="], ["--public-key="]])
def test_without_a_key_it_does_not_end_as_if_all_were_well(nothing, report, tmp_path, capsys):
    code, said = _command(capsys, _written(tmp_path, "r.zip", archive_of(report)), *nothing)
    assert code == 2 and said.startswith("NOT CHECKED: whose key"), said


def test_two_different_files_of_one_name_are_refused(files, public_key, tmp_path, capsys):
    name, manifest = _named(files, ".csv"), _named(files, "-manifest.json")
    first = _written(tmp_path / "a", name, b"changed")
    second = _written(tmp_path / "b", name, files[name])
    listed = _written(tmp_path, manifest, files[manifest])
    code, said = _command(capsys, listed, first, second, f"--public-key={public_key}")
    assert code == 1 and f"two different files called {name}" in said, said
    assert _command(capsys, listed, second, second, f"--public-key={public_key}")[0] == 3  # not all of it


def test_a_table_that_tells_another_event_than_the_trail_is_refused_whoever_signed(files):
    name, listed = _named(files, ".csv"), _named(files, "-manifest.json")
    files[name] = files[name].replace(b"record.sent", b"record.lost")
    manifest, key = json.loads(files[listed])["manifest"], Ed25519PrivateKey.generate()
    for entry in manifest["files"]:
        entry["sha256"] = hashlib.sha256(files[entry["name"]]).hexdigest()
    public, signature = key.public_key().public_bytes_raw().hex(), key.sign(CONTEXT + canonical(manifest)).hex()
    files[listed] = canonical({"manifest": manifest, "public_key": public, "signature": signature})
    with pytest.raises(Refused, match="what the audit trail does not say"):
        verify(files, whole=True)


@pytest.mark.parametrize("name", ["r.zip", "r-manifest.json"])
@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"{}", b"\xff" * 64, b"null", b"[" * 100_000])
def test_rubbish_is_refused_in_words(name, content, tmp_path, capsys):
    code, said = _command(capsys, _written(tmp_path, name, content), "--fingerprint=0000")
    assert code == 1 and said.startswith("Not whole: "), said


@pytest.mark.parametrize("cut", [1, 21, 22, 100, 5000])
def test_a_shortened_archive_is_refused(cut, report):
    with pytest.raises(Refused):
        unpack(archive_of(report)[:-cut])


def test_every_byte_of_the_list_of_files_counts(files):
    name = _named(files, "-manifest.json")
    for place in range(len(files[name])):
        content = files[name][:place] + bytes([files[name][place] ^ 1]) + files[name][place + 1 :]
        with pytest.raises(Refused):
            verify(files | {name: content}, whole=True)
