"""The directory: loaded once and again without harm, and a school's own contacts before those of its country."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from safeguarding.audit.models import AuditEvent
from safeguarding.directory.guidance_pages import fingerprint
from safeguarding.directory.kinds import Kind
from safeguarding.directory.models import AgencyKind, ContactPoint, Guidance, GuidedStep, Letter, RemovalTool
from safeguarding.directory.selectors import contacts_for
from safeguarding.directory.services.keeping import Asked, add_entry, keep_entry

CONTACTS = json.loads((settings.BASE_DIR / "fixtures/reference_contacts.json").read_text())


def load() -> None:
    call_command("load_reference", verbosity=0)


def phones(school, *kinds) -> list[str]:
    return [contact.phone for contact in contacts_for(school, kinds)]


def test_every_contact_has_both_languages_a_source_and_a_day(db):
    for row in CONTACTS:
        assert row["name_en"] and row["name_cy"] and row["source"], row
        assert bool(row["when_en"]) == bool(row["when_cy"]), row
        assert "checked_on" in row, row


@pytest.mark.parametrize("phone", ["999", "101", "0800 1111", "080 880 23456"])
def test_the_numbers_that_everybody_needs_are_there(db, phone):
    assert phone in [row["phone"] for row in CONTACTS]


def test_loading_again_changes_nothing(cast):
    load()
    before = list(ContactPoint.objects.order_by("pk").values()), list(Guidance.objects.order_by("pk").values())
    load()
    after = list(ContactPoint.objects.order_by("pk").values()), list(Guidance.objects.order_by("pk").values())
    assert before == after
    assert len(before[0]) == len(CONTACTS)


def test_loading_again_leaves_what_a_school_made_its_own(cast):
    load()
    [services] = contacts_for(cast.afon, (AgencyKind.CHILDRENS_SERVICES,))
    asked = Asked(cast.afon, Kind.CONTACTS, services.pk)
    keep_entry(actor=cast.mair, asked=asked, seen=fingerprint(services), said={"phone": "01632 960000"})
    load()
    assert phones(cast.afon, AgencyKind.CHILDRENS_SERVICES) == ["01632 960000"]
    assert phones(cast.riverside, AgencyKind.CHILDRENS_SERVICES) == [services.phone]


def test_loading_again_brings_what_is_new_and_what_is_worded_anew(cast):
    load()
    words = GuidedStep.objects.get(code="never-pay", steps="KEEP_SAFE").said_en
    GuidedStep.objects.filter(code="never-pay").update(said_en="As it was said before.")
    own = GuidedStep.objects.create(school=cast.afon, code="never-pay", steps="KEEP_SAFE", said_en="As we say it.")
    RemovalTool.objects.filter(code="iwf").update(code="iwf-as-it-was")
    load()
    assert RemovalTool.objects.filter(code="iwf").exists()
    assert GuidedStep.objects.get(code="never-pay", steps="KEEP_SAFE", school=None).said_en == words
    own.refresh_from_db()
    assert own.said_en == "As we say it."


def test_loading_again_leaves_the_letter_that_somebody_was_given_and_the_edition_that_was_decided_by(cast):
    load()
    Guidance.objects.update(web="https://example.org/then")
    given = {letter.pk: letter.sha256 for letter in Letter.objects.all()}
    load()
    assert {guidance.web for guidance in Guidance.objects.all()} == {"https://example.org/then"}
    assert {letter.pk: letter.sha256 for letter in Letter.objects.all()} == given != {}


def test_a_contact_is_for_the_country_it_names(cast):
    load()
    in_wales = [one.name_en for one in contacts_for(cast.afon, (AgencyKind.HELPLINE,))]
    in_england = [one.name_en for one in contacts_for(cast.riverside, (AgencyKind.HELPLINE,))]
    assert any("Meic" in name for name in in_wales) and not any("Meic" in name for name in in_england)


def test_a_schools_own_contact_stands_before_its_countrys_and_at_no_other_school(cast):
    load()
    kind = AgencyKind.CHILDRENS_SERVICES
    names = {"name_en": "Duty team", "name_cy": "Tîm dyletswydd", "source": "The council"}
    said = names | {"kind": kind, "phone": "01632 960100"}
    add_entry(actor=cast.mair, school=cast.afon, kind=Kind.CONTACTS, said=said)
    assert phones(cast.afon, kind) == ["01632 960100"]
    assert phones(cast.riverside, kind) == [""]


def test_a_contact_speaks_the_readers_language(cast):
    load()
    [police] = contacts_for(cast.afon, (AgencyKind.POLICE,))
    names = []
    for code in ("en", "cy"):
        with translation.override(code):
            names.append(police.name)
    assert names == ["Police", "Yr heddlu"]


def test_loading_is_written_down(cast):
    before = AuditEvent.objects.count()
    load()
    assert AuditEvent.objects.count() == before + 1
    load()
    details = json.loads(AuditEvent.objects.latest("at", "seq").body)["details"]
    assert details == {"new": 0, "changed": 0}
