"""Rows as people, or as problems that say where and what to do."""

from datetime import date

import pytest
from django.utils.functional import Promise

from safeguarding.schools.roll.findings import Finding
from safeguarding.schools.roll.headings import Kind
from safeguarding.schools.roll.opening import open_roll
from safeguarding.schools.roll.values import Checked, PupilRow
from tests.safeguarding.schools.roll.lists import TODAY, listed, member, pupil, upn, without


def checked(*people, **how) -> Checked:
    return open_roll(listed(*people, **how), today=TODAY).checked


def only_problem(*people, **how) -> Finding:
    found = checked(*people, **how).problems
    assert len(found) == 1, [str(each) for each in found]
    return found[0]


def test_a_row_becomes_a_pupil():
    rows = checked(pupil(7, Preferred_forename="Llew")).rows
    assert rows == (
        PupilRow(
            row=2, upn=upn(7), school_number="000007", legal_surname="Madog", legal_forename="Llŷr",
            preferred_forename="Llew", born_on=date(2013, 3, 27), year_group=9, form="9AE",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Ŵŷâî Môn", "O'Brien", "D’Arcy", "Al-Hashimi", "ap Dafydd", "St. Clair", "O", "Nguyễn", "Łódź", "Đặng", "Müller",
     "Smith (Jnr)", "de la Cruz-Jones", "ʻAlī"],
)  # fmt: skip
def test_letters_apostrophes_and_hyphens_of_names_stay_as_they_are(name):
    assert checked(pupil(1, Legal_surname=name)).rows[0].legal_surname == name


def test_a_letter_with_a_loose_accent_is_the_letter_with_its_accent():
    assert checked(pupil(1, Legal_forename="Lly\u0302r")).rows[0].legal_forename == "Llŷr"


def test_blanks_around_and_within_a_name_are_made_one():
    assert checked(pupil(1, Legal_surname="  ap   Dafydd ")).rows[0].legal_surname == "ap Dafydd"


def test_a_preferred_name_that_repeats_the_legal_one_is_none():
    assert checked(pupil(1, Preferred_forename="Llŷr")).rows[0].preferred_forename == ""


def test_a_upn_may_be_typed_small_and_with_blanks():
    spaced = upn(1)[:4].lower() + " " + upn(1)[4:]
    assert checked(pupil(1, UPN=spaced)).rows[0].upn == upn(1)


def test_a_school_number_will_do_without_a_upn():
    assert checked(pupil(1, UPN="")).rows[0].school_number == "000001"
    assert checked(*without("UPN", pupil(1))).rows[0].school_number == "000001"


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("Date of birth", "31/02/2011", "date"),
        ("Date of birth", "03/27/2013", "date"),
        ("Date of birth", "41360", "serial_date"),
        ("Date of birth", "25/11/2026", "born_in_future"),
        ("Date of birth", "23/11/2001", "age"),
        ("Date of birth", "25/11/2024", "age"),
        ("Date of birth", "", "missing"),
        ("Year group", "Year 14", "year_group"),
        ("Year group", "", "missing"),
        ("Legal surname", "", "missing"),
        ("Legal surname", "=HYPERLINK(1)", "formula"),
        ("Legal surname", "+Jones", "formula"),
        ("Legal surname", "-Jones", "formula"),
        ("Legal surname", "@Jones", "formula"),
        ("Legal surname", "\tJones", "formula"),
        ("Legal surname", " =1+1", "formula"),
        ("Legal surname", "Jo\x07nes", "control"),
        ("Legal surname", "Jo\u202enes", "control"),
        ("Legal surname", "J" * 101, "too_long"),
        ("Legal surname", "Jones2", "not_a_name"),
        ("Legal surname", "<b>Jones</b>", "not_a_name"),
        ("Legal surname", "'", "not_a_name"),
        ("Legal forename", "Si?n", "lost_letters"),
        ("Legal forename", "SiÃ´n", "lost_letters"),
        ("Legal forename", "Si\ufffdn", "lost_letters"),
        ("Form", "9" * 21, "too_long"),
        ("Form", "9<AE", "not_a_code"),
        ("Admission number", "1.2E+05", "not_a_code"),
        ("UPN", "12345", "upn_form"),
        ("UPN", "A801200005001", "upn_letter"),
    ],
)
def test_a_cell_that_cannot_be_used_is_a_problem(heading, cell, code):
    problem = only_problem(pupil(1), pupil(2) | {heading: cell}, pupil(3))
    assert (problem.row, problem.column, problem.code) == (3, heading, code)
    assert problem.message.endswith(".") and "%" not in problem.message
    assert len(cell) < 3 or cell not in problem.message  # what a cell holds is never repeated


