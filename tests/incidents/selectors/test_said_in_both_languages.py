"""Agencies in the middle of a sentence, and the guidance that a decision was made by, in either language."""

import pytest
from django.core.management import call_command
from django.utils import translation

from incidents.outcomes import ReferralTo
from incidents.selectors.chronology import chronology
from incidents.selectors.referrals import decision_lines
from safeguarding.directory.models import Guidance
from tests.makers import make_concern, make_exception, make_referral

NAMES = {
    "en": ("the police", "children’s services", "adult safeguarding", "the CEOP Safety Centre", "another agency"),
    "cy": ("i'r heddlu", "i'r gwasanaethau plant", "at ddiogelu oedolion", "i Ganolfan Ddiogelwch CEOP", "arall"),
}
CITED = {
    "en": (
        "Sharing nudes and semi-nudes: responding to incidents and safeguarding children (Welsh Government)",
        "Wales, 2024",
    ),
    "cy": (
        "Rhannu delweddau noeth a hanner noeth: ymateb i ddigwyddiadau a diogelu plant (Llywodraeth Cymru)",
        "Cymru, 2024",
    ),
}


@pytest.mark.parametrize("code", NAMES)
def test_a_referral_is_to_the_agency_as_a_sentence_says_it(cast, code):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    for agency in ReferralTo:
        make_referral(concern, cast.mair, agency=agency, agency_name="")
    with translation.override(code):
        titles = [entry.title for entry in chronology([concern])]
    for name in NAMES[code]:
        assert [title for title in titles if title.endswith(name) and not title.endswith(f": {name}")], name


@pytest.mark.parametrize("code", CITED)
def test_a_decision_names_its_guidance_in_the_readers_language(cast, code):
    call_command("load_reference", verbosity=0)
    Guidance.objects.exclude(title_en=CITED["en"][0]).update(in_force_from="2100-01-01")
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    make_exception(concern, cast.mair)
    with translation.override(code):
        assert {line.guidance for line in decision_lines(concern)} == {", ".join(CITED[code])}
