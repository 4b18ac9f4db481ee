"""Every page, in both languages, as it opens and with errors: for everybody, on every screen, and saying no name."""

import re

import pytest

from incidents.models import Concern, Incident
from safeguarding.schools.models import Pupil
from tests import environment
from tests.access import matrix
from tests.journeys.crawling import Visit, console_of, crawl
from tests.journeys.looking import NARROW, faults

WIDE = {"width": 1280, "height": 900}
# The longer words on the narrow screen, and English on the wide one; English on the narrow one too under --full.
SCREENS = {"narrow, Welsh": ("cy", NARROW), "wide, English": ("en", WIDE)}
if environment.full():
    SCREENS["narrow, English"] = ("en", NARROW)


def names_of_children() -> set[str]:
    """What may stand in no title: children's names, and references of records."""
    found = set()
    for pupil in Pupil.objects.select_related("school__key"):
        found |= {pupil.legal_surname, pupil.legal_forename, pupil.preferred_forename} - {""}
    for model in (Concern, Incident):
        found |= set(model.objects.values_list("reference", flat=True))
    return found


def wrong_with(visit: Visit, code: str, unsayable: set[str]) -> list[str]:
    """What is wrong with a page as it stands."""
    page, title = visit.page, visit.page.title()
    found = faults(page)
    if page.get_attribute("html", "lang") != code:
        found.append("not in the language asked for")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} first headings")
    if not title.partition("–")[0].strip():
        found.append("no title")
    found += [f"{word} in the title" for word in unsayable if re.search(rf"\b{re.escape(word)}\b", title)]
    has_errors = page.locator(".govuk-error-summary").count() > 0
    if visit.name.endswith("sent empty") and not has_errors:
        found.append("an empty form was taken")
    return [f"{visit}: {one}" for one in found]


@pytest.mark.parametrize(("code", "viewport"), SCREENS.values(), ids=SCREENS)
def test_every_page_can_be_used_by_everybody(new_page, cast, code, viewport):
    world = matrix.build_world(cast)
    unsayable, found, heard, visits = names_of_children(), [], {}, 0
    for visit in crawl(new_page, world, code, errors=viewport is NARROW, viewport=viewport):
        if visit.page not in heard:
            heard[visit.page] = console_of(visit.page)
        found += wrong_with(visit, code, unsayable)
        visits += 1
    found += [line for said in heard.values() for line in said]
    assert found == [], "\n".join(found)
    assert visits > 50
