"""Finding a child on the roll: forgiving about how a name is typed, and about one school only."""

from datetime import timedelta

import pytest

from incidents.selectors.finding_pupils import chosen_pupils, find_pupils
from safeguarding import clock
from safeguarding.schools.models import Pupil, School
from tests.cast import make_pupil
from tests.incidents.views.counting import queries


def names(cast, sought: str) -> list[str]:
    return [found.name for found in find_pupils(cast.afon, sought)[0]]


@pytest.mark.parametrize(
    "sought",
    [
        *("si", "Sion", "siôn", "SIÔN-PARRY", "sion parry", "parry", "cai", "Cai Parry", "parry, cai"),
        *("caradog", "caradog siôn", "  cai   ", "Siôn Caradog", "par car"),
    ],
)
def test_a_child_is_found_whatever_the_accents_the_case_the_order_and_the_name_they_go_by(cast, sought):
    assert names(cast, sought) == ["Siôn-Parry, Cai"]


@pytest.mark.parametrize("sought", ["", " ", "j", "é", "-", "'", "%", "__", "zz", "cai jones", "ai", "parry amy"])
def test_too_little_or_nobodys_name_finds_nobody(cast, sought):
    assert names(cast, sought) == []


def test_a_name_is_shown_with_year_and_form_and_nothing_else(cast):
    [found], in_all = find_pupils(cast.afon, "jones")
    assert (found.described, in_all) == ("Jones, Amy, Year 10, 10B", 1)


def test_at_most_twenty_are_shown_in_the_order_of_a_register(cast):
    for number in range(25):
        make_pupil(cast.afon, "Bowen", f"Anna{chr(ord('a') + number)}", year_group=8)
    found, in_all = find_pupils(cast.afon, "bow")
    assert (len(found), in_all) == (20, 25)
    assert [one.name for one in found] == sorted(one.name for one in found)


def test_a_child_of_another_school_is_never_found(cast):
    assert (names(cast, "okonkwo"), names(cast, "grace")) == ([], [])
    assert chosen_pupils(cast.afon, [str(cast.other.pk)]) == {}


@pytest.mark.parametrize(("days", "found"), [(-1, 0), (0, 1), (5, 1)])
def test_who_has_left_is_not_on_the_list(cast, days, found):
    Pupil.objects.filter(pk=cast.amy.pk).update(left_on=clock.today() + timedelta(days=days))
    assert len(names(cast, "jones")) == found


def test_a_search_is_one_query_however_long_the_roll_and_the_name_is_not_in_it(cast):
    for number in range(30):
        make_pupil(cast.afon, "Bowen", f"Anna{number}")
    school = School.objects.select_related("key").get(pk=cast.afon.pk)
    with queries() as sent:
        find_pupils(school, "bowen")
    assert len(sent) == 1, sent
    assert "bowen" not in str(sent).lower()
