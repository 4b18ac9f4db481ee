"""Names as they are typed in haste: in accounts, in the plural, with a letter too many or of another script."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.masking import masked, propose, without_names
from incidents.names import Person
from tests.incidents.test_masking import AMY, ELI, STAFF

NIAMH = Person("niamh", ("Niamh",), ("Beckett",), (), "9R")
HEULWEN = Person("heulwen", ("Heulwen",), ("Jaworski",), (), "9R")
GRACE = Person("grace", ("Grace",), ("Hughes",), (), "9R")
MAE = Person("mae", ("Mae",), ("Lister",), (), "9R")
WILL = Person("will", ("Will",), ("May",), (), "9R")
TOM = Person("tom", ("Tom",), ("Rees",), (), "9R")
ROLL = (NIAMH, HEULWEN, GRACE, MAE, WILL, TOM, ELI)
B = "another child (B)"


def found_in(text: str, own=AMY, involved=(), others=ROLL):
    """What is proposed in a text."""
    return propose([text], own=own, involved=involved, others=others, staff=STAFF)


def sure(text: str, **people) -> list[str]:
    """What is ticked from the start."""
    return [one.shown for one in found_in(text, **people).proposals if not one.is_doubtful]


def offered(text: str, **people) -> list[str]:
    """What is offered unticked."""
    return [one.shown for one in found_in(text, **people).proposals if one.is_doubtful]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Becketts came.", "Becketts"),
        ("Niamhs mum rang.", "Niamhs"),
        ("At the Jaworskis, she said", "Jaworskis"),
        ("the Reeses left", "Reeses"),
        ("She posted #niamhbeckett and left.", "niamhbeckett"),
        ("niamhbeckett wrote", "niamhbeckett"),
        ("beckettniamh wrote", "beckettniamh"),
        ("niamhjbeckett wrote", "niamhjbeckett"),
        ("elijonas wrote", "elijonas"),
        ("niamhbeckett2011 wrote", "niamhbeckett2011"),
        ("NiamhB wrote", "NiamhB"),
        ("niamhb wrote", "niamhb"),
        ("beckettn wrote", "beckettn"),
        ("heulwenj07 wrote", "heulwenj07"),
        ("elij07 wrote", "elij07"),
        ("nbeckett@school.example", "nbeckett"),
        ("nbeckett wrote", "nbeckett"),
        ("@itsniamhxo wrote", "itsniamhxo"),
        ("xXNiamhXx wrote", "xXNiamhXx"),
        ("https://insta.example/niamhlovescats", "niamhlovescats"),
        ("niamhheulwen07", "niamhheulwen07"),
        ("grace2011 wrote", "grace"),
        ("grace_h wrote", "grace"),
        ("n1amh wrote", "n1amh"),
        ("b3ckett wrote", "b3ckett"),
        ("Beckettt said", "Beckettt"),
        ("niaaamh said", "niaaamh"),
        ("Becket said", "Becket"),
        ("N\u0456amh said", "N\u0456amh"),
        ("\u0392eckett said", "\u0392eckett"),
        ("\u0274\u026a\u1d00\u1d0d\u029c said", "\u0274\u026a\u1d00\u1d0d\u029c"),
        (
            "\U0001d40d\U0001d422\U0001d41a\U0001d426\U0001d421 said",
            "\U0001d40d\U0001d422\U0001d41a\U0001d426\U0001d421",
        ),
    ],
)
def test_a_name_is_found_in_what_is_made_of_it(text, name):
    assert sure(text) == [name]
    assert name not in masked(text, *_masks(text), ticked=found_in(text).sure)


def _masks(text: str):
    found = found_in(text)
    return found.spans[0], found.proposals


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NB: she left", ["NB"]),
        ("nb she left", ["nb"]),
        ("nb she left, n.b. he too", ["nb", "n.b"]),
        ("Jonasson came", ["Jonasson"]),
        ("itsniamh came", ["itsniamh"]),
        ("under the trees", ["trees"]),
        ("elij came", ["elij"]),
        ("@gracefan came", ["gracefan"]),
        ("MAE SAID NO", ["MAE"]),
    ],
)
def test_what_may_be_a_name_is_offered_unticked(text, words):
    assert (sure(text), offered(text)) == ([], words)


@pytest.mark.parametrize(
    "text",
    [
        "amyjones2011 and AmyJ and jonesamy_09 and ajones@school.example and Amys mum and the Joneses",
        "nhopkins@school.example is Nia Hopkins, nia.hopkins07 too",
        "as is his, this was at us on my own by the bus, they\u2019re off, it\u2019s OK, the 2nd at 4pm",
        "In PE on TV a GP of the NHS said so to the police at 10am.",
        "by grace of hope she will, may and must; graces, wills and hopes",
        "Yn yr ysgol fe ddywedodd wrth ei mam ar y ffordd adref ei fod o wedi mynd i le da.",
    ],
)
def test_the_own_child_staff_and_words_stay(text):
    assert (sure(text), offered(text)) == ([], [])


@pytest.mark.parametrize("name", ["AmyJ", "amyj07", "amyjones", "ajones07", "Amys", "Amyyy"])
def test_an_account_that_may_be_the_own_childs_stays(name):
    namesake = Person("x", ("Amy",), ("Jenkins",))
    assert sure(f"{name} wrote", others=(namesake,)) == []


def test_an_account_of_the_own_child_and_another_is_masked():
    assert sure("amyandniamh07 wrote") == ["amyandniamh07"]


@pytest.mark.parametrize(
    "text",
    [
        "Mae rhywun yn gwybod.",
        "Mae'r plentyn yn drist.",
        "Mae\u2019n drist.",
        "Mae hi'n drist.",
        "Dywedodd hyn. Mae hi'n drist.",
        "Roedd hi'n drist\u2026 Mae o'n well",
        "\u2022 Mae hi",
        "1) Mae hi",
        "Wel \u2013 Mae hi",
        "Beth?\u00a0Mae hi",
        "\u201cMae hi\u201d",
    ],
)
def test_the_commonest_verb_of_welsh_is_not_taken_for_the_child_called_mae(text):
    assert (sure(text), offered(text)) == ([], ["Mae"])


@pytest.mark.parametrize(
    "text", ["Mae told me at break.", "Yesterday Mae cried.", "Gwelodd hi Mae ddoe.", "Mae Lister"]
)
def test_the_child_called_mae_is_masked(text):
    assert sure(text) in (["Mae"], ["Mae Lister"])


@pytest.mark.parametrize(
    ("text", "ticked", "unticked"),
    [
        ("Will it stop? I asked.", [], ["Will"]),
        ("Will told me.", ["Will"], []),
        ("I asked Will it was fine", ["Will"], []),
        ("May I go? May cried.", ["May"], ["May"]),
        ("On 3 May, in May and in May 2026", [], ["May"]),
        ("Will May will not", ["Will May"], []),
    ],
)
def test_the_head_of_a_sentence_is_read_by_what_follows(text, ticked, unticked):
    assert (sure(text), offered(text)) == (ticked, unticked)


def test_a_wording_that_is_a_name_here_and_a_word_there_is_asked_about_twice_with_one_letter():
    first, second = found_in("I met Mae. Mae hi'n drist. Niamh").proposals[::2]
    assert (first.shown, first.letter, first.is_doubtful) == ("Mae", "B", False)
    assert (second.shown, second.letter, second.is_doubtful) == ("Mae", "B", True)
    letters = [one.letter for one in found_in("Mae hi'n drist. Niamh").proposals]
    assert letters == ["B", "C"]  # what is masked has the first letters


def test_what_is_likely_is_sure_of_a_child_of_the_report():
    assert sure("NB left", involved=(NIAMH,), others=()) == ["NB"]
    assert sure("nb left", involved=(NIAMH,), others=()) == ["nb"]
    assert offered("Mae hi'n drist", involved=(MAE,), others=()) == ["Mae"]


def seen_by_second(text: str, child: Person) -> str:
    """A text as somebody reads it who may not know the child."""
    [shown] = without_names([text], [child], lambda _letter, _is_form: "X", others=ROLL, staff=LISTERS)
    return shown


HARVEY = Person("harvey", ("Harvey",), ("Lister",))
LISTERS = (
    Person("1", ("Jane",), ("Lister",)),
    Person("2", ("Ann",), ("Lister-Probert",)),
    Person("3", ("Harvey",), ("Owen",)),
    Person("4", ("Bob",), ("Owen",)),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Harvey's mum Mrs Lister rang.", "X's mum Mrs X rang."),
        ("Jane Lister and Mrs Lister-Probert heard it.", "Jane X and Mrs X-Probert heard it."),
        ("Mr Harvey Owen and Mr Owen heard it.", "Mr X Owen and Mr Owen heard it."),
        ("hl and HL and @harveyl07", "X and X and @X"),
        ("Mae rhywun. In PE the trees", "Mae rhywun. In PE the trees"),
    ],
)
def test_whoever_may_not_know_the_child_reads_its_name_in_no_company(text, shown):
    assert seen_by_second(text, HARVEY) == shown


@pytest.mark.parametrize(
    "unit", ["a", "niamh", "a1", "1a", "aA", "@", "n.", "\u00e9", "beckett_", "Ab1", "nb ", "niamhb7", "Eli "]
)
def test_a_text_of_one_endless_word_is_read_in_little_time(unit):
    text = "@" + (unit * 20_000)[:20_000]
    began = perf_counter()
    found_in(text)
    assert perf_counter() - began < 10  # it is far below one second on a quiet machine


LETTERS = st.sampled_from(["", "x", "xo", "_", "its", "07", "2011", "b", "B"])


@given(st.sampled_from(["niamh", "Niamh", "beckett", "heulwenjaworski", "NiamhBeckett"]), LETTERS, LETTERS)
def test_no_account_made_of_a_name_is_left_standing(name, before, after):
    account = f"@{before}{name}{after}"
    shown = masked(account, *_masks(account), ticked=found_in(account).sure)
    assert name not in shown
