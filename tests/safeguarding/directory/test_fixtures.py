"""What this edition brings for every school: complete in both languages, sourced, and without the slips of others."""

import json
import re

import pytest
from django.conf import settings

from safeguarding.directory.kinds import SEVERAL
from safeguarding.directory.models import ForWhom, StepList
from tests.architecture import house

FILES = ("contacts", "platforms", "tools", "steps", "letters", "hints", "guidance")
CODES = {
    "tools": {"report-remove", "take-it-down", "iwf", "platform", "stopncii"},
    StepList.KEEP_SAFE: ["keep-messages", "stop-contact", "never-pay", "block-account", "report-account"],
    StepList.REASSURE: ["must-be-reported", "not-alone", "not-to-blame", "can-be-solved"],
    StepList.ACCOUNTS: [
        "separate-passwords",
        "two-step",
        "privacy-settings",
        "no-personal-details",
        "who-they-are",
        "cloud-checked",
    ],
    StepList.PHISHING: ["do-not-pay", "do-not-reply", "change-password", "report-it"],
}
# Slips in the sources, and names that hold no longer (each with the right one beside it).
WRONG = {
    r"(?i)stopncci": "StopNCII",
    r"(?i)action ?fraud": "Report Fraud",
    r"(?i)gwasanaethau plant yr heddlu": "yr heddlu a/neu wasanaethau plant yr awdurdod lleol",
    r"(?i)wasanaethau plant yr heddlu": "yr heddlu a/neu wasanaethau plant yr awdurdod lleol",
}


def rows(name: str) -> list[dict]:
    return json.loads((settings.BASE_DIR / f"fixtures/reference_{name}.json").read_text())


@pytest.mark.parametrize("name", FILES)
def test_everything_has_a_day_on_which_it_was_checked_and_says_where_it_is_from(name):
    for row in rows(name):
        assert row["checked_on"] >= "2026-11-23", row
        assert row.get("source") or name == "guidance", row


@pytest.mark.parametrize("name", ["platforms", "tools", "steps"])
def test_everything_is_said_in_both_languages(name):
    for row in rows(name):
        assert row["name_en"] and row["name_cy"], row
        assert row["said_en"] and row["said_cy"] and row["said_en"] != row["said_cy"], row


@pytest.mark.parametrize("name", ["letters", "hints"])
def test_what_is_in_one_language_is_in_the_other_too(name):
    codes = {language: {row["code"] for row in rows(name) if row["language"] == language} for language in ("en", "cy")}
    assert codes["en"] == codes["cy"] != set()


def test_the_tools_and_steps_that_pages_ask_for_are_there_and_in_their_order():
    assert {row["code"] for row in rows("tools")} == CODES["tools"]
    assert {row["for_whom"] for row in rows("tools")} == set(ForWhom.values)
    for steps in StepList:
        ordered = sorted((row for row in rows("steps") if row["steps"] == steps), key=lambda row: row["place"])
        assert [row["code"] for row in ordered] == CODES[steps]


def test_there_are_at_least_fifteen_platforms_and_each_says_where_to_report():
    found = rows("platforms")
    assert len(found) >= 15 and all(row["web"] for row in found)
    assert {"instagram", "snapchat", "tiktok", "whatsapp", "discord"} <= {row["code"] for row in found}


@pytest.mark.parametrize(
    ("kind", "phone", "web"),
    [
        ("FRAUD", "0300 123 2040", "reportfraud.police.uk"),
        ("ADULT_HELPLINE", "0345 6000 459", "revengepornhelpline.org.uk"),
        ("HELPLINE", "0800 068 4141", "papyrus-uk.org"),
        ("HELPLINE", "116 123", "samaritans.org"),
        ("HELPLINE", "0808 164 0123", "samaritans.org/cymru"),
        ("HELPLINE", "0800 136 663", "nspcc.org.uk"),
        ("HELPLINE", "0800 1111", "childline.org.uk"),
        ("WORRIED_ADULT", "0808 800 5000", "nspcc.org.uk"),
        ("OTHER", "", "ceop.police.uk/safety-centre"),
        ("ADULT_SERVICES", "", ""),
        ("POLICE_SPECIALIST", "", ""),
    ],
)
def test_whom_to_call_is_there(kind, phone, web):
    assert (kind, phone, web) in {(row["kind"], row["phone"], row["web"]) for row in rows("contacts")}


def test_phishing_goes_to_its_own_address():
    [fraud] = [row for row in rows("contacts") if row["kind"] == "FRAUD"]
    assert fraud["email"] == "report@phishing.gov.uk"


def test_no_two_contacts_of_a_kind_stand_in_the_same_place():
    found = [(row["kind"], row["place"], row["jurisdiction"]) for row in rows("contacts") if row["kind"] in SEVERAL]
    assert len(found) == len(set(found)) and all(place < 100 for _kind, place, _country in found)


def test_web_addresses_are_plain_text():
    for name in ("contacts", "platforms", "tools", "steps"):
        assert not [row["web"] for row in rows(name) if re.search(r"https?:|\s", row["web"])]


@pytest.mark.parametrize(("wrong", "right"), WRONG.items())
def test_the_slips_of_the_sources_are_nowhere(wrong, right):
    fixtures = sorted((house.ROOT / "fixtures").glob("*.json"))
    catalogue = [house.ROOT / "locale/cy/LC_MESSAGES/django.po"]
    house.nothing_of(
        house.places_of_pattern(wrong, [*fixtures, *catalogue, *house.template_files(), *house.python_files()], {})
    )


def test_both_agencies_are_named_in_welsh_as_they_are():
    said = (house.ROOT / "fixtures/reference_letters.json").read_text()
    assert "yr heddlu" in said
