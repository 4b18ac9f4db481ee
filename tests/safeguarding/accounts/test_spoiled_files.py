"""Spoiled files on the command line: each gets a clear message and changes nothing (Must show 7)."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from tests.safeguarding.schools.roll.lists import EXPORTS, listed, member, pupil, upn, without

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20


def good() -> bytes:
    """What is spoiled: a list that could be imported as it is."""
    return listed(*[pupil(number, Legal_forename=name) for number, name in enumerate(NAMES, start=1)])


NAMES = ("Anest", "Bedwyr", "Carwen", "Dilwyn", "Eirlys")


def with_cell(heading: str, cell: str) -> Callable[[], bytes]:
    """The good list, with one cell of its third row spoiled."""
    return lambda: listed(pupil(1), pupil(2, Legal_forename="Anest") | {heading: cell}, pupil(3, Form="9CO"))


def zipped(*names: str) -> bytes:
    """An archive with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return out.getvalue()


# what is wrong: (the file, what the message says)
SPOILED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "The file is empty"),
    "only blanks": (lambda: b"\xef\xbb\xbf \r\n\r\n", "The file is empty"),
    "a PNG renamed": (lambda: PNG, "This file is an image"),
    "a JPEG renamed": (lambda: b"\xff\xd8\xff\xe0" + good(), "This file is an image"),
    "a phone photo renamed": (lambda: b"\x00\x00\x00\x18ftypheic" + good(), "This file is an image"),
    "a PDF renamed": (lambda: b"%PDF-1.7\n" + good(), "This file is a document"),
    "an Excel workbook": (lambda: zipped("[Content_Types].xml", "xl/workbook.xml"), "choose CSV UTF-8"),
    "an old Excel workbook": (lambda: b"\xd0\xcf\x11\xe0" + good(), "choose CSV UTF-8"),
    "a zip archive": (lambda: zipped("pupils.csv"), "This file is an archive"),
    "a web page": (lambda: b"<!DOCTYPE html><table>" + good(), "This file is a web page"),
    "60 MB": (lambda: good() + b"\r\n" * (30 * 1024 * 1024), "larger than 10 MB"),
    "NUL bytes": (lambda: good().replace(b"Carwen", b"Car\x00wen"), "first in line 4"),
    "UTF-16": (lambda: good().decode().encode("utf-16"), "written in UTF-16"),
    "UTF-16 without a mark": (lambda: good().decode().encode("utf-16-le"), "written in UTF-16"),
    "a wrong encoding": (lambda: good().replace(b"Bedwyr", b"Bed\x81wyr"), "first in line 3"),
    "a UTF-8 file cut within a letter": (lambda: b"\xef\xbb\xbf" + good() + b"\xc5", "cannot be read, first in line 7"),
    "control characters": (lambda: good().replace(b"e", b"\x01"), "not a text file"),
    "no headings": (lambda: good().split(b"\r\n", 1)[1], "The first row holds a person"),
    "headings only": (lambda: good().split(b"\r\n")[0], "no rows below them"),
    "another separator": (lambda: good().replace(b",", b"|"), "only one column"),
    "a heading twice": (lambda: good().replace(b"Form\r", b"UPN\r"), "Two columns have the heading “UPN”"),
    "two columns for one": (lambda: listed(pupil(1) | {"Tutor group": "9BR"}), "“Form” and “Tutor group”"),
    "no date of birth": (lambda: listed(*without("Date of birth", pupil(1))), "no column for: Date of birth"),
    "wrong columns": (lambda: b"Product,Price\r\nPaper,2.40\r\n", "pupils or of staff"),
    "a row too short": (lambda: good() + b"one,two\r\n", "Row 7 has 2 cells"),
    "an open quotation mark": (lambda: good() + b'"A,b', "Row 7 cannot be read"),
    "a photo in a cell": (lambda: listed(pupil(1) | {"Photo": "iVBORw0K" * 20000}), "A cell in row 2 is far too long"),
    "10,001 rows": (lambda: good() + b"a,b,c,d,e,f,g,h\r\n" * 10_000, "more than 10000 rows"),
    "an impossible date": (with_cell("Date of birth", "31/02/2011"), "This is not a date"),
    "month before day": (with_cell("Date of birth", "03/27/2013"), "This is not a date"),
    "a date as a number": (with_cell("Date of birth", "41360"), "turned the date into a number"),
    "born tomorrow": (with_cell("Date of birth", "25/11/2026"), "in the future"),
    "a parent's date of birth": (with_cell("Date of birth", "27/03/1983"), "older than 25"),
    "no date": (with_cell("Date of birth", ""), "This cell is empty"),
    "a UPN twice": (with_cell("UPN", upn(1)), "The same value stands in row 2"),
    "a UPN with a wrong letter": (with_cell("UPN", "A801200005001"), "does not fit its figures"),
    "a UPN too short": (with_cell("UPN", "B80120000500"), "A UPN is a letter and 12 figures"),
    "no number at all": (lambda: listed(pupil(1), pupil(2) | {"UPN": "", "Admission number": ""}), "neither a UPN"),
    "one pupil twice": (lambda: listed(pupil(1, UPN=""), pupil(1, Admission_number="")), "about the same pupil"),
    "another child's number": (with_cell("Admission number", "000001"), "The same value stands in row"),
    "another child's UPN": (
        lambda: listed(pupil(1, Legal_forename="Eirlys", Date_of_birth="01/02/2012")),
        "Row 2, column “UPN”: In the record this UPN belongs to a child with another name and another date of birth",
    ),
    "another child's number, no UPN": (
        lambda: listed(pupil(1, UPN="", Legal_forename="Anest", Date_of_birth="01/02/2012")),
        "Row 2, column “Admission number”: In the record this school number belongs to another child",
    ),
    "another child's number, UPN of nobody": (
        lambda: listed(pupil(1, UPN=upn(77), Legal_forename="Eirlys", Date_of_birth="01/02/2012")),
        "Row 2, column “Admission number”: In the record this school number belongs to another child",
    ),
    "two UPNs exchanged": (
        lambda: listed(pupil(1, Legal_forename="Bedwyr"), pupil(2, Legal_forename="Anest")),
        "Row 2, column “Legal surname”: The record has a child of this name and date of birth with another number",
    ),
    "a number twice in two spellings": (
        lambda: listed(pupil(1, UPN="", Admission_number="A98"), pupil(2, UPN="", Admission_number="a98")),
        "The same value stands in row 3",
    ),
    "a UPN in figures of another script": (with_cell("UPN", "B80120000500\u0661"), "A UPN is a letter and 12 figures"),
    "a formula": (with_cell("Legal forename", '=HYPERLINK("http://x.invalid")'), "takes for a formula"),
    "a formula in a name": (with_cell("Legal surname", "@SUM(A1)"), "takes for a formula"),
    "a surname missing": (with_cell("Legal surname", " "), "This cell is empty"),
    "letters lost": (with_cell("Legal forename", "Ll?r"), "has lost letters"),
    "letters read wrongly": (with_cell("Legal forename", "SiÃ´n"), "has lost letters"),
    "a bell in a name": (with_cell("Legal forename", "An\x07est"), "cannot be seen"),
    "a name too long": (with_cell("Legal forename", "A" * 101), "longer than 100 characters"),
    "a year group of nowhere": (with_cell("Year group", "Year 15"), "This is not a year group"),
    "staff without an address": (lambda: listed(member("sioned"), member("no one")), "This is not an e-mail address"),
    "staff twice": (lambda: listed(member("sioned"), member("SIONED")), "The same value stands in row 3"),
}


