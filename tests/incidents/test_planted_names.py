"""Names planted in a text: those of other children never survive, the child's own always does."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from incidents.masking import masked, propose
from incidents.names import Person
from incidents.ordinary_words import OF_EVERY_SENTENCE, ORDINARY
from incidents.spelling import phrase_places, tokens, words
from tests.incidents.test_masking import AMY, ELI, STAFF, result

FORENAMES = [
    "Eli",
    "Siân",
    "Llŷr",
    "Mary Ann",
    "Anne-Marie",
    "Zoë",
    "Caradog",
    "Gruffydd",
    "Oluwaseun",
    "D'Angelo",
    "May",
]
SURNAMES = [
    "Jonas",
    "Siôn-Parry",
    "O'Brien",
    "van der Berg",
    "Þórsdóttir",
    "Okonkwo",
    "Łukaszewicz",
    "ap Rhys",
    "Summer",
]
FILLER = "then somebody came over to our table before lunch because nobody else had finished eating and talked".split()
PEOPLE = st.builds(
    lambda forename, preferred, surname, number: Person(
        f"{forename}{preferred}{surname}", (forename, preferred), (surname,), (f"B{number}",), "11X"
    ),
    st.sampled_from(FORENAMES),
    st.sampled_from(FORENAMES),
    st.sampled_from(SURNAMES),
    st.integers(10**11, 10**12 - 1),
)


def without_accents(name: str) -> str:
    """The name as a hurried person types it."""
    return "".join(one for one in unicodedata.normalize("NFKD", name) if unicodedata.category(one) != "Mn")


def is_ordinary(name: str) -> bool:
    """A name that is a word too: written small it names nobody."""
    return any(word in ORDINARY | OF_EVERY_SENTENCE for word in words(name))


@st.composite
def written(draw, person: Person) -> str:
    """One way of naming this person."""
    forename, surname = draw(st.sampled_from(person.forenames)), person.surnames[0]
    name = draw(st.sampled_from([forename, surname, f"{forename} {surname}", f"{surname}, {forename}"]))
    changes = [
        str,
        str.upper,
        without_accents,
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("-", " "),
    ]
    name = draw(st.sampled_from(changes if is_ordinary(name) else [*changes, str.lower]))(name)
    return name + draw(st.sampled_from(["", "'s", "’s"]))


@st.composite
def stories(draw):
    """A child, other children, and a text that names them among ordinary words."""
    own = draw(PEOPLE)
    others = draw(st.lists(PEOPLE, min_size=1, max_size=6, unique_by=lambda person: person.id))
    text, planted = [], []
    for _number in range(draw(st.integers(1, 12))):
        text += draw(st.lists(st.sampled_from(FILLER), min_size=1, max_size=4))
        whose = draw(st.sampled_from([own, *others]))
        name = draw(written(whose))
        if whose is own:
            planted.append(name)
        text += [name, draw(st.sampled_from(FILLER))]
    return own, others, " ".join(text), planted


@given(stories(), st.booleans())
def test_planted_names_of_others_never_survive_and_the_own_name_always_does(story, in_report):
    own, others, text, planted = story
    kwargs = {"involved": others, "others": ()} if in_report else {"involved": (), "others": others}
    shown = result(text, own=own, staff=(), **kwargs)
    left = {token.word for token in tokens(shown)}
    owned = {word for name in (*own.forenames, *own.surnames) for word in words(name)}
    owned |= {"".join(words(name)) for name in (*own.forenames, *own.surnames)}
    fragments = {"s", "o", "d", "van", "der", "ap"}
    named = {word for person in others for name in (*person.forenames, *person.surnames) for word in words(name)}
    assert (named - owned - fragments) & left == set()
    for name in set(planted):
        assert shown.count(name) >= planted.count(name), name


@given(st.text(max_size=200), st.lists(PEOPLE, max_size=5))
def test_no_text_whatever_is_lost_or_makes_it_stumble(text, people):
    found = propose([text], own=AMY, involved=(), others=people)
    assert masked(text, found.spans[0], found.proposals, ticked=set()) == text
    ends = [(span.start, span.end) for span in found.spans[0]]
    assert ends == sorted(ends)
    assert all(one[1] <= two[0] for one, two in zip(ends, ends[1:], strict=False))


@given(st.text(min_size=1, max_size=60), st.text(max_size=20))
def test_a_phrase_is_found_only_where_it_stands(text, phrase):
    for start, end in phrase_places(text, phrase):
        assert words(text[start:end]) == words(phrase)


def test_one_name_is_found_in_a_long_text_against_a_roll_of_1500():
    roll = [
        Person(
            str(n),
            (f"{FORENAMES[n % 11]}{chr(97 + n % 26)}a",),
            (f"{SURNAMES[n % 9]}{chr(97 + n % 25)}{n}",),
            (),
            f"{n % 13}B",
        )
        for n in range(1500)
    ]
    text = " ".join(FILLER) * 40 + " Eli Jonas " + "she said " * 400
    found = propose([text], own=AMY, involved=(ELI,), others=roll, staff=STAFF)
    assert [proposal.shown for proposal in found.proposals] == ["Eli Jonas"]