def test_a_pupil_of_two_and_one_of_nearly_twenty_five_are_pupils():
    assert not checked(pupil(1, Date_of_birth="24/11/2024"), pupil(2, Date_of_birth="24/11/2001")).problems


def test_a_row_without_any_number_is_a_problem():
    assert only_problem(pupil(1), pupil(2) | {"UPN": "", "Admission number": ""}).code == "no_identifier"


def test_the_same_upn_twice_names_both_rows():
    found = checked(pupil(1), pupil(2), pupil(3, UPN=upn(1))).problems
    assert [(each.row, each.column, each.params) for each in found] == [
        (2, "UPN", {"others": "4"}),
        (4, "UPN", {"others": "2"}),
    ]


def test_the_same_school_number_twice_names_both_rows():
    found = checked(pupil(1), pupil(2, Admission_number="000001")).problems
    assert [(each.row, each.column) for each in found] == [(2, "Admission number"), (3, "Admission number")]


def test_a_school_number_spelled_in_two_ways_stands_twice():
    for one, other in (("007", "7"), ("A98", "a98")):
        found = checked(pupil(1, Admission_number=one), pupil(2, Admission_number=other)).problems
        assert [(each.row, each.code) for each in found] == [(2, "repeated"), (3, "repeated")]


def test_a_upn_in_the_figures_of_another_script_is_a_problem():
    assert only_problem(pupil(1, UPN="B8012000050٠1")).code == "upn_form"


def test_one_row_can_have_several_problems_and_spoils_no_other():
    found = checked(pupil(1, Date_of_birth="soon", Year_group="?"), pupil(2))
    assert [each.code for each in found.problems] == ["date", "year_group"]
    assert [row.row for row in found.rows] == [3]


def test_the_same_name_and_birthday_is_only_worth_a_look():
    found = checked(pupil(1), pupil(2), pupil(3, Date_of_birth="28/03/2013"))
    assert not found.problems
    assert [(each.row, each.params) for each in found.notices] == [(3, {"other": 2})]


def test_a_formula_in_a_column_that_is_left_out_is_no_problem():
    assert not checked(pupil(1) | {"Telephone": "+44 7700 900123"}).problems


def test_a_spoiled_row_still_counts_as_mentioned():
    assert upn(1) in checked(pupil(1, Year_group="nonsense")).mentioned


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Work email": ""}, "missing"),
        ({"Work email": "not an address"}, "email"),
        ({"Work email": "=cmd@demo.example"}, "formula"),
        ({"Legal forename": ""}, "missing"),
        ({"Leaving date": "31/06/2026"}, "date"),
    ],
)
def test_a_member_of_staff_has_an_address_and_a_name(changes, code):
    found = checked(member("sioned.beynon") | changes, member("gethin.parry")).problems
    assert code in [each.code for each in found] and {each.row for each in found} == {2}


def test_the_same_address_twice_names_both_rows_whatever_its_capitals():
    found = checked(member("Sioned"), member("sioned")).problems
    assert [(each.row, each.code) for each in found] == [(2, "repeated"), (3, "repeated")]


def test_a_date_of_birth_of_staff_is_left_out():
    roll = open_roll(listed(member("sioned") | {"Date of birth": "nonsense"}), today=TODAY)
    assert (roll.kind, roll.columns.unwanted, roll.checked.problems) == (Kind.STAFF, ("Date of birth",), ())


def test_a_problem_is_said_in_the_language_of_whoever_reads_it():
    problem = only_problem(pupil(1, Year_group="14"))
    assert isinstance(problem.text, Promise)  # not yet in any language