@pytest.fixture(autouse=True)
def _a_school_with_its_roll(cast, tmp_path):
    with time_machine.travel("2026-11-24T10:00:00Z"):
        (tmp_path / "roll.csv").write_bytes(good())
        call_command("import_roll", tmp_path / "roll.csv", school="afon", stdout=io.StringIO())
        yield


def everything() -> dict[str, list]:
    """Every row that an import could have touched, the audit trail included."""
    tables = ("schools_pupil", "schools_earlieridentity", "schools_school", "accounts_user", "accounts_staffrole",
              "vault_datakey", "audit_auditevent", "audit_audithead")  # fmt: skip
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            found[table] = [
                tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row) for row in cursor
            ]
    return found


def refused(content: bytes, folder, **options) -> str:
    """What the command says about a spoiled file, on both streams."""
    said = io.StringIO()
    (folder / "spoiled.csv").write_bytes(content)
    with pytest.raises(CommandError) as caught:
        call_command("import_roll", folder / "spoiled.csv", school="afon", stdout=said, **options)
    assert caught.value.returncode == 1
    return said.getvalue() + str(caught.value)


def test_there_are_at_least_25_kinds():
    assert len(SPOILED) >= 25


@pytest.mark.parametrize("kind", SPOILED)
def test_a_spoiled_file_is_explained_and_changes_nothing(kind, tmp_path):
    content, expected = SPOILED[kind]
    before = everything()
    said = refused(content(), tmp_path)
    assert expected in said
    assert "Nothing was changed" in said
    assert everything() == before


@pytest.mark.parametrize("kind", ["an impossible date", "a UPN twice", "a PNG renamed", "a formula"])
def test_a_preview_of_a_spoiled_file_says_the_same(kind, tmp_path):
    content, expected = SPOILED[kind]
    assert expected in refused(content(), tmp_path, preview=True)


@pytest.mark.parametrize("kind", [kind for kind, (_file, said) in SPOILED.items() if "same value" not in said])
def test_no_message_repeats_what_names_a_child(kind, tmp_path):
    said = refused(SPOILED[kind][0](), tmp_path)
    assert not re.search("Anest|Madog|Llŷr|HYPERLINK|Bed|2011|1983", said)
    assert upn(1) not in said and upn(2) not in said


def test_a_spoiled_export_of_1500_changes_nothing(tmp_path):
    lines = (EXPORTS / "bromcom_pupils.csv").read_text().split("\n")
    lines[700] = re.sub(r";\d\d/\d\d/(\d{4});", r";31/02/\1;", lines[700])
    before = everything()
    said = refused("\n".join(lines).encode(), tmp_path)
    assert "Row 701, column “Dyddiad Geni”: This is not a date" in said
    assert "or import the other 1,499 rows with --skip-problems" in said
    assert everything() == before
