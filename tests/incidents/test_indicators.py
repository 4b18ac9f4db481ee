"""What the signs point to: each by itself, together, and the e-mail that looks like blackmail."""

import pytest

from incidents.categories import Topic
from incidents.indicators import (
    CLAIMED_BY_EMAIL,
    CONTACT,
    FIFTEEN_SIGNS,
    THREATS,
    Pathway,
    Rule,
    Sign,
    categories_with_sextortion,
    points_to_sextortion,
    propose,
    referral_is_required,
)
from safeguarding.terms import ABUSE_CATEGORIES

# Written out a second time: what each sign by itself points to.
ALONE = {
    "UNKNOWN_ACCOUNT": ("GROOMING", "STRANGER"),
    "HACKED_ACCOUNT": ("GROOMING", "STRANGER"),
    "QUICKLY_SEXUAL": ("GROOMING", "STRANGER"),
    "IMAGE_SENT_FIRST": ("GROOMING", "STRANGER"),
    "MOVED_TO_PRIVATE": ("GROOMING", "STRANGER"),
    "PRESSURED": ("GROOMING", "STRANGER"),
    "TOLD_HACKED": ("NONE", "NOTHING"),
    "MONEY_DEMANDED": ("SEXTORTION", "THREAT_SIGN"),
    "IMAGES_AS_THREAT": ("SEXTORTION", "THREAT_SIGN"),
    "THREAT_TO_SHARE": ("SEXTORTION", "THREAT_SIGN"),
    "MUTUAL_FRIEND": ("GROOMING", "STRANGER"),
    "FAKE_PROFILE": ("GROOMING", "STRANGER"),
    "SEVERAL_PUPILS": ("NONE", "NOTHING"),
    "CHANGED": ("NONE", "NOTHING"),
    "SILENCED": ("NONE", "NOTHING"),
    "ONLY_EMAIL": ("PHISHING", "MASS_EMAIL"),
}
IN_WALES, IN_ENGLAND = ABUSE_CATEGORIES["WALES"], ABUSE_CATEGORIES["ENGLAND"]


def proposed(*signs, about=(), triaged=False) -> tuple[str, str]:
    """The pathway and the rule, as codes."""
    found = propose(signs, about, triaged_as_sextortion=triaged)
    return str(found.pathway), str(found.rule)


def test_there_are_fifteen_signs_and_a_question_beside_them():
    assert len(FIFTEEN_SIGNS) == 15 and set(ALONE) == {*FIFTEEN_SIGNS, Sign.ONLY_EMAIL} == set(Sign)


@pytest.mark.parametrize("sign", Sign)
def test_a_sign_by_itself_points_to_what_was_drawn(sign):
    assert proposed(sign) == ALONE[sign]


@pytest.mark.parametrize("threat", sorted(THREATS))
@pytest.mark.parametrize("other", FIFTEEN_SIGNS)
def test_a_threat_with_any_other_sign_points_to_sextortion(threat, other):
    assert proposed(threat, other) == ("SEXTORTION", "THREAT_SIGN")


def test_pressure_points_to_sextortion_where_somebody_threatens():
    assert proposed("PRESSURED", "TOLD_HACKED") == ("SEXTORTION", "PRESSURE_AND_THREAT")
    assert proposed("PRESSURED", about=["THREATS_OR_MONEY"]) == ("SEXTORTION", "PRESSURE_AND_THREAT")


@pytest.mark.parametrize("sign", [None, *sorted(CONTACT), "CHANGED", "SILENCED"])
def test_what_the_reporter_ticked_is_enough(sign):
    pathway, _rule = proposed(*filter(None, [sign]), about=["THREATS_OR_MONEY"])
    assert pathway == "SEXTORTION"


def test_what_triage_found_stays_proposed():
    assert proposed(triaged=True) == ("SEXTORTION", "TRIAGED")
    assert proposed("UNKNOWN_ACCOUNT", about=["IMAGES"], triaged=True) == ("SEXTORTION", "TRIAGED")


def test_images_without_contact_or_threat_are_among_children():
    assert proposed(about=["IMAGES"]) == ("NUDES", "IMAGES")
    assert proposed("CHANGED", about=["IMAGES"]) == ("NUDES", "IMAGES")
    assert proposed("FAKE_PROFILE", about=["IMAGES"]) == ("GROOMING", "STRANGER")


@pytest.mark.parametrize("claimed", [None, *sorted(CLAIMED_BY_EMAIL)])
@pytest.mark.parametrize("about", [(), ("THREATS_OR_MONEY",)])
def test_only_an_email_is_phishing_whatever_it_claims(claimed, about):
    assert proposed("ONLY_EMAIL", *filter(None, [claimed]), about=about) == ("PHISHING", "MASS_EMAIL")


