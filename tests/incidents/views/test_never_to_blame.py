"""On every page of the response to a record about images it stands that a child, or who was harmed, is not to blame."""

import importlib

import pytest
from django.urls import reverse

from incidents.indicators import Pathway
from incidents.models import Concern
from incidents.selectors.identity import person_is_adult
from incidents.workflow import State
from safeguarding.accounts.models import User
from tests.access import matrix
from tests.incidents.views.pages import text_of
from tests.makers import make_judgement

DUTIES = ("reviewing", "contact", "removal", "devices", "family", "wellbeing", "patterns", "viewing")
NEVER = {"en": "A child is never to blame.", "cy": "Nid oes bai ar blentyn byth."}
OF_AN_ADULT = {"en": "Nobody who was harmed is to blame.", "cy": "Nid oes bai ar neb sydd wedi cael niwed."}
EXCEPTIONS = {
    "family_letter_paper": "A PDF: the letter has wording of its own, which the school edits.",
    "review_mark": "It is sent, and never looked at.",
    "link_refuse": "It is sent, and never looked at.",
}
NAMES = [pattern.name for duty in DUTIES for pattern in importlib.import_module(f"incidents.urls.{duty}").urlpatterns]
ROWS = [row for row in matrix.rows() if row.name in set(NAMES) - EXCEPTIONS.keys()]


@pytest.fixture
def world(cast):
    """Everything that the pages need; a lead found of every record that it is about images."""
    built = matrix.build_world(cast)
    for concern in Concern.objects.with_keys():
        make_judgement(concern, cast.mair, Pathway.NUDES)
    return built


def test_no_page_of_the_response_is_left_out():
    assert {row.name for row in ROWS} | EXCEPTIONS.keys() == set(NAMES)


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.CLOSED])
@pytest.mark.parametrize("language", NEVER)
def test_every_page_says_that_a_child_is_never_to_blame(world, client, language, state):
    Concern.objects.update(state=state)
    User.objects.update(language=language)
    silent, about = [], set()
    for row in ROWS:
        client.force_login(User.objects.get(pk=world.cast.people[next(iter(row.get))].pk))
        place = row.on(world)
        page = client.get(reverse(row.name, kwargs=place), follow=True)
        assert page.status_code == 200, row.name
        concern = Concern.objects.with_keys().filter(reference=place.get("reference", "")).first()
        said = OF_AN_ADULT if concern and person_is_adult(concern) else NEVER
        if said[language] not in text_of(page):
            silent.append(row.name)
        about.add(said["en"])
    assert silent == [] and about == {NEVER["en"], OF_AN_ADULT["en"]}
