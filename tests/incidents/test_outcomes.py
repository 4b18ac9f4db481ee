"""The outcomes an agency can answer with, by country."""

import pytest

from incidents.outcomes import AgencyOutcome, ReferralTo, outcomes_for

ONLY_WALES = {"IAA", "PART_3", "STRATEGY", "S47_NOT_SUBSTANTIATED", "S47_NO_CONTINUING_RISK", "S47_CONFERENCE"}
ONLY_ENGLAND = {"EARLY_HELP", "SECTION_17", "SECTION_47"}
COUNTRIES = ("WALES", "ENGLAND")


def codes(agency: str, jurisdiction: str) -> set[str]:
    """The outcomes offered there."""
    return {code for code, _label in outcomes_for(agency, jurisdiction)}


def test_childrens_services_answer_by_the_law_of_their_country():
    wales, england = (codes(ReferralTo.CHILDRENS_SERVICES, country) for country in COUNTRIES)
    assert (wales - england, england - wales) == (ONLY_WALES, ONLY_ENGLAND)


def test_the_police_answer_alike_in_both():
    wales, england = (codes(ReferralTo.POLICE, country) for country in COUNTRIES)
    assert wales == england and {"OUTCOME_21", "OUTCOME_22", "CHARGE"} <= wales
    assert not wales & (ONLY_WALES | ONLY_ENGLAND)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("agency", ReferralTo)
def test_every_agency_can_do_nothing_or_something_else_and_is_named_in_words(agency, country):
    offered = dict(outcomes_for(agency, country))
    assert {"NO_ACTION", "OTHER"} <= set(offered)
    assert all(label and label != code for code, label in offered.items())


def test_every_outcome_can_be_chosen_somewhere():
    offered = set().union(*(codes(agency, country) for agency in ReferralTo for country in COUNTRIES))
    assert offered == set(AgencyOutcome.values)
