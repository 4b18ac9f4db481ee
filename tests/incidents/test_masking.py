"""What is masked in a statement, and what stays."""

import pytest

from incidents import masking
from incidents.masking import Added, letter_of, masked, propose, without_names
from incidents.names import Person

AMY = Person("own", ("Amy",), ("Jones",), ("H123456789012",), "10B")
ELI = Person("eli", ("Eli",), ("Jonas",), ("A987654321098",), "12A")
CAI = Person("cai", ("Caradog", "Cai"), ("Siôn-Parry",), (), "7C")
SEAN = Person("sean", ("Seán",), ("O'Brien",), (), "11D")
WILL = Person("will", ("Will",), ("Smith",), (), "9R")
OTHER_AMY = Person("other amy", ("Amy",), ("Smith",), (), "9R")
SISTER = Person("sister", ("Grace",), ("Jones",), (), "8S")
LLINOS = Person("llinos", ("Llinos",), ("Rhys",), (), "8S")
ROLL = (CAI, SEAN, WILL, OTHER_AMY, SISTER, LLINOS)
STAFF = (
    Person("1", ("Nia",), ("Hopkins",)),
    Person("2", ("Owen",), ("Tudor-Lloyd",)),
    Person("3", ("Will",), ("Bevan",)),
)


def result(text: str, *, own=AMY, involved=(ELI,), others=ROLL, staff=STAFF, without=(), added=()) -> str:
    """The text with everything masked that is proposed as ticked, save the wordings named in `without`."""
    found = propose([text], own=own, involved=involved, others=others, staff=staff)
    return masked(text, found.spans[0], found.proposals, ticked=found.sure - set(without), added=added)


B, C = "another child (B)", "another child (C)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eli Jonas hit her.", f"{B} hit her."),
        ("eli jonas hit her.", f"{B} hit her."),
        ("ELI JONAS hit her.", f"{B} hit her."),
        ("Jonas, Eli hit her.", f"{B} hit her."),
        ("Eli's phone, Jonas’ friends", f"{B}'s phone, {B}’ friends"),
        ("Eli J. hit her, and E. Jonas laughed.", f"{B} hit her, and {B} laughed."),
        ("E.J. and E. J. and EJ laughed", f"{B} and {B} and {B} laughed"),
        ("pupil A987654321098 and a987654321098", f"pupil {B} and {B}"),
        ("the account eli_jonas09 wrote", f"the account {B}09 wrote"),
        ("Cai, who is Caradog Siôn-Parry", f"{B}, who is {B}"),
        ("sion parry and SIÔN-PARRY and Sio\u0302n Parry and Parry", f"{B} and {B} and {B} and {B}"),
        ("Sean O’Brien and sean obrien", f"{B} and {B}"),
        ("Ll.Rh. and LlR", f"{B} and {B}"),
        ("E\u00adli and E\u200bli", f"{B} and {B}"),
        ("Mrs Jonas rang", f"Mrs {B} rang"),
    ],
)
def test_another_child_is_found_however_the_name_is_written(text, expected):
    assert result(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Amy Jones said: Jones, Amy. AMY'S phone. amy. Jones.",
        "A.J. or AJ in 10B, number H123456789012",
        "Mr Hopkins and Miss Nia and Owen Tudor-Lloyd and Mr Tudor-Lloyd and Will Bevan were told.",
        "It will stop. Elijah and Jonasson and Relief are other words.",
        "In PE she said OK, it is on TV at 10 p.m. in room 12 a lot.",
        "Year 9 and Year 12 were there.",
        "",
    ],
)
def test_what_names_no_other_child_stays(text):
    assert result(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will said no", f"{B} said no"),
        ("it will end, will smith said", f"it will end, {B} said"),
        ("Amy Smith told Amy", f"{B} told Amy"),
        ("Grace Jones told Jones", f"{B} told Jones"),
        ("by grace of it, Grace came", f"by grace of it, {B} came"),
        ("Owen asked", "Owen asked"),
    ],
)
def test_an_ordinary_word_or_a_shared_name_is_read_by_its_company(text, expected):
    assert result(text) == expected


def test_the_own_double_name_stays_whole_where_another_child_has_its_half():
    own, half = Person("own", ("Jo-An",), ("Smith",)), Person("half", ("Jo",), ("Rees",))
    assert result("Jo-An met Jo", own=own, others=(half,), involved=(), staff=()) == f"Jo-An met {B}"


def test_a_word_of_every_sentence_is_a_name_only_inside_one():
    wei = Person("wei", ("Wei",), ("He",))
    assert result("He left. I met He. He ran", others=(wei,)) == f"He left. I met {B}. He ran"


def test_initials_of_another_stay_masked_beside_a_child_who_was_described():
    described = Person("own", ("Bryn", "Abbey"), ("Bryn", "Abbey"))
    other = Person("other", ("Branwen",), ("Beynon",))
    assert result("B.B. met Bryn, B.A.", own=described, involved=(), others=(other,)) == f"{B} met Bryn, B.A."