@pytest.mark.parametrize("sign", sorted(CONTACT | {Sign.IMAGES_AS_THREAT}))
def test_an_email_after_contact_or_with_an_image_of_the_child_is_not_one_sent_to_many(sign):
    assert proposed("ONLY_EMAIL", "MONEY_DEMANDED", sign) == ("SEXTORTION", "THREAT_SIGN")
    assert proposed("ONLY_EMAIL", sign)[0] != "PHISHING"


@pytest.mark.parametrize("claimed", [None, *sorted(CLAIMED_BY_EMAIL)])
def test_an_email_is_not_all_where_images_were_shared_or_asked_for(claimed):
    signs = ["ONLY_EMAIL", *filter(None, [claimed])]
    assert proposed(*signs, about=["IMAGES"])[0] != "PHISHING"
    assert proposed(*signs, about=["IMAGES", "THREATS_OR_MONEY"])[0] == "SEXTORTION"


@pytest.mark.parametrize("sign", [None, *FIFTEEN_SIGNS])
@pytest.mark.parametrize("about", [(), ("IMAGES",), ("THREATS_OR_MONEY",)])
def test_whatever_is_proposed_as_sextortion_points_to_it_and_an_email_takes_nothing_away(sign, about):
    signs = [*filter(None, [sign])]
    is_proposed = propose(signs, about).pathway == Pathway.SEXTORTION
    assert bool(points_to_sextortion(signs, about)) is is_proposed
    assert bool(points_to_sextortion([*signs, Sign.ONLY_EMAIL], about)) is is_proposed


@pytest.mark.parametrize("left", [[], ["FAKE_PROFILE"], ["CHANGED"]])
def test_what_pointed_to_sextortion_before_still_does_though_it_is_not_ticked_any_more(left):
    found = propose(left, ["IMAGES"], pointed_before=True)
    assert (found.pathway, found.rule) == ("SEXTORTION", "SIGN_BEFORE")
    assert propose([*left, "MONEY_DEMANDED"], pointed_before=True).rule == "THREAT_SIGN"


def test_every_rule_and_every_pathway_is_reached():
    reached = [proposed(sign) for sign in Sign] + [
        proposed("PRESSURED", "TOLD_HACKED"),
        proposed(about=["THREATS_OR_MONEY"]),
        proposed(triaged=True),
        proposed(about=["IMAGES"]),
    ]
    reached += [(propose([], pointed_before=True).pathway, propose([], pointed_before=True).rule)]
    assert {rule for _pathway, rule in reached} == set(Rule)
    assert {pathway for pathway, _rule in reached} == set(Pathway)


@pytest.mark.parametrize(
    ("confirmed", "pointed", "was_judged", "required"),
    [
        (True, False, True, True),
        (True, True, False, True),
        (False, True, False, True),
        (False, True, True, False),
        (False, False, False, False),
        (False, False, True, False),
    ],
)
def test_a_referral_is_required_once_it_was_found_and_while_nobody_has_judged(confirmed, pointed, was_judged, required):
    assert referral_is_required(was_confirmed=confirmed, was_pointed_to=pointed, was_judged=was_judged) is required


@pytest.mark.parametrize(
    ("topics", "main", "others", "known", "expected"),
    [
        (["SEXTORTION"], "EMOTIONAL", [], IN_WALES, ("EMOTIONAL", ["SEXUAL", "FINANCIAL"])),
        (["SEXTORTION"], "EMOTIONAL", [], IN_ENGLAND, ("EMOTIONAL", ["SEXUAL"])),
        (["SEXTORTION"], "SEXUAL", ["FINANCIAL"], IN_WALES, ("SEXUAL", ["FINANCIAL"])),
        (["SEXTORTION"], "SEXUAL", [], IN_WALES, ("SEXUAL", ["FINANCIAL"])),
        (["SEXTORTION"], "SEXUAL", [], IN_ENGLAND, ("SEXUAL", [])),
        (["SEXTORTION"], "FINANCIAL", ["SEXUAL"], IN_WALES, ("FINANCIAL", ["SEXUAL"])),
        (["SEXTORTION"], "NONE", [], IN_ENGLAND, ("SEXUAL", [])),
        (["SEXTORTION"], "", [], IN_WALES, ("SEXUAL", ["FINANCIAL"])),
        (["SEXTORTION"], "NONE", ["EMOTIONAL"], IN_WALES, ("SEXUAL", ["EMOTIONAL", "FINANCIAL"])),
        (["NUDES"], "EMOTIONAL", ["EMOTIONAL"], IN_WALES, ("EMOTIONAL", [])),
        ([], "NONE", [], IN_WALES, ("NONE", [])),
    ],
)
def test_sextortion_is_sexual_abuse_and_in_wales_financial_abuse_whatever_else_was_selected(
    topics, main, others, known, expected
):
    assert categories_with_sextortion([Topic(one) for one in topics], main, others, known) == expected
