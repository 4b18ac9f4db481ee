"""What the headings mean."""

import pytest

from safeguarding.schools.roll.columns import guess_columns, guess_kind, plain
from safeguarding.schools.roll.findings import RollRefused
from safeguarding.schools.roll.headings import MEANINGS, Kind
from safeguarding.schools.roll.reading import Row

SIMS = ("Adno", "UPN", "Legal Surname", "Surname", "Legal Forename", "Forename", "Chosen Forename", "DOB",
        "Year taught in", "Reg Group", "Date of Leaving")  # fmt: skip
ARBOR = ("UPN", "Legal last name", "Legal first name", "Preferred first name", "Date of birth", "Year group",
         "Registration form", "Leaving date")  # fmt: skip
BROMCOM = ("UPN", "LegalLastName", "LegalFirstName", "PreferredFirstName", "DateOfBirth", "YearGroup", "TutorGroup")
WELSH = ("Rhif Unigryw y Disgybl", "Cyfenw Cyfreithiol", "Enw Cyntaf Cyfreithiol", "Enw Hysbys", "Dyddiad Geni",
         "Blwyddyn", "Dosbarth Cofrestru", "Dyddiad Gadael")  # fmt: skip


@pytest.mark.parametrize("headings", [SIMS, ARBOR, BROMCOM, WELSH], ids=["sims", "arbor", "bromcom", "welsh"])
def test_pupils_are_recognised_in_every_system(headings):
    assert guess_kind(headings) == Kind.PUPILS
    found = guess_columns(headings, Kind.PUPILS).fields
    assert {"upn", "legal_surname", "legal_forename", "preferred_forename", "born_on", "year_group", "form"} <= found


@pytest.mark.parametrize(
    "headings",
    [
        ("Staff Code", "Title", "Legal Surname", "Forename", "Post", "Work Email", "DOB"),
        ("Email", "First name", "Last name"),
        ("E-bost Gwaith", "Cyfenw", "Enw Cyntaf", "Swydd"),
    ],
)
def test_staff_are_recognised(headings):
    assert guess_kind(headings) == Kind.STAFF
    assert {"email", "legal_surname", "legal_forename"} <= guess_columns(headings, Kind.STAFF).fields


def test_the_legal_name_wins_over_the_name():
    columns = guess_columns(SIMS, Kind.PUPILS)
    assert columns.headings["legal_surname"] == "Legal Surname"
    assert columns.unknown == ("Surname", "Forename")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_heading_that_is_listed_is_accepted_on_its_own(kind):
    for meaning in MEANINGS[kind]:
        for name in meaning.names + meaning.also:
            others = [each.names[0] for each in MEANINGS[kind] if each.field != meaning.field]
            assert guess_columns((name, *others), kind).headings[meaning.field] == name


@pytest.mark.parametrize("kind", list(Kind))
def test_no_heading_means_two_things(kind):
    names = [plain(name) for meaning in MEANINGS[kind] for name in meaning.names + meaning.also]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    "heading",
    [
        "Photo", "Llun", "Ethnicity", "Ethnigrwydd", "Home address", "Cyfeiriad", "Free school meals", "FSM", "eFSM",
        "Prydau Ysgol am Ddim", "Medical conditions", "Religion", "Crefydd", "Home Phone", "Rhif Ffôn", "Gender",
        "Rhyw", "SEN Status", "ALN", "First language", "NHS Number", "Parent 1 name", "EAL", "Postcode",
        "Email address",
    ],
)  # fmt: skip
def test_what_is_not_wanted_is_left_out_and_named(heading):
    columns = guess_columns((*ARBOR, heading), Kind.PUPILS)
    assert columns.unwanted == (heading,)
    assert "secret" not in columns.cells(Row(2, ("x",) * len(ARBOR) + ("secret",))).values()


def test_what_is_not_known_is_left_out_and_named():
    columns = guess_columns((*ARBOR, "House", ""), Kind.PUPILS)
    assert (columns.unwanted, columns.unknown) == ((), ("House",))


def test_missing_columns_are_named_with_headings_that_are_accepted():
    with pytest.raises(RollRefused) as caught:
        guess_columns(("Legal surname", "Legal forename", "Form"), Kind.PUPILS)
    message = str(caught.value)
    assert "Unique pupil number (UPN), Date of birth, Year group" in message
    assert "Dyddiad geni" in message and "Legal surname" not in message


def test_two_columns_for_one_meaning_are_named():
    with pytest.raises(RollRefused) as caught:
        guess_columns((*ARBOR, "Tutor group"), Kind.PUPILS)
    assert "“Registration form” and “Tutor group”" in str(caught.value)


def test_headings_that_tell_nothing_are_refused():
    with pytest.raises(RollRefused) as caught:
        guess_kind(("Product", "Price"))
    assert "Work e-mail address" in str(caught.value) and "Date of birth" in str(caught.value)
