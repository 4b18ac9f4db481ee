"""What a school reads: its own entries before its country's, and those before what holds everywhere."""

import pytest

from safeguarding.directory import selectors
from safeguarding.directory.models import (
    AgencyKind,
    ContactPoint,
    GuidedStep,
    Letter,
    Platform,
    RemovalTool,
    StepList,
    WordingHint,
)

pytestmark = pytest.mark.usefixtures("reference")

LETTER = {"code": "parents-sextortion", "language": "en", "title": "A letter", "text": "Dear all", "source": "us"}


def own(model, school, code: str, **more):
    """A copy of the country's entry that is the school's own."""
    [held] = model.objects.filter(school=None, code=code).values()[:1]
    held.pop("id")
    return model.objects.create(**(held | {"school_id": school.pk} | more))


def test_all_of_it_can_be_read_at_every_school(cast):
    for school in (cast.afon, cast.riverside):
        assert len(selectors.platforms_for(school)) >= 15
        assert [tool.code for tool in selectors.tools_for(school)] == [
            "report-remove",
            "take-it-down",
            "iwf",
            "stopncii",
            "platform",
        ]
        assert all(len(selectors.steps_for(school, steps)) >= 4 for steps in StepList)
        assert selectors.letter_for(school, "parents-sextortion", "cy").language == "cy"
        assert {hint.language for hint in selectors.hints_for(school)} == {"en", "cy"}


@pytest.mark.parametrize(
    ("model", "code", "read"),
    [
        (Platform, "snapchat", selectors.platforms_for),
        (RemovalTool, "take-it-down", selectors.tools_for),
        (GuidedStep, "never-pay", lambda school: selectors.steps_for(school, StepList.KEEP_SAFE)),
    ],
)
def test_a_schools_own_stands_in_place_of_its_countrys_at_that_school_alone(cast, model, code, read):
    order = [row.code for row in read(cast.afon)]
    own(model, cast.afon, code, name_en="Ours")
    assert [row.name_en for row in read(cast.afon) if row.code == code] == ["Ours"]
    assert "Ours" not in [row.name_en for row in read(cast.riverside)]
    assert [row.code for row in read(cast.afon)] == order


def test_what_is_for_one_country_stands_before_what_is_for_both(cast):
    own(Platform, cast.afon, "snapchat", school_id=None, jurisdiction="WALES", name_en="In Wales")
    names = {school: {row.name_en for row in selectors.platforms_for(school)} for school in (cast.afon, cast.riverside)}
    assert "In Wales" in names[cast.afon] and "Snapchat" not in names[cast.afon]
    assert "Snapchat" in names[cast.riverside] and "In Wales" not in names[cast.riverside]


def test_a_school_reads_its_own_newest_letter(cast):
    first = Letter.objects.create(school=cast.afon, version=1, **LETTER)
    assert selectors.letter_for(cast.afon, LETTER["code"], "en") == first
    second = Letter.objects.create(school=cast.afon, version=2, **LETTER)
    Letter.objects.create(school=None, version=7, **LETTER)
    assert selectors.letter_for(cast.afon, LETTER["code"], "en") == second
    assert selectors.letter_for(cast.riverside, LETTER["code"], "en").version == 7
    assert selectors.letter_for(cast.riverside, "no-such-letter", "en") is None


def test_a_hint_that_is_switched_off_is_read_nowhere_at_that_school(cast):
    def codes(school):
        return {hint.code for hint in selectors.hints_for(school) if hint.language == "en"}

    before = codes(cast.riverside)
    [held] = WordingHint.objects.filter(code="admitted", language="en").values()
    WordingHint.objects.create(**(held | {"id": None, "school_id": cast.afon.pk, "is_used": False}))
    assert codes(cast.afon) == before - {"admitted"} and codes(cast.riverside) == before
    assert "admitted" in {hint.code for hint in selectors.hints_for(cast.afon) if hint.language == "cy"}


def test_one_helpline_of_a_schools_own_leaves_the_others(cast):
    def phones():
        return [row.phone for row in selectors.contacts_for(cast.afon, (AgencyKind.HELPLINE,))]

    before = phones()
    [childline] = ContactPoint.objects.filter(phone="0800 1111").values()
    ContactPoint.objects.create(**(childline | {"id": None, "school_id": cast.afon.pk, "phone": "01632 960001"}))
    assert phones() == [phone.replace("0800 1111", "01632 960001") for phone in before]
    further = {"kind": AgencyKind.HELPLINE, "name_en": "A further one", "phone": "01632 960002", "source": "us"}
    ContactPoint.objects.create(school=cast.afon, **further)
    assert sorted(phones()) == sorted(
        [*(phone.replace("0800 1111", "01632 960001") for phone in before), "01632 960002"]
    )


@pytest.mark.parametrize(("kind", "number"), [(AgencyKind.EMERGENCY, "999"), (AgencyKind.POLICE, "101")])
def test_nothing_of_a_schools_own_takes_999_or_101_away(cast, kind, number):
    def phones():
        return [row.phone for row in selectors.contacts_for(cast.afon, (kind,))]

    [shared] = ContactPoint.objects.filter(phone=number, kind=kind, school=None).values()
    assert phones() == [number]
    instead = ContactPoint.objects.create(**(shared | {"id": None, "school_id": cast.afon.pk, "phone": "01632 960001"}))
    further = {"name_en": "The school nurse", "phone": "01632 960002", "source": "us"}
    ContactPoint.objects.create(school=cast.afon, kind=kind, **further)
    assert sorted(phones()) == ["01632 960001", "01632 960002", number]
    ContactPoint.objects.filter(pk=instead.pk).update(phone=number)
    assert sorted(phones()) == ["01632 960002", number]
