"""What the pages of a record call somebody who is 18 or over, and which agency they name."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from incidents.outcomes import DecisionAbout, decided_about
from incidents.removing import RemovalState, StepState, state_in_words
from incidents.selectors.awareness import stages
from incidents.selectors.chronology import chronology
from incidents.selectors.decisions import standing_decisions
from incidents.selectors.referrals import decision_lines
from safeguarding import clock
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.views.record import text_of, url
from tests.makers import make_exception, make_referral

AGENCIES = {15: "children’s services", 18: "adult safeguarding"}


@pytest.fixture(autouse=True)
def _directory(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture(params=AGENCIES)
def years(request):
    return request.param


@pytest.fixture
def concern(cast, years):
    return concern_about(cast, birthday(clock.today(), years))


def agencies_of(text: str) -> set[str]:
    return {agency for agency in AGENCIES.values() if agency in text.replace("Children’s", "children’s")}


@pytest.mark.parametrize("name", ["concern", "review", "decide", "plan"])
def test_a_page_names_the_agency_for_their_age_and_no_other(signed_in, concern, years, name):
    text = text_of(signed_in("mair").get(url(name, concern)))
    assert agencies_of(text) == {AGENCIES[years]}


def test_the_two_decisions_are_about_the_agency_for_their_age(signed_in, concern, years):
    form = signed_in("mair").get(url("decide", concern)).context["form"]
    assert form.fields["services"].label == f"Refer to {AGENCIES[years]}?"
    for name in ("services", "services_not_yet", "services_no"):
        assert AGENCIES[years] in form.fields[name].error_messages["required"]


def test_what_was_decided_names_the_agency_for_the_age_at_which_it_was_decided(cast):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        concern = concern_about(cast, birthday(clock.today() + timedelta(days=1)))
        make_exception(concern, cast.mair)
        traveller.shift(timedelta(days=2))
        assert [line.about for line in decision_lines(concern)][1] == "Referral to children’s services"
        later = concern_about(cast, birthday(clock.today()))
        make_exception(later, cast.mair)
        assert set(standing_decisions(later)) == {"POLICE", "CHILDRENS_SERVICES"}
        assert [line.about for line in decision_lines(later)][1] == "Referral to adult safeguarding"
        assert "Referral to adult safeguarding: No" in [entry.title for entry in chronology([later])]


def test_the_clock_names_whom_somebody_of_that_age_is_referred_to(cast, concern, years):
    make_referral(concern, cast.mair, agency="POLICE")
    names = [stage.name for stage in stages(concern, wants_referral=True)]
    assert f"Referred to the police or {AGENCIES[years]}" in names


def test_a_referral_says_whether_they_or_the_child_were_told(cast, signed_in, concern, years):
    label = signed_in("mair").get(url("add_referral", concern)).context["form"].fields["child_told"].label
    assert label == ("Have they been told?" if years == 18 else "Has the child been told?")
    referral = make_referral(concern, cast.mair, agency="POLICE", child_told="TOLD", child_told_words="All of it.")
    text = text_of(signed_in("mair").get(url("referral", concern, number=referral.number)))
    assert ("The child was told" in text, "They were told" in text) == (years == 15, years == 18)


@pytest.mark.parametrize("slug", ["keep-safe", "accounts", "reassure", "phishing"])
def test_a_list_of_steps_calls_nobody_of_18_a_child(signed_in, concern, years, slug):
    page = signed_in("mair").get(url("steps", concern, list=slug))
    assert ("child" in f"{page.context['title']} {page.context['intro']}") is (years == 15 and slug != "phishing")
    assert ("Safety of the child" in text_of(page)) is (years == 15 and slug == "phishing")


def test_how_far_it_is_calls_nobody_of_18_a_child():
    for state in (*StepState, *RemovalState):
        assert "child" not in str(state_in_words(state, is_18=True))
        assert state_in_words(state, is_18=False) == state.label


def test_each_decision_about_an_adult_is_named():
    assert not any("children" in str(decided_about(about, is_18=True)) for about in DecisionAbout)
