"""What the check of an export prints: nothing that a report's maker could put into its mouth, nor more than holds."""

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from incidents.services.making import archive_of
from safeguarding import clock
from safeguarding.audit import verify_export
from safeguarding.audit.verify_export import Refused, check, in_london, pack, plain, unpack, verify
from tests.forging import manifest_of, signed_anew
from tests.makers import make_audit_report, make_incident

STEERING = "\x1b[8m\r\n\u202e\u2028\u200b\x00\x7f"


@pytest.fixture
def report(cast):
    make_incident(cast.nia, [cast.amy])
    return make_audit_report(cast.huw)


@pytest.fixture
def files(report) -> dict[str, bytes]:
    return unpack(archive_of(report))


@pytest.fixture
def printed(report) -> str:
    return report.school.fingerprint


def _written(folder, files: dict[str, bytes]) -> str:
    (folder / "r.zip").write_bytes(pack(files))
    return str(folder / "r.zip")


def _forged(files, **changed) -> dict[str, bytes]:
    return signed_anew(files, Ed25519PrivateKey.generate(), **changed)


def _named(files, ending: str) -> str:
    return next(name for name in files if name.endswith(ending))


def _without_steering(text: str) -> bool:
    return all(sign.isprintable() for line in text.splitlines() for sign in line)


# --- what an outsider writes is not spoken by us


def test_a_name_cannot_speak_in_our_place(files, tmp_path):
    real = "3f9a 71c2 aaaa bbbb cccc dddd eeee ffff"
    name = f'Ysgol Afon".\nWhole: report AR-2026-014.\nSigned with the key whose fingerprint is {real}.{STEERING}'
    code, lines = check([_written(tmp_path, _forged(files, school={"id": "", "code": "", "name": name}))])
    assert code == 2 and lines[0].startswith("NOT CHECKED: whose key")
    assert len([line for line in lines if line.startswith(("Whole", "Signed with the key"))]) == 2
    assert _without_steering("\n".join(lines)) and not any("\n" in line for line in lines)
    assert f"Signed with the key whose fingerprint is {real}." not in lines


@pytest.mark.parametrize(
    "number", ["AR-2026-014\nWhole", "AR-2026-٠١٤", "", "../AR-2026-014", f"AR-2026-014{STEERING}"]
)
def test_a_number_that_is_none_of_ours_is_refused(number, files):
    with pytest.raises(Refused, match="no report of ours says"):
        verify(_forged(files, number=number), whole=True)


@pytest.mark.parametrize("made_at", ["", "today", "2026-11-12T10:00:00Z\nWhole", None, 7])
def test_a_moment_that_is_none_is_refused(made_at, files, tmp_path):
    with pytest.raises(Refused):
        check([_written(tmp_path, _forged(files, made_at=made_at))])


@pytest.mark.parametrize("shown", ["5\nWhole", None, [1]])
def test_a_count_that_is_none_is_refused(shown, files, tmp_path):
    entries = json.loads(files[manifest_of(files)])["manifest"]["entries"]
    with pytest.raises(Refused):
        check([_written(tmp_path, _forged(files, entries=entries | {"shown": shown}))])


def test_a_report_of_another_edition_is_not_judged(files):
    with pytest.raises(Refused, match="another edition"):
        verify(_forged(files, format="safeguarding-record audit-report 1"), whole=True)


def test_what_a_refusal_quotes_steers_no_terminal(files, tmp_path, capsys):
    name = f"other{STEERING}.pdf"
    with pytest.raises(Refused) as refused:
        verify(files | {name: b"%PDF"}, whole=False)
    assert "does not belong" in str(refused.value) and _without_steering(str(refused.value))
    with pytest.raises(SystemExit):
        call_command("verify_export", str(tmp_path / name.replace("\x00", "")))
    said = capsys.readouterr().err
    assert said.startswith("Not whole: ") and said.count("\n") == 1 and _without_steering(said)


def test_names_of_files_that_are_missing_steer_nothing_either(files):
    manifest = json.loads(files[manifest_of(files)])["manifest"]
    name = manifest_of(files)
    altered = _forged({name: files[name]} | {f"x{STEERING}.pdf": b"%PDF"}, number=manifest["number"])
    found = verify({name: altered[name]}, whole=False)
    assert found["missing"] == [f"x{STEERING}.pdf"]
    assert _without_steering("\n".join(verify_export._said(found)))


@given(st.text())
def test_whatever_is_printed_is_one_line_of_signs_that_can_be_seen(text):
    shown = plain(text)
    assert _without_steering(shown) and len(shown.splitlines()) <= 1 and len(shown) <= 303


