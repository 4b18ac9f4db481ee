"""No page asks what an image shows, why a child sent it or whether they were willing; every question was read."""

import pytest

from tests.architecture import house
from tests.statements.asking import asking, catalogue, in_english, of_forms, of_templates, of_the_directory

# Every sentence of ours that comes near such a question. Each of them forbids it, or promises that it is not asked.
FORBIDS = {
    "Do not ask to see, send or describe any image.",
    "Do not ask what it showed.",
    "Do not describe any image, and do not name a child:",
    "Never describe an image.",
    "Never describe what an image shows, and name no other child.",
    "Never describe what an image shows.",
    "Never what an image shows.",
    "Never write what an image shows.",
    "Ni chedwir dim arall ohoni, ac nid oes neb yn disgrifio delwedd.",
    "Ni fyddwn yn gofyn beth oedd yn ei ddangos.",
    "Ni ofynnir i neb beth mae'r ddelwedd yn ei ddangos, ac nid oes lle i'w disgrifio.",
    "Nobody is asked what the image shows, and there is no place to describe it.",
    "Nothing else is kept of it, and nobody describes an image.",
    "Peidiwch byth ag ysgrifennu beth mae delwedd yn ei ddangos.",
    "Peidiwch byth â disgrifio beth mae delwedd yn ei ddangos, a pheidiwch ag enwi unrhyw blentyn arall.",
    "Peidiwch byth â disgrifio beth mae delwedd yn ei ddangos.",
    "Peidiwch byth â disgrifio delwedd.",
    "Peidiwch byth â disgrifio'r hyn y mae delwedd yn ei ddangos.",
    "Peidiwch â disgrifio unrhyw ddelwedd, a pheidiwch ag enwi plentyn:",
    "We will not ask what it showed.",
}
# One line for every label, hint and sentence of a form, and for every other question of the pages. A line is added
# here by somebody who has read it and found that it asks none of the three.
#
# Two of them were weighed. "How did an image come about?" is answered only with what the child said unasked or an
# agency told, and every answer leads to the same help: the guidance asks for it, because altered, made and claimed
# images are to be told apart. "What was going on around it?" stays, although it lies nearest to a why: the guidance
# knows of children who hoped to belong, were under pressure or joked, and what helps them differs. Its choices
# say what others did or how things were, never what moved the child; it is optional, and for the team alone.
READ = house.ROOT / "tests/statements/read.txt"

WOULD_ASK = [
    "What does the image show?",
    "What did it show?",
    "What can be seen in the picture?",
    "What is in the image?",
    "Who can be seen in the photo?",
    "How explicit is the image?",
    "Describe what the image shows.",
    "Describe the image, even if it is not explicit.",
    "If nobody has seen it, describe the photo as it was told.",
    "Why did they send it?",
    "Why do you think the child sent it?",
    "What made her take it?",
    "Did the child want to send it?",
    "Did they agree to share it?",
    "Was the child willing?",
    "Was it consensual?",
    "Beth mae’r ddelwedd yn ei dangos?",
    "Beth sydd yn y llun?",
    "Beth sydd i’w weld?",
    "Disgrifiwch y ddelwedd, hyd yn oed os nad yw’n amlwg.",
    "Pam anfonodd y plentyn y llun?",
    "Oedd y plentyn eisiau ei anfon?",
]


def read() -> list[str]:
    return READ.read_text().splitlines()


def asked() -> set[str]:
    """What a form says in any place, and every other question."""
    return of_forms() | {text for text in in_english() if "?" in text}


@pytest.mark.parametrize("source", [catalogue, of_forms, of_the_directory, of_templates])
def test_nothing_asks_what_an_image_shows_why_it_was_sent_or_whether_they_were_willing(source):
    assert [one for text in source() for one in asking(text) if one not in FORBIDS] == []


def test_every_sentence_that_forbids_it_is_still_said():
    sources = (catalogue(), of_forms(), of_the_directory(), of_templates())
    said = {one for source in sources for text in source for one in asking(text)}
    assert sorted(FORBIDS - said) == []


def test_every_question_and_hint_was_read():
    """Read each that is missing: if it asks none of the three, add it to the file, in its place."""
    assert sorted(asked() - set(read())) == []


def test_what_was_read_is_in_order_and_asks_nothing_of_the_kind():
    lines = read()
    assert lines == sorted(set(lines))
    assert [one for line in lines for one in asking(line) if one not in FORBIDS] == []


@pytest.mark.parametrize("text", WOULD_ASK)
def test_a_question_of_that_kind_would_be_found(text):
    assert asking(text)


def test_one_that_is_new_would_not_have_been_read():
    assert set(WOULD_ASK) & set(read()) == set()