def test_a_text_in_capitals_is_not_read_as_initials():
    assert "another" not in result("SHE SAID IT WAS AN OK DAY", others=(Person("x", ("Olga",), ("King",)),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eli (12A) and someone in 12A", f"{B} (another child’s form (B)) and someone in another child’s form (B)"),
        ("a boy in 9R", "a boy in another child’s form (B)"),
        ("a boy in 9-R, not 9 r", "a boy in another child’s form (B), not 9 r"),
    ],
)
def test_the_form_of_another_child_is_masked(text, expected):
    assert result(text) == expected


def test_a_letter_means_the_same_child_in_every_text():
    texts = ["Will hit Eli.", "Eli Jonas and WILL SMITH ran. Jonas came back."]
    found = propose(texts, own=AMY, involved=(ELI,), others=ROLL)
    ticked = {proposal.key for proposal in found.proposals}
    shown = [
        masked(text, spans, found.proposals, ticked=ticked) for text, spans in zip(texts, found.spans, strict=True)
    ]
    assert shown == [f"{B} hit {C}.", f"{C} and {B} ran. {C} came back."]


def test_one_wording_that_may_mean_two_children_has_a_letter_of_its_own():
    twins = (Person("a", ("Ben",), ("Price",)), Person("b", ("Tom",), ("Price",)))
    expected = f"{B} and {C} and another child (D)"
    assert result("Ben Price and Tom Price and Price", others=twins) == expected


def test_a_name_borne_by_several_means_the_one_in_the_report():
    namesake = Person("x", ("Eli",), ("Rees",))
    assert result("Eli and Jonas", others=(*ROLL, namesake)) == f"{B} and {B}"
    assert result("Eli Rees and Rees and Eli", others=(*ROLL, namesake)) == f"{B} and {B} and {C}"


def test_what_is_proposed_says_how_it_is_written_and_how_often():
    found = propose(["Eli and eli and Eli Jonas"], own=AMY, involved=(ELI,))
    assert [(one.shown, one.letter, one.times) for one in found.proposals] == [("Eli", "B", 2), ("Eli Jonas", "B", 1)]
    assert found.letters == ["B"]


def test_a_proposal_that_is_unticked_stays_as_it_was_written():
    assert result("Will and eli and Eli Jonas", without={"eli"}) == f"{B} and eli and {C}"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the TWINS", "told Z about it"),
        ("twins about", "told the Z it"),
        ("the  twins", "told Z about it"),
        ("win", "told the twins about it"),
        ("", "told the twins about it"),
    ],
)
def test_a_phrase_the_lead_adds_is_masked_as_whole_words(phrase, expected):
    shown = result("told the twins about it", added=[Added(phrase, "Z")])
    assert shown.replace("another child (Z)", "Z") == expected


def test_an_added_phrase_comes_before_a_proposal():
    assert result("Eli's gran rang Eli", added=[Added("Eli’s gran", "C")]) == f"{C} rang {B}"


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        ([("Eli", "B")], f"{B} did it with {C}"),
        ([("Jonas did", "B")], f"{B} it with {C}"),
        ([("did it with Will", "D")], f"{B} another child (D)"),
        ([("Jonas did it with Will", "D")], "another child (D)"),
        ([("Jonas did", "D"), ("it with Will", "E")], "another child (D) another child (E)"),
    ],
)
def test_an_added_phrase_uncovers_no_part_of_a_name(phrases, expected):
    added = [Added(words, letter) for words, letter in phrases]
    assert result("Eli Jonas did it with Will Smith", added=added) == expected


def test_a_drawn_face_can_be_masked():
    assert result("she calls him 🦊🦊!", added=[Added("🦊🦊", "B")]) == f"she calls him {B}!"


def test_our_own_words_can_be_shown_to_somebody_who_may_not_know_the_child():
    shown = without_names(
        ["Amy’s mother, Mrs Jones, knows. Eli saw A.J.", ""], [AMY, ELI], lambda _letter, _is_form: "the child"
    )
    assert shown == ["the child’s mother, Mrs the child, knows. the child saw the child", ""]


def test_letters_go_on_after_z():
    assert [letter_of(number) for number in (0, 1, 24, 25, 26, 50, 51)] == ["B", "C", "Z", "AA", "AB", "AZ", "BA"]


def test_the_mask_is_written_in_the_language_of_the_words():
    assert masking.another_child("B") == "another child (B)"


@pytest.mark.parametrize("number", ["H1234567", "A-1234", "2019/123", "AF 2019 0123", "TJ-2012-03-14"])
def test_a_number_is_found_as_the_school_writes_it_and_in_one_piece(number):
    gwen = Person("gwen", ("Gwenno",), ("Madog",), (number,), "9X")
    assert result(f"It said {number} on the list.", involved=(gwen,), others=()) == f"It said {B} on the list."
    together = "".join(one for one in number if one.isalnum())
    assert together not in result(f"It said {together.lower()} on it.", involved=(gwen,), others=()).upper()
