"""`manage.py import_roll`: what it prints and when it stops."""

import io
import re
from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import translation

from safeguarding.accounts.models import User
from safeguarding.schools.models import Pupil
from tests.safeguarding.schools.roll.lists import EXPORTS, listed, member, pupil

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-24T10:00:00Z"), translation.override("en"):
        yield


@pytest.fixture
def run(tmp_path):
    """Runs the command on a file's contents: `run(content, preview=True)`; gives what it printed."""

    def running(content: bytes, **options) -> str:
        said = io.StringIO()
        (tmp_path / "roll.csv").write_bytes(content)
        call_command("import_roll", tmp_path / "roll.csv", school="afon", stdout=said, **options)
        return said.getvalue()

    return running


def figures(said: str) -> dict[str, int]:
    """The counts of a report by their labels."""
    found = re.findall(r"^  (\S.*?) {2,}([\d,]+)$", said, re.MULTILINE)
    return {label: int(count.replace(",", "")) for label, count in found}


def test_a_preview_tells_everything_and_changes_nothing(run):
    before = Pupil.objects.count()
    said = run((EXPORTS / "sims_pupils.csv").read_bytes(), preview=True)
    assert "A list of 1,500 pupils, written in Windows-1252." in said
    assert figures(said) == {
        "Unchanged": 0,
        "New": 1500,
        "Changed": 0,
        "Came back": 0,
        "Had left before, passed over": 0,
        "Problems": 0,
        "Not in this file, kept as they are": 3,
    }
    assert "does not want it: Gender, Ethnicity, Address, Eligible for FSM, Telephone, Photo." in said
    assert "This was a preview. Nothing was changed." in said
    assert Pupil.objects.count() == before


def test_an_import_says_what_changed_by_field_and_names_nobody(run):
    run(listed(pupil(1), pupil(2, Legal_forename="Anest")))
    said = run(listed(pupil(1, Form="9BR"), pupil(2, Legal_forename="Anest", Form="9BR", Legal_surname="Bebb")))
    assert figures(said)["Changed"] == 2
    assert figures(said)["Form"] == 2 and figures(said)["Legal surname"] == 1
    assert said.endswith("Imported.\n")
    assert not re.search("Anest|Madog|Bebb", said)


def test_a_problem_is_told_by_row_and_column(run, capsys):
    with pytest.raises(CommandError) as caught:
        run(listed(pupil(1), pupil(2, Date_of_birth="31/02/2011"), pupil(3, Form="9CO")))
    assert "import the other 2 rows with --skip-problems" in str(caught.value)


def test_rows_with_problems_can_be_left_out(run):
    said = run(listed(pupil(1), pupil(2, Date_of_birth="31/02/2011")), skip_problems=True)
    assert "Row 3, column “Date of birth”: This is not a date." in said
    assert (figures(said)["New"], figures(said)["Problems"]) == (1, 1)


def test_the_row_of_another_child_stops_until_it_is_confirmed(run):
    run(listed(pupil(1), pupil(2, Legal_forename="Anest")))
    other = {"Legal_forename": "Lowri", "Date_of_birth": "03/04/2014"}
    content = listed(pupil(1, **other), pupil(2, Legal_forename="Anest"))
    with pytest.raises(CommandError) as caught:
        run(content)
    assert "add --same-child and the number of the row" in str(caught.value)
    assert figures(run(content, preview=True, same_child=[2]))["Changed"] == 1
    said = run(content, same_child=[2])
    assert "Row 2, column “UPN”: You confirmed that this row is about the same child." in said
    assert "Imported." in said


def test_how_to_confirm_is_said_only_where_it_helps(run):
    with pytest.raises(CommandError) as caught:
        run(listed(pupil(1), pupil(2, Date_of_birth="31/02/2011")))
    assert "--same-child" not in str(caught.value)


def test_who_is_missing_can_be_marked_as_left(run):
    said = run(listed(pupil(1)), mark_left=date(2026, 11, 20))
    assert figures(said)["Not in this file, marked as left"] == 3
    assert Pupil.objects.filter(left_on=date(2026, 11, 20)).count() == 3


def test_the_file_of_another_school_is_pointed_out(run):
    run((EXPORTS / "arbor_pupils.csv").read_bytes())
    assert "Most people in the record are not in this file." in run(listed(pupil(1)), preview=True)


def test_staff_are_told_by_their_headings(run):
    said = run((EXPORTS / "bromcom_staff.csv").read_bytes())
    assert "A list of 150 members of staff, written in UTF-8." in said
    assert figures(said)["New"] == 142
    assert User.objects.filter(email="aled.stephens@demo.example").exists()


def test_the_kind_can_be_said(run):
    with pytest.raises(CommandError) as caught:
        run(listed(member("sioned")), kind="pupils")
    assert "no column for: Unique pupil number (UPN), Date of birth, Year group" in str(caught.value)


@pytest.mark.parametrize(("school", "file"), [("nowhere", "roll.csv"), ("afon", "missing.csv")])
def test_a_wrong_school_or_file_is_said(tmp_path, school, file):
    (tmp_path / "roll.csv").write_bytes(listed(pupil(1)))
    with pytest.raises(CommandError) as caught:
        call_command("import_roll", tmp_path / file, school=school)
    assert re.search("no school with the code “nowhere”|cannot be opened: No such file", str(caught.value))
