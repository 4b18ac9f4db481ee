"""An outsider checks a report: whole when whole, refused after any change, with nothing of ours but one file."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.models import FileKind
from incidents.services.making import archive_of
from safeguarding.audit import verify_export
from safeguarding.audit.verify_export import Refused, pack, unpack, verify
from tests import environment
from tests.forging import manifest_of, signed_anew
from tests.makers import make_audit_report, make_incident

SHARED = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def report(cast):
    make_incident(cast.nia, [cast.amy, cast.eli])
    return make_audit_report(cast.huw, languages=["cy", "en"])


@pytest.fixture
def archive(report) -> bytes:
    return archive_of(report)


@pytest.fixture
def files(archive) -> dict[str, bytes]:
    return unpack(archive)


@pytest.fixture
def printed(files) -> str:
    """The fingerprint as the report prints it."""
    return verify(files, whole=True)["fingerprint"]


def test_a_whole_report_is_accepted(files, printed, report):
    found = verify(files, whole=True, expected=printed)
    assert (found["number"], found["entries"]["shown"]) == (report.number, report.shown)
    assert printed == " ".join(printed[place : place + 4] for place in range(0, 39, 5))


@given(data=st.data())
@settings(suppress_health_check=SHARED, max_examples=100)
def test_one_changed_byte_is_refused_wherever_it_stands(data, archive):
    place = data.draw(st.integers(0, len(archive) - 1))
    change = data.draw(st.integers(1, 255))
    altered = archive[:place] + bytes([archive[place] ^ change]) + archive[place + 1 :]
    with pytest.raises((Refused, ValueError, KeyError, TypeError)):
        verify(unpack(altered), whole=True)


@given(data=st.data())
@settings(suppress_health_check=SHARED)
def test_one_changed_byte_of_a_loose_file_is_refused(data, files):
    name = data.draw(st.sampled_from(sorted(files)))
    content = files[name]
    place = data.draw(st.integers(0, len(content) - 1))
    altered = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    with pytest.raises(Refused):
        verify(files | {name: altered}, whole=False)


@pytest.mark.parametrize("ending", [b"x", b"\x00", b"\n"])
def test_something_added_to_the_archive_is_refused(ending, archive):
    for altered in (archive + ending, ending + archive, archive[:-1]):
        with pytest.raises(Refused):
            verify(unpack(altered), whole=True)


def test_a_manifest_recomputed_to_match_is_refused_for_its_signature(files):
    table = next(name for name in files if name.endswith(".csv"))
    altered = signed_anew(files | {table: files[table].replace(b"record.sent", b"record.lost")})
    with pytest.raises(Refused, match="signature"):
        verify(unpack(pack(altered)), whole=True)


def test_a_manifest_signed_by_somebody_else_is_refused_for_the_fingerprint(files, printed):
    altered = signed_anew(files, Ed25519PrivateKey.generate())
    assert verify(altered, whole=True)["fingerprint"] != printed  # whole in itself: hence the fingerprint
    with pytest.raises(Refused, match="another key"):
        verify(altered, whole=True, expected=printed)
    with pytest.raises(Refused, match="another key"):
        verify(altered, whole=True, public_key=json.loads(files[manifest_of(files)])["public_key"])


@pytest.mark.parametrize("wrong", ["aaaa", "3f9a 71c2", " "])
def test_a_part_of_a_fingerprint_is_not_the_fingerprint(wrong, files, printed):
    for expected in (wrong, printed[:-1], printed[:19], printed + " 0000"):
        with pytest.raises(Refused, match="another key"):
            verify(files, whole=True, expected=expected)


def test_the_fingerprint_may_be_typed_as_people_type(files, printed):
    for typed in (printed.upper(), printed.replace(" ", ""), printed.replace(" ", ":")):
        verify(files, whole=True, expected=typed)


def test_a_missing_and_a_foreign_file_are_named(files):
    table = next(name for name in files if name.endswith(".csv"))
    with pytest.raises(Refused, match="is missing"):
        verify({name: content for name, content in files.items() if name != table}, whole=True)
    with pytest.raises(Refused, match="does not belong"):
        verify(files | {"other.pdf": b"%PDF"}, whole=False)
    with pytest.raises(Refused, match="exactly one manifest"):
        verify({table: files[table]}, whole=False)


def test_loose_files_can_be_checked_without_the_rest(files):
    some = {name: content for name, content in files.items() if name.endswith(("manifest.json", "-cy.csv"))}
    assert len(verify(some, whole=False)["missing"]) == len(files) - 2


# What the school itself could do, who holds the key: the trail still has to fit.
def _trail_of(files) -> dict:
    return json.loads(files[manifest_of(files)])["manifest"]["trail"]


@pytest.mark.parametrize(
    "change",
    [
        {"end": "00" * 32},
        {"before": "11" * 32},
        {"first": 5},
        {"last": 4000},
        {"chain": "00000000-0000-0000-0000-000000000001"},
    ],
)
def test_links_that_do_not_fit_are_refused_whoever_signed(change, files):
    altered = signed_anew(files, Ed25519PrivateKey.generate(), trail=_trail_of(files) | change)
    with pytest.raises(Refused, match="not linked"):
        verify(altered, whole=True)


def test_an_entry_left_out_between_two_others_is_refused_whoever_signed(files):
    trail = _trail_of(files)
    shorter = trail | {"body_hashes": trail["body_hashes"][:2] + trail["body_hashes"][3:], "last": trail["last"] - 1}
    with pytest.raises(Refused, match="not linked"):
        verify(signed_anew(files, Ed25519PrivateKey.generate(), trail=shorter), whole=True)


@pytest.mark.parametrize("kind", ["altered", "withheld", "left out", "exchanged", "added"])
def test_entries_that_are_not_those_linked_are_refused_whoever_signed(kind, files):
    name = next(name for name in files if name.endswith("-trail.jsonl"))
    lines = files[name].splitlines(keepends=True)
    shown = next(number for number, line in enumerate(lines) if b'"body":' in line and b"record.sent" in line)
    altered = {
        "altered": lines[:shown] + [lines[shown].replace(b"record.sent", b"record.lost")] + lines[shown + 1 :],
        "withheld": lines[:shown] + [_withheld(lines[shown])] + lines[shown + 1 :],
        "left out": lines[:shown] + lines[shown + 1 :],
        "exchanged": lines[: shown - 1] + [lines[shown], lines[shown - 1]] + lines[shown + 1 :],
        "added": [*lines, lines[-1]],
    }[kind]
    with pytest.raises(Refused):
        verify(signed_anew(files | {name: b"".join(altered)}, Ed25519PrivateKey.generate()), whole=True)


def _withheld(line: bytes) -> bytes:
    entry = json.loads(line)
    body_hash = hashlib.sha256(b"\x00" + entry["body"].encode()).hexdigest()
    return json.dumps({"seq": entry["seq"], "body_hash": body_hash, "withheld": "section"}).encode() + b"\n"


def test_a_table_that_does_not_show_what_the_trail_shows_is_refused_whoever_signed(files):
    name = next(name for name in files if name.endswith(".csv"))
    first, second, *rest = files[name].splitlines(keepends=True)
    for altered in (
        [first, *rest],
        [first, second, second, *rest[1:]][:-1],
        [first, second[:-10] + b"0123456\r\n", *rest],
    ):
        with pytest.raises(Refused):
            verify(signed_anew(files | {name: b"".join(altered)}, Ed25519PrivateKey.generate()), whole=True)


def test_the_manifest_is_written_in_one_way_only(files):
    name = manifest_of(files)
    for altered in (files[name] + b"\n", b" " + files[name], json.dumps(json.loads(files[name])).encode()):
        with pytest.raises(Refused):
            verify(files | {name: altered}, whole=False)


@pytest.mark.parametrize("nonsense", [b"", b"{", b"[]", b"null", b'{"manifest":{}}', b"\xff\xfe", b"[" * 100_000])
def test_a_manifest_that_makes_no_sense_is_refused_and_no_crash(nonsense, files):
    with pytest.raises(Refused):
        verify(files | {manifest_of(files): nonsense}, whole=False)


def test_an_archive_packed_anew_is_refused_with_advice(files, tmp_path):
    with zipfile.ZipFile(tmp_path / "again.zip", "w", zipfile.ZIP_DEFLATED) as again:
        for name, content in files.items():
            again.writestr(name, content)
    with pytest.raises(Refused, match="check its files instead"):
        unpack((tmp_path / "again.zip").read_bytes())


def test_any_unzip_can_open_the_archive(archive, files, tmp_path):
    (tmp_path / "report.zip").write_bytes(archive)
    with zipfile.ZipFile(tmp_path / "report.zip") as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == files


def test_the_single_file_in_the_archive_checks_it_without_anything_of_ours(archive, files, printed, tmp_path):
    (tmp_path / "verify_export.py").write_bytes(files["verify_export.py"])
    (tmp_path / "report.zip").write_bytes(archive)
    (tmp_path / "changed.zip").write_bytes(archive.replace(b"record.sent", b"record.lost", 1))

    def check(*arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-I", "verify_export.py", *arguments]
        return subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, text=True)

    whole = check("report.zip", "--fingerprint", printed)
    assert (whole.returncode, whole.stdout.startswith("Whole: ")) == (0, True), whole.stderr
    assert check("report.zip").returncode == 2  # whole, but signed by whom?
    for refused in (check("changed.zip"), check("report.zip", "--fingerprint", "0" * 32), check("nothing.zip")):
        assert (refused.returncode, refused.stderr.startswith("Not whole: ")) == (1, True)


def test_it_imports_nothing_of_ours():
    import ast

    tree = ast.parse(verify_export.__loader__.get_source(verify_export.__name__))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} - set(sys.stdlib_module_names) == {"cryptography"}


def test_the_command_says_the_same(archive, report, printed, tmp_path, capsys):
    path = tmp_path / "report.zip"
    path.write_bytes(archive)
    call_command("verify_export", str(path), fingerprint=printed)
    assert "Whole: " in capsys.readouterr().out
    path.write_bytes(archive[:-1] + b"\x01")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_export", str(path))
    assert ended.value.code == 1
    assert "Not whole: " in capsys.readouterr().err
    assert report.files.filter(kind=FileKind.CHECKER).exists()


def test_the_command_needs_no_database(archive, printed, tmp_path):
    (tmp_path / "report.zip").write_bytes(archive)
    command = [sys.executable, "manage.py", "verify_export", str(tmp_path / "report.zip"), "--fingerprint", printed]
    env = os.environ | {"DATABASE_URL": "postgres://nobody@/nothing?host=/nowhere"}
    done = subprocess.run(command, cwd=environment.ROOT, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stdout.startswith("Whole: ")) == (0, True), done.stderr
