"""What is proposed for a checked copy: the other children of the report and of the roll, and nobody else."""

import pytest

from incidents.masking import Added
from incidents.models import Concern, PupilMatch, Statement, StatementKind
from incidents.selectors.copies import to_check
from safeguarding import clock
from tests.cast import make_pupil
from tests.makers import make_concern

B = "another child (B)"


def result(concern, added=()) -> str:
    """The copy as proposed."""
    check = to_check(Concern.objects.with_keys().get(pk=concern.pk))
    return "\n".join(check.parts(check.proposed.sure, added))


def make(cast, text, pupil="amy", **kwargs):
    """A record with these words."""
    return make_concern(cast.afon, cast.nia, cast.pupils[pupil], text=text, **kwargs)


def test_pupils_of_the_roll_are_masked_by_every_name_they_have(cast):
    assert (
        result(make(cast, "Amy saw Cai, Caradog Siôn-Parry, in 7C."))
        == f"Amy saw {B}, {B}, in another child’s form (B)."
    )


def test_pupils_of_another_school_are_not_looked_for(cast):
    assert result(make(cast, "Grace Okonkwo was there.")) == "Grace Okonkwo was there."


def test_staff_stay_and_so_does_the_own_child(cast):
    text = "Mr Tudor-Lloyd and Nia Hopkins heard Amy Jones of 10B."
    assert result(make(cast, text)) == text


def test_the_other_child_of_the_report_is_the_one_meant_by_a_shared_name(cast):
    make_pupil(cast.afon, "Rees", "Eli", form="8A")
    concern = make(cast, "Eli hit her. E.J. ran. Jonas came back.")
    make_concern(cast.afon, cast.nia, cast.eli, incident=concern.incident)
    assert result(concern) == f"{B} hit her. {B} ran. {B} came back."


def test_a_child_not_on_the_list_is_masked_by_the_words_that_described_them(cast):
    concern = make(cast, "Jac and his brother waited. Pugh shouted. He is in Year 9.")
    make_concern(cast.afon, cast.nia, unlisted="A boy called Jac Pugh, Year 9", incident=concern.incident)
    assert result(concern) == f"{B} and his brother waited. {B} shouted. He is in Year 9."


def test_a_child_who_is_not_one_of_ours_is_masked_by_the_name_they_turned_out_to_have(cast):
    concern = make(cast, "Steffan waited.")
    other = make_concern(cast.afon, cast.nia, unlisted="a boy in a red coat", incident=concern.incident)
    PupilMatch(concern=other, other_name="Steffan Dafis", other_school="Ysgol Bro", by=cast.mair).save()
    assert result(concern) == f"{B} waited."


def test_the_own_child_who_is_not_on_the_list_stays(cast):
    concern = make_concern(cast.afon, cast.nia, unlisted="Jac Pugh, about 9", text="Jac Pugh told Amy. Pugh cried.")
    assert result(concern) == f"Jac Pugh told {B}. Pugh cried."


def test_who_left_before_is_not_looked_for_and_who_left_since_is(cast):
    gone = make_pupil(cast.afon, "Wynne", "Gethin", left_on=clock.today().replace(year=2020))
    assert gone.left_on
    concern = make(cast, "Gethin Wynne and Ynyr Puw were there.")
    make_pupil(cast.afon, "Puw", "Ynyr", left_on=clock.today())
    assert result(concern) == f"Gethin Wynne and {B} were there."


def test_numbers_of_other_pupils_are_masked_and_the_own_stays(cast):
    make_pupil(cast.afon, "Bowen", "Catrin", upn="K820200001001", number="S20450")
    text = "K820200001001 and S20450 and TJonesAmy2012-03-14"
    assert result(make(cast, text)) == f"{B} and {B} and TJonesAmy2012-03-14"


def test_every_statement_is_masked_in_its_own_language_and_with_the_same_letters(cast):
    concern = make(cast, "Cai told Amy about Eli.")
    Statement(
        incident=concern.incident, kind=StatementKind.ADDED, author=cast.nia, text="Eli a Cai eto.", language="cy"
    ).save()
    check = to_check(concern)
    assert [one.letter for one in check.proposed.proposals] == ["B", "C"]
    english, welsh = check.parts({"cai", "eli"}, [])
    assert english == f"{B} told Amy about another child (C)."
    assert welsh.index("(C)") < welsh.index("(B)")


def test_an_added_phrase_is_masked_in_every_statement(cast):
    concern = make(cast, "Foxy laughed.")
    Statement(
        incident=concern.incident, kind=StatementKind.ADDED, author=cast.nia, text="foxy ran", language="en"
    ).save()
    assert result(concern, [Added("Foxy", "B")]) == f"{B} laughed.\n{B} ran"


@pytest.mark.parametrize("size", [1500])
def test_every_mention_is_found_against_a_whole_roll(cast, size):
    for number in range(size):
        make_pupil(
            cast.afon,
            f"Abc{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}x",
            f"Def{chr(97 + number % 23)}{chr(97 + number // 23 % 26)}z",
            upn=f"K8202{number:08}",
            form=f"{number % 13 + 1}X",
            year_group=number % 14,
        )
    concern = Concern.objects.with_keys().get(pk=make(cast, "Eli Jonas told her. " * 200).pk)
    check = to_check(concern)
    check.parts({one.key for one in check.proposed.proposals}, [])
    assert [one.times for one in check.proposed.proposals] == [200]
