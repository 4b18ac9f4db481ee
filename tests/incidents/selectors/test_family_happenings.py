"""What a chronology says of parents and carers: everything, once, in order, for a fixed number of queries."""

import pytest
import time_machine
from django.utils import translation

from incidents.models import Concern
from incidents.selectors.chronology import chronology
from incidents.selectors.happenings import family
from safeguarding import clock
from tests.incidents.views.counting import queries
from tests.lives.family import live
from tests.makers import make_concern


@pytest.fixture
def concern(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    live(cast, concern)
    return concern


def test_every_thing_recorded_is_a_line_with_its_words(cast, concern):
    with translation.override("en"):
        found = {entry.title: entry for entry in family.entries({concern.pk: concern})}
    assert found.keys() == {
        "How they would like parents or carers to be told",
        "Decision about telling parents or carers",
        "Talk with a parent or carer: what we said",
        "Talk with a parent or carer: what they said",
        "Talk with a parent or carer: what was agreed",
        "Letter given to a parent or carer: Welsh, version 1",
        "Letter given to a parent or carer: English, version 1",
        "Another format is needed: Large print",
        "Given in another format: Large print",
    }
    wish = found["How they would like parents or carers to be told"]
    assert (wish.words, wish.lang, wish.text) == (
        "With you, please.",
        "en",
        "The child and the school tell them together",
    )
    assert found["Talk with a parent or carer: what we said"].words.startswith("Her mother\n")
    assert "Evidence could be lost" in found["Decision about telling parents or carers"].text
    assert {entry.by for entry in found.values()} == {"Mair Prosser"}
    assert {entry.reference for entry in found.values()} == {concern.reference}


def test_no_title_holds_anybodys_words(cast, concern):
    titles = " ".join(entry.title for entry in family.entries({concern.pk: concern}))
    assert not [word for word in ("mother", "grandfather", "PC 4411") if word in titles]


def test_they_stand_in_the_chronology_of_the_record(cast, concern):
    titles = [entry.title for entry in chronology([concern])]
    assert sum("parent or carer" in title or "parents or carers" in title for title in titles) == 7


def test_it_costs_the_same_for_one_record_and_for_three(cast, concern):
    others = [make_concern(cast.afon, cast.nia, pupil) for pupil in (cast.eli, cast.cai)]
    for other in others:
        live(cast, other)
    costs = []
    with time_machine.travel(clock.now(), tick=False):
        for of in ([concern], [concern, *others]):
            concerns = list(Concern.objects.with_keys().filter(pk__in=[one.pk for one in of]))
            with queries() as sent:
                family.entries({one.pk: one for one in concerns})
            costs.append(len(sent))
    assert costs == [6, 6]
