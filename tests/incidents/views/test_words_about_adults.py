"""What the pages of a record call somebody who is 18 or over, and which agency they name."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import translation

from incidents.outcomes import DecisionAbout, decided_about
from incidents.removing import RemovalState, StepState, state_in_words
from incidents.selectors.awareness import stages
from incidents.selectors.chronology import chronology
from incidents.selectors.decisions import standing_decisions
from incidents.selectors.referral_pack import referral_pack
from incidents.selectors.referrals import decision_lines, whole_referral
from incidents.services import removal as removing
from incidents.services import support as supporting
from incidents.services import wellbeing as checking
from safeguarding import clock
from safeguarding.directory.models import StepList
from safeguarding.directory.selectors import steps_for
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.views.record import text_of, url
from tests.makers import make_exception, make_referral

NEVER = {15: "A child is never to blame.", 18: "Nobody who was harmed is to blame."}
PAGES = ["devices", "device_add", "agency_release", "deletion", "safety", "safety_check", "support", "support_plan"]
PAGES += ["check_in", "removal"]
CHECK = {"self_harm": "POSSIBLE", "observed": [], "recheck_on": clock.today() + timedelta(days=2)}
CHECK |= {"not_left_alone": "", "put_in_place": "A quiet room.", "observed_words": ""}
SENT = {"state": "SENT", "on": None, "helped_by": "", "tool_reference": "", "words": ""}
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


def calls_a_child(text: str) -> bool:
    """Whether it says "the child" or "this child" of the person it is about."""
    return bool(re.search(r"\b([Tt]he|[Tt]his) child\b", text))


def seen(concern) -> int:
    concern.refresh_from_db()
    return concern.version


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
    assert years == 15 or not calls_a_child(text_of(page))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_calls_nobody_of_18_a_child(signed_in, concern, years, name):
    text = text_of(signed_in("mair").get(url(name, concern)))
    assert not calls_a_child(text) if years == 18 else NEVER[15] in text
    assert (NEVER[18] in text) is (years == 18)


def test_a_worry_of_the_reporter_is_about_the_child_or_about_the_person(cast, signed_in, years):
    concern = concern_about(cast, birthday(clock.today(), years), about=("SELF_HARM",))
    text = text_of(signed_in("mair").get(url("safety", concern)))
    assert (f"worries that the {'child' if years == 15 else 'person it is about'} might hurt themselves") in text


def test_what_is_on_the_record_calls_nobody_of_18_a_child(cast, signed_in, concern, years):
    acted = {"actor": cast.mair, "reference": concern.reference}
    checking.record_check(**acted, seen_version=seen(concern), **CHECK)
    plan = {"named_adult": "Nia", "services": [], "child_says": "Quiet.", "words": ""}
    supporting.plan_support(**acted, seen_version=seen(concern), **plan)
    on = clock.today() + timedelta(days=3)
    supporting.plan_check_in(**acted, seen_version=seen(concern), due_on=on, with_whom="Nia")
    if years == 18:
        removing.answer_age(**acted, seen_version=seen(concern), taken_under_18="YES")
    removing.record_removal(**acted, seen_version=seen(concern), tool="platform", platform="instagram", **SENT)
    referral = make_referral(concern, cast.mair, agency="POLICE", child_told="TOLD", child_told_words="All of it.")
    client = signed_in("mair")
    for name in ("safety", "support", "concern_chronology", "removal"):
        assert years == 15 or not calls_a_child(text_of(client.get(url(name, concern)))), name
    pack = referral_pack(concern, whole_referral(concern, referral.number), "en")
    said = [pack.title, *(part.title for part in pack.parts)]
    said += [f"{line.name} {line.text}" for part in pack.parts for line in part.lines if not line.is_words]
    assert bool([words for words in said if calls_a_child(words)]) is (years == 15)


@pytest.mark.parametrize("code", ["en", "cy"])
def test_no_step_calls_anybody_a_child(cast, code):
    with translation.override(code):
        said = [f"{step.name} {step.said}" for step in steps_for(cast.afon, *StepList)]
    wrong = {"en": r"\b[Cc]hild\b", "cy": r"\b[bp]h?lentyn\b"}[code]
    assert [words for words in said if re.search(wrong, words)] == []


def test_how_far_it_is_calls_nobody_of_18_a_child():
    for state in (*StepState, *RemovalState):
        assert "child" not in str(state_in_words(state, is_18=True))
        assert state_in_words(state, is_18=False) == state.label


def test_each_decision_about_an_adult_is_named():
    assert not any("children" in str(decided_about(about, is_18=True)) for about in DecisionAbout)