def test_welsh_letters_are_kept_and_a_terminal_without_them_is_no_crash(files, tmp_path):
    assert plain("Ysgol Gŵyr") == "Ysgol Gŵyr"
    path = _written(tmp_path, _forged(files, school={"name": "Ysgol Gŵyr"}))
    command = [sys.executable, "-I", verify_export.__file__, path]
    done = subprocess.run(command, env={"PYTHONIOENCODING": "ascii"}, capture_output=True, text=True)
    assert (done.returncode, 'of "Ysgol G?yr"' in done.stdout or "Gŵyr" in done.stdout) == (2, True), done.stderr


# --- it says no more than holds


def test_with_the_key_named_a_whole_report_is_whole(files, printed, report, tmp_path):
    code, lines = check([_written(tmp_path, files)], fingerprint=printed)
    assert code == 0 and lines[0].startswith(f"Whole: report {report.number} ")


@pytest.mark.parametrize(
    "kept", [("-manifest.json",), ("-manifest.json", "-en.csv"), ("-manifest.json", "jsonl", ".csv")]
)
def test_a_part_of_a_report_is_partly_checked(kept, files, printed, tmp_path):
    paths = []
    for name in [_named(files, ending) for ending in kept]:
        (tmp_path / name).write_bytes(files[name])
        paths.append(str(tmp_path / name))
    code, lines = check(paths, fingerprint=printed)
    assert code == 3 and lines[0].startswith("Partly checked: ")
    assert not any("Whole" in line for line in lines)
    assert "verify_export.py" in lines[-1] and lines[-1].startswith("Not given, so not checked: ")
    assert check(paths)[0] == 2  # whose key that is matters more


@pytest.mark.parametrize("whole", [False, None, 0, "yes", "true"])
def test_a_report_of_a_trail_that_was_not_whole_is_not_whole(whole, files, tmp_path):
    key = Ed25519PrivateKey.generate()
    path = _written(tmp_path, signed_anew(files, key, whole=whole, fault=f"entry 3{STEERING}\nWhole: all is well"))
    code, lines = check([path], public_key=key.public_key().public_bytes_raw().hex())
    assert code == 1 and lines[0].startswith("Not whole: report ")
    assert lines[1].startswith("The first fault: entry 3") and _without_steering("\n".join(lines))
    assert not any(line.startswith(("Whole", "The audit trail is unbroken")) for line in lines)


def test_the_command_ends_with_1_when_the_trail_was_not_whole(cast, files, tmp_path, capsys):
    path = _written(tmp_path, _forged(files, whole=False, fault="x"))
    with pytest.raises(SystemExit) as ended:
        call_command("verify_export", path)
    assert ended.value.code == 1 and "\nWhole" not in capsys.readouterr().out


# --- a table says of an entry what its body says


@pytest.mark.parametrize("what", ["day", "time", "outcome", "person", "role", "subject", "details"])
def test_a_table_that_differs_from_the_bodies_is_refused_whoever_signed(what, files):
    name = _named(files, ".csv")
    column = {
        "day": verify_export.DATE,
        "time": verify_export.TIME,
        "outcome": verify_export.OUTCOME,
        "person": verify_export.PERSON,
        "role": verify_export.ROLE,
        "subject": verify_export.SUBJECT,
        "details": verify_export.DETAILS,
    }[what]
    rows = list(csv.reader(io.StringIO(files[name].decode(), newline="")))
    next(row for row in rows if "record.sent" in row)[column] += "x"
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    with pytest.raises(Refused, match="what the audit trail does not say"):
        verify(_forged(files | {name: out.getvalue().encode()}), whole=True)


@given(st.datetimes(datetime(1997, 1, 1), datetime(2090, 1, 1)))
def test_its_clock_is_that_of_london(moment):
    moment = moment.replace(tzinfo=UTC)
    told = in_london(moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    if moment.year <= 2037:  # as far as tables of the summer time reach
        assert f"{told:%Y-%m-%d %H:%M:%S.%f}" == f"{clock.local(moment):%Y-%m-%d %H:%M:%S.%f}"


@pytest.mark.parametrize("seconds", [-1, 0, 1])
@pytest.mark.parametrize("turn", ["2026-03-29T01:00:00", "2026-10-25T01:00:00", "2030-03-31T01:00:00"])
def test_it_changes_its_clock_to_the_second(turn, seconds):
    moment = datetime.fromisoformat(turn).replace(tzinfo=UTC) + timedelta(seconds=seconds)
    assert f"{in_london(f'{moment:%Y-%m-%dT%H:%M:%SZ}'):%H:%M}" == f"{clock.local(moment):%H:%M}"
