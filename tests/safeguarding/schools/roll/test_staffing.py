"""What an import of staff would change."""

import uuid
from datetime import date

import pytest

from safeguarding.schools.roll.comparing import Change
from safeguarding.schools.roll.opening import open_roll
from safeguarding.schools.roll.staffing import KnownStaff, StaffComparison, compare_staff
from tests.safeguarding.schools.roll.lists import TODAY, listed, member


def known(local: str, **fields) -> KnownStaff:
    given = {
        "email": f"{local}@demo.example",
        "name": "Sioned Beynon",
        "staff_code": "SBE",
        "is_staff": True,
        "leaves_on": None,
        "holds_other": False,
        "is_elsewhere": False,
        "is_active": True,
    }
    return KnownStaff(pk=uuid.uuid4(), **given | fields)


def compared(people: list[KnownStaff], *rows) -> StaffComparison:
    roll = open_roll(listed(*rows), today=TODAY)
    return compare_staff(people, roll.checked, roll.columns, roll.encoding, TODAY)


def sizes(comparison: StaffComparison) -> dict[str, int]:
    return {name: size for name in comparison.__dataclass_fields__ if (size := len(getattr(comparison, name)))}


def test_the_same_list_changes_nothing():
    assert sizes(compared([known("sioned")], member("sioned"))) == {"unchanged": 1}


def test_who_is_not_known_gets_an_account_and_the_role_of_staff():
    assert sizes(compared([], member("sioned"))) == {"new": 1}


def test_a_governor_gets_an_account_and_no_role():
    for post in ("Governor", "Chair of Governors", "Cadeirydd y Llywodraethwyr", "Llywodraethwr"):
        assert sizes(compared([], member("sioned", Post=post))) == {"without_role": 1, "notices": 1}


def test_an_account_without_a_role_here_gets_the_role_of_staff():
    assert sizes(compared([known("sioned", is_staff=False)], member("sioned"))) == {"joining": 1}


def test_who_holds_another_role_keeps_just_that():
    assert sizes(compared([known("sioned", is_staff=False, holds_other=True)], member("sioned"))) == {"unchanged": 1}


def test_a_closed_account_is_pointed_out():
    found = compared([known("sioned", is_staff=False, is_active=False)], member("sioned"))
    assert [each.code for each in found.notices] == ["closed"]


def test_a_new_name_and_code_are_shown_as_old_and_new():
    changed = compared([known("sioned")], member("sioned", Legal_surname="Parry", Staff_code="SPA")).changed
    assert changed[0].changes == (
        Change("name", "Sioned Beynon", "Sioned Parry"),
        Change("staff_code", "SBE", "SPA"),
    )


def test_the_name_of_somebody_who_also_works_elsewhere_is_left_alone():
    found = compared([known("sioned", is_elsewhere=True)], member("sioned", Legal_surname="Parry"))
    assert sizes(found) == {"unchanged": 1, "notices": 1}


@pytest.mark.parametrize("changes", [{"Legal_surname": "Parry"}, {"Staff_code": "SPA"}])
def test_who_holds_another_role_is_not_renamed_and_pointed_out(changes):
    found = compared([known("sioned", holds_other=True)], member("sioned", **changes))
    assert sizes(found) == {"unchanged": 1, "notices": 1}
    assert [(each.row, each.column, each.code) for each in found.notices] == [(2, "Work email", "keeps_name")]


def test_an_empty_code_changes_nothing():
    assert sizes(compared([known("sioned")], member("sioned", Staff_code=""))) == {"unchanged": 1}


def test_a_code_is_filled_in_where_there_was_none():
    changed = compared([known("sioned", staff_code="")], member("sioned")).changed
    assert changed[0].changes == (Change("staff_code", "", "SBE"),)


def test_who_begins_later_does_not_begin_today():
    assert sizes(compared([known("sioned", is_staff=False, begins_later=True)], member("sioned"))) == {"unchanged": 1}


def test_a_leaving_date_ends_the_role_of_staff():
    found = compared([known("sioned")], member("sioned", Leaving_date="31/08/2026"))
    assert found.leaving[0][1].left_on == date(2026, 8, 31)
    assert sizes(found) == {"leaving": 1}


def test_a_leaving_date_that_is_known_changes_nothing():
    leaver = known("sioned", leaves_on=date(2026, 12, 31))
    assert sizes(compared([leaver], member("sioned", Leaving_date="31/12/2026"))) == {"unchanged": 1}


def test_who_leaves_with_another_role_is_pointed_out_to_the_head():
    found = compared([known("sioned", holds_other=True)], member("sioned", Leaving_date="31/08/2026"))
    assert [each.code for each in found.notices] == ["holds_other"]


def test_who_had_left_before_and_is_not_known_is_passed_over():
    assert sizes(compared([], member("sioned", Leaving_date="31/08/2026"))) == {"already_left": 1}


def test_who_is_not_in_the_file_is_only_listed():
    found = compared([known("sioned"), known("gethin")], member("sioned"))
    assert [each.email for each in found.missing] == ["gethin@demo.example"]
