"""What an import would change."""

import uuid
from datetime import date

import pytest

from safeguarding.schools.roll.comparing import Change, Comparison, KnownPupil, compare
from safeguarding.schools.roll.opening import open_roll
from tests.safeguarding.schools.roll.lists import TODAY, listed, pupil, upn, without


def known(number: int, **fields) -> KnownPupil:
    given = {
        "upn": upn(number),
        "school_number": f"{number:06d}",
        "legal_surname": "Madog",
        "legal_forename": "Llŷr",
        "born_on": date(2013, 3, 27),
        "year_group": 9,
        "form": "9AE",
    }
    return KnownPupil(pk=uuid.uuid4(), **given | fields)


def compared(pupils: list[KnownPupil], *people, encoding: str = "utf-8", same_child=()) -> Comparison:
    roll = open_roll(listed(*people, encoding=encoding), today=TODAY)
    return compare(pupils, roll.checked, roll.columns, roll.encoding, TODAY, frozenset(same_child))


def sizes(comparison: Comparison) -> dict[str, int]:
    return {name: size for name in comparison.__dataclass_fields__ if (size := len(getattr(comparison, name)))}


def test_the_same_list_changes_nothing():
    assert sizes(compared([known(1), known(2)], pupil(1), pupil(2))) == {"unchanged": 2, "notices": 1}


def test_a_pupil_who_is_not_known_is_new():
    assert sizes(compared([known(1)], pupil(1), pupil(2, Legal_forename="Anest"))) == {"unchanged": 1, "new": 1}


def test_what_differs_is_shown_as_old_and_new():
    changed = compared([known(1)], pupil(1, Form="9BR", Preferred_forename="Llew")).changed
    assert changed[0].changes == (Change("preferred_forename", "", "Llew"), Change("form", "9AE", "9BR"))
    assert changed[0].row == 2


def test_a_column_that_is_not_there_blanks_nothing():
    assert sizes(compared([known(1, preferred_forename="Llew")], *without("Preferred forename", pupil(1)))) == {
        "unchanged": 1
    }


def test_an_empty_cell_takes_a_preferred_name_away_but_never_a_number():
    changed = compared([known(1, preferred_forename="Llew")], pupil(1, Admission_number="")).changed
    assert changed[0].changes == (Change("preferred_forename", "Llew", ""),)


def test_a_pupil_is_found_by_school_number_when_the_upn_is_new():
    changed = compared([known(1, upn="")], pupil(1)).changed
    assert changed[0].changes == (Change("upn", "", upn(1)),)
    changed = compared([known(1)], pupil(1, UPN=upn(99))).changed
    assert changed[0].changes == (Change("upn", upn(1), upn(99)),)


def test_a_school_number_never_leads_to_another_child():
    found = compared([known(1)], pupil(1, UPN=upn(99), Date_of_birth="01/09/2014"))
    assert [each.code for each in found.problems] == ["number_of_another_child"]
    assert sizes(found) == {"problems": 1}  # and the known child is not missing: their number is in the file


def test_a_upn_and_a_number_of_two_children_are_a_problem():
    found = compared([known(1), known(2)], pupil(1, Admission_number="000002"))
    assert [(each.row, each.code) for each in found.problems] == [(2, "number_of_another")]


def test_numbers_may_move_when_a_school_numbers_afresh():
    found = compared([known(1), known(2)], pupil(1, Admission_number="000002"), pupil(2, Admission_number="000001"))
    assert sizes(found) == {"changed": 2, "notices": 1}


@pytest.mark.parametrize(("held", "given"), [("007", "7"), ("7", "007"), ("A98", "a98"), ("a 98", "A98"), ("0", "00")])
def test_a_number_spelled_otherwise_is_the_same_number_and_stays_as_it_is(held, given):
    found = compared([known(1, upn="", school_number=held)], pupil(1, UPN="", Admission_number=given))
    assert sizes(found) == {"unchanged": 1}


def test_noughts_are_left_out_of_figures_alone():
    found = compared([known(1, upn="", school_number="A07")], pupil(1, UPN="", Admission_number="A7", Form="9BR"))
    assert sizes(found) == {"new": 1, "missing": 1, "notices": 1}


def test_who_has_left_a_number_behind_is_not_taken_for_who_has_it_now():
    """A school has numbered afresh: one number leads to two pupils, and the row is about the one whom it describes."""
    first, second = known(1, upn="", school_number="7"), known(2, upn="", school_number="007", born_on=date(2012, 5, 1))
    for pupils in ([first, second], [second, first]):
        found = compared(pupils, pupil(1, UPN="", Admission_number="7", Date_of_birth="01/05/2012"))
        assert found.unchanged == (second,)


def test_a_upn_decides_where_a_number_leads_to_two_pupils():
    first, second = known(1, upn="", school_number="7"), known(2, school_number="007")
    found = compared([first, second], pupil(2, Admission_number="7", Legal_surname="Bebb"))
    assert [each.known for each in found.changed] == [second]


def test_two_rows_about_one_pupil_are_a_problem():
    found = compared([known(1)], pupil(1, Admission_number=""), pupil(1, UPN=""))
    assert [(each.row, each.code, each.params) for each in found.problems] == [(3, "same_pupil", {"other": 2})]


def test_who_is_not_in_the_file_is_only_listed():
    left = known(3, left_on=date(2026, 7, 20))
    found = compared([known(1), known(2), left], pupil(1))
    assert [each.school_number for each in found.missing] == ["000002"]


def test_who_is_in_a_row_with_problems_is_not_missing():
    found = compared([known(1)], pupil(1, Year_group="nonsense"))
    assert sizes(found) == {"problems": 1}


def test_who_had_left_and_is_in_the_file_came_back():
    found = compared([known(1, left_on=date(2026, 7, 20))], pupil(1))
    assert sizes(found) == {"returned": 1}
    assert found.returned[0].changes == (Change("left_on", date(2026, 7, 20), None),)


def test_a_leaving_date_in_the_file_is_kept():
    left = date(2026, 7, 20)
    assert sizes(compared([known(1, left_on=left)], pupil(1) | {"Leaving date": "20/07/2026"})) == {"unchanged": 1}
    changed = compared([known(1)], pupil(1) | {"Leaving date": "20/07/2026"}).changed
    assert changed[0].changes == (Change("left_on", None, left),)


def test_who_left_before_and_is_not_known_is_passed_over():
    found = compared([], pupil(1) | {"Leaving date": "20/07/2026"}, pupil(2) | {"Leaving date": ""})
    assert sizes(found) == {"new": 1, "already_left": 1, "notices": 1}


def test_a_new_pupil_with_the_name_and_birthday_of_a_known_one_is_worth_a_look():
    found = compared([known(1)], pupil(1), pupil(2))
    assert [(each.row, each.code) for each in found.notices] == [(3, "alike"), (3, "alike_in_record")]


def test_a_windows_1252_file_does_not_take_circumflexes_away():
    spelled = known(1, legal_surname="Đặng")
    assert sizes(compared([spelled], pupil(1, Legal_surname="Dang", Legal_forename="Llyr"))) == {"changed": 1}
    old_code_page = compared([spelled], pupil(1, Legal_surname="Dâng", Legal_forename="Llyr"), encoding="cp1252")
    assert sizes(old_code_page) == {"unchanged": 1}


def test_a_windows_1252_file_still_changes_names_that_it_can_spell():
    plain = known(1, legal_forename="Siôn")
    changed = compared([plain], pupil(1, Legal_forename="Sion", Form="9Â"), encoding="cp1252").changed
    assert Change("legal_forename", "Siôn", "Sion") in changed[0].changes
