"""A number never makes the record of one child that of another."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.schools.roll.comparing import Change, Comparison, KnownPupil
from safeguarding.schools.roll.identity import CAN_BE_CONFIRMED, likeness
from tests.safeguarding.schools.roll.lists import pupil, upn
from tests.safeguarding.schools.roll.test_comparing import compared, known, sizes

OTHER_CHILD = {"Legal_surname": "Bebb", "Legal_forename": "Anest", "Date_of_birth": "03/04/2014"}
OTHER_BIRTHDAY = {"Date_of_birth": "28/03/2013"}


def problems(comparison: Comparison) -> list[tuple]:
    assert not (comparison.changed or comparison.returned or comparison.new)
    return [(each.row, each.column, each.code) for each in comparison.problems]


def notices(comparison: Comparison) -> list[tuple]:
    assert not comparison.problems and len(comparison.changed) == 1
    return [(each.row, each.column, each.code) for each in comparison.notices]


# --- what is ordinary


@pytest.mark.parametrize("surname", ["Bebb", "Madog-Bebb"])
def test_another_surname_under_the_same_upn_goes_through_and_is_worth_a_look(surname):
    """Marriage in the family, adoption."""
    found = compared([known(1)], pupil(1, Legal_surname=surname))
    assert notices(found) == [(2, "Legal surname", "another_name")]


def test_another_forename_by_deed_poll_goes_through_and_is_worth_a_look():
    assert notices(compared([known(1)], pupil(1, Legal_forename="Lowri"))) == [(2, "Legal forename", "another_name")]


def test_both_names_under_the_same_upn_go_through_and_are_worth_a_look():
    found = compared([known(1)], pupil(1, Legal_surname="Bebb", Legal_forename="Lowri"))
    assert notices(found) == [(2, "Legal surname", "both_names")]


def test_a_corrected_date_of_birth_under_the_same_upn_goes_through_and_is_worth_a_look():
    found = compared([known(1)], pupil(1, **OTHER_BIRTHDAY))
    assert notices(found) == [(2, "Date of birth", "another_birthday")]
    assert found.changed[0].changes == (Change("born_on", date(2013, 3, 27), date(2013, 3, 28)),)


def test_a_name_spelled_otherwise_is_not_worth_a_look():
    """So a list that knows its circumflexes may come with a corrected date of birth too."""
    assert notices(compared([known(1)], pupil(1, Legal_forename="Llyr"))) == []
    found = compared([known(1)], pupil(1, Legal_forename="Llyr", **OTHER_BIRTHDAY))
    assert [code for _row, _column, code in notices(found)] == ["another_birthday"]


def test_a_surname_may_change_where_children_have_a_school_number_alone():
    found = compared([known(1, upn="")], pupil(1, UPN="", Legal_surname="Bebb"))
    assert notices(found) == [(2, "Legal surname", "another_name")]


# --- what is another child


def test_another_name_with_another_date_of_birth_is_another_child():
    assert problems(compared([known(1)], pupil(1, **OTHER_CHILD))) == [(2, "UPN", "upn_of_another")]


@pytest.mark.parametrize("held", ["", upn(1), upn(9)])
@pytest.mark.parametrize("given_upn", ["", upn(1), upn(8)])
def test_a_school_number_alone_never_leads_to_another_child(held, given_upn):
    found = compared([known(1, upn=held)], pupil(1, UPN=given_upn, **OTHER_CHILD))
    code = "upn_of_another" if held == given_upn != "" else "number_of_another_child"
    assert [each[2] for each in problems(found)] == [code]


@pytest.mark.parametrize("held", ["", upn(9)])
@pytest.mark.parametrize("given_upn", ["", upn(8)])
def test_a_school_number_alone_never_leads_to_another_date_of_birth(held, given_upn):
    found = compared([known(1, upn=held)], pupil(1, UPN=given_upn, **OTHER_BIRTHDAY))
    assert problems(found) == [(2, "Admission number", "number_of_another_child")]


def test_a_school_number_under_another_upn_never_leads_to_another_name():
    """A twin who was given the number of their sister."""
    found = compared([known(1)], pupil(1, UPN=upn(8), Legal_forename="Lowri"))
    assert problems(found) == [(2, "Admission number", "number_of_another_child")]


def test_two_exchanged_upns_exchange_no_children():
    amy, ben = known(1), known(2, legal_surname="Bebb", legal_forename="Ben", born_on=date(2012, 1, 2))
    ben_now = {"Legal_surname": "Bebb", "Legal_forename": "Ben", "Date_of_birth": "02/01/2012"}
    found = compared([amy, ben], pupil(2, Admission_number="000001"), pupil(1, Admission_number="000002", **ben_now))
    assert problems(found) == [(2, "UPN", "upn_of_another"), (3, "UPN", "upn_of_another")]


@pytest.mark.parametrize("numbers", [{}, {"Admission_number": ""}])
def test_twins_with_exchanged_upns_are_not_exchanged(numbers):
    """The same surname and date of birth: only the whole of both rows tells."""
    twins = [known(1), known(2, legal_forename="Lowri")]
    found = compared(twins, pupil(1, Legal_forename="Lowri", **numbers), pupil(2, **numbers))
    assert [(row, code) for row, _column, code in problems(found)] == [
        (2, "child_of_another_number"),
        (3, "child_of_another_number"),
    ]


def test_a_new_twin_does_not_take_the_upn_of_the_known_one():
    found = compared([known(1)], pupil(1, Legal_forename="Lowri"), pupil(2))
    assert [(each.row, each.code, each.params) for each in found.problems] == [(2, "told_in_another_row", {"other": 3})]
    assert not found.changed


def test_one_of_two_namesakes_may_get_another_name():
    found = compared([known(1), known(2)], pupil(1, Legal_surname="Bebb"), pupil(2))
    assert notices(found) == [(2, "Legal surname", "another_name")]


def test_the_row_of_another_child_leaves_the_known_one_neither_met_nor_missing():
    assert sizes(compared([known(1)], pupil(1, **OTHER_CHILD))) == {"problems": 1}


def test_no_message_says_what_a_row_or_the_record_holds():
    for found in (compared([known(1)], pupil(1, **OTHER_CHILD)), compared([known(1)], pupil(1, **OTHER_BIRTHDAY))):
        for finding in (*found.problems, *found.notices):
            assert not any(word in finding.message for word in ("Madog", "Bebb", "Anest", "2013", upn(1), "%("))


# --- when whoever imports knows better


def test_a_confirmed_row_goes_through_and_stays_worth_a_look():
    found = compared([known(1)], pupil(1, **OTHER_CHILD), same_child=[2])
    assert notices(found) == [(2, "UPN", "confirmed")]
    assert found.changed[0].confirmed
    assert not compared([known(1)], pupil(1, Form="9BR"), same_child=[2]).changed[0].confirmed


def test_another_row_is_not_confirmed_with_it():
    pupils = [known(1), known(2, born_on=date(2012, 1, 2))]
    found = compared(pupils, pupil(1, **OTHER_CHILD), pupil(2, **OTHER_CHILD), same_child=[3])
    assert [each.row for each in found.problems] == [2] and [each.row for each in found.changed] == [3]


def test_what_stands_against_the_file_itself_cannot_be_confirmed():
    """A UPN of one child with the number of another, and one child twice."""
    found = compared(
        [known(1), known(2, born_on=date(2012, 1, 2))], pupil(1, Admission_number="000002"), same_child=[2]
    )
    assert [each.code for each in found.problems] == ["number_of_another"]
    found = compared([known(1)], pupil(1, Admission_number=""), pupil(1, UPN=""), same_child=[2, 3])
    assert [each.code for each in found.problems] == ["same_pupil"]
    assert not {"number_of_another", "same_pupil"} & CAN_BE_CONFIRMED


# --- whatever the lists

SURNAMES, FORENAMES, BIRTHDAYS = ("Madog", "Bebb"), ("Llŷr", "Lowri"), (date(2013, 3, 27), date(2012, 1, 2))
UPNS, NUMBERS = ("", upn(1), upn(2), upn(3)), ("", "7", "007", "8", "9")
children = st.fixed_dictionaries(
    {
        "legal_surname": st.sampled_from(SURNAMES),
        "legal_forename": st.sampled_from(FORENAMES),
        "born_on": st.sampled_from(BIRTHDAYS),
        "upn": st.sampled_from(UPNS),
        "school_number": st.sampled_from(NUMBERS),
    }
).filter(lambda child: child["upn"] or child["school_number"])


def rows_of(given_children: list[dict]) -> list[dict]:
    return [
        pupil(
            number,
            UPN=child["upn"],
            Admission_number=child["school_number"],
            Legal_surname=child["legal_surname"],
            Legal_forename=child["legal_forename"],
            Date_of_birth=f"{child['born_on']:%d/%m/%Y}",
        )
        for number, child in enumerate(given_children)
    ]


def roll_of(held: list[dict]) -> list[KnownPupil]:
    """The pupils of a record: no two with one UPN."""
    by_upn = {child["upn"] or number: child for number, child in enumerate(held)}
    return [known(1, **child) for child in by_upn.values()]


def imported(pupils: list[KnownPupil], found: Comparison) -> list[KnownPupil]:
    """The record after the import."""
    changes = {each.known.pk: each.changes for each in (*found.changed, *found.returned)}
    kept = [replace(one, **{change.field: change.new for change in changes.get(one.pk, ())}) for one in pupils]
    fields = [name for name in KnownPupil.__dataclass_fields__ if name != "pk"]
    return kept + [known(1, **{name: getattr(row, name) for name in fields}) for row in found.new]


@given(st.lists(children, max_size=4), st.lists(children, min_size=1, max_size=4))
def test_no_list_makes_one_child_another(held, listed_children):
    pupils = roll_of(held)
    found = compared(pupils, *rows_of(listed_children))
    for each in found.changed:
        after = replace(each.known, **{change.field: change.new for change in each.changes})
        before, now = likeness(each.known), likeness(after)
        assert before[:2] == now[:2] or before[2] == now[2]
        assert before == now or now not in {likeness(one) for one in pupils if one is not each.known}
        if before != now:
            assert any(notice.row == each.row for notice in found.notices)
        if before[2] != now[2]:
            assert after.upn == each.known.upn != ""


@given(st.lists(children, max_size=4), st.lists(children, min_size=1, max_size=4))
def test_every_row_is_told_once(held, listed_children):
    found = compared(roll_of(held), *rows_of(listed_children))
    done = [*found.unchanged, *found.changed, *found.returned, *found.new, *found.already_left]
    assert len(done) + len({problem.row for problem in found.problems}) == len(listed_children)
    met = Counter(each.known.pk for each in found.changed) + Counter(each.pk for each in found.unchanged)
    assert not met or max(met.values()) == 1


@given(st.lists(children, max_size=4), st.lists(children, min_size=1, max_size=4))
def test_a_list_that_went_through_changes_nothing_the_second_time(held, listed_children):
    pupils, rows = roll_of(held), rows_of(listed_children)
    first = compared(pupils, *rows)
    if first.problems:
        return
    again = compared(imported(pupils, first), *rows)
    assert not (again.problems or again.new or again.changed or again.returned)
