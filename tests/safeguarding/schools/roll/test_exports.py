"""The three invented exports that come with the record."""

import uuid

import pytest

from fixtures.roll.make_exports import exports
from safeguarding.schools.roll.comparing import KnownPupil, compare
from safeguarding.schools.roll.headings import Kind
from safeguarding.schools.roll.opening import Roll, open_roll
from safeguarding.schools.roll.spelling import without_marks
from safeguarding.schools.roll.staffing import name_of
from tests.cast import NAMES
from tests.safeguarding.schools.roll.lists import EXPORTS, TODAY

SYSTEMS = ("sims", "arbor", "bromcom")
ENCODINGS = {"sims": "windows-1252", "arbor": "utf-8", "bromcom": "utf-8"}


def opened(system: str, kind: Kind) -> Roll:
    return open_roll((EXPORTS / f"{system}_{kind}.csv").read_bytes(), today=TODAY)


def taken_in(roll: Roll) -> list[KnownPupil]:
    fields = [name for name in KnownPupil.__dataclass_fields__ if name != "pk"]
    return [KnownPupil(pk=uuid.uuid4(), **{name: getattr(row, name) for name in fields}) for row in roll.checked.rows]


def test_the_committed_files_are_what_the_script_writes():
    for name, content in exports().items():
        assert (EXPORTS / name).read_bytes() == content, name


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_list_of_pupils_is_read_without_a_problem(system):
    roll = opened(system, Kind.PUPILS)
    assert (roll.kind, roll.encoding, roll.row_count) == (Kind.PUPILS, ENCODINGS[system], 1500)
    assert (len(roll.checked.rows), roll.checked.problems) == (1500, ())
    assert {row.year_group for row in roll.checked.rows} == set(range(7, 14))
    assert len(roll.columns.unwanted) >= 5


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_list_of_staff_is_read_without_a_problem(system):
    roll = opened(system, Kind.STAFF)
    assert (roll.kind, roll.row_count, len(roll.checked.rows), roll.checked.problems) == (Kind.STAFF, 150, 150, ())


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_people_of_the_demo_work_at_ysgol_afon(system):
    names = {row.email: name_of(row) for row in opened(system, Kind.STAFF).checked.rows}
    afon = {f"{local}@demo.example": name for local, name in NAMES.items() if local != "rhys"}
    assert {email: names.get(email) for email in afon} == afon
    assert "rhys@demo.example" not in names


def test_arbor_and_bromcom_list_the_same_pupils():
    roll = opened("bromcom", Kind.PUPILS)
    found = compare(taken_in(opened("arbor", Kind.PUPILS)), roll.checked, roll.columns, roll.encoding, TODAY)
    assert len(found.unchanged) == 1500


def test_sims_lists_the_same_pupils_without_the_letters_that_windows_1252_lacks():
    roll = opened("arbor", Kind.PUPILS)
    found = compare(taken_in(opened("sims", Kind.PUPILS)), roll.checked, roll.columns, roll.encoding, TODAY)
    assert not (found.new or found.missing or found.problems)
    changes = [change for each in found.changed for change in each.changes]
    assert {change.field for change in changes} <= {"legal_surname", "legal_forename"}
    assert ("Llyr", "Llŷr") in {(change.old, change.new) for change in changes}
    for change in changes:
        assert without_marks(change.old) == without_marks(change.new)
        with pytest.raises(UnicodeEncodeError):
            change.new.encode("cp1252")


def test_sims_after_arbor_takes_no_letter_away():
    roll = opened("sims", Kind.PUPILS)
    found = compare(taken_in(opened("arbor", Kind.PUPILS)), roll.checked, roll.columns, roll.encoding, TODAY)
    assert len(found.unchanged) == 1500


def test_the_roll_is_as_mixed_as_a_school():
    rows = opened("arbor", Kind.PUPILS).checked.rows
    births = {(row.legal_surname, row.born_on) for row in rows}
    assert len(births) < len(rows)  # twins
    assert sum(bool(row.preferred_forename) for row in rows) > 50
    assert any("-" in row.legal_surname for row in rows) and any("'" in row.legal_surname for row in rows)
    assert sum(not row.upn for row in rows) == 6
    assert sum(row.upn[-1:].isalpha() for row in rows) == 8
