"""Removing images, age and consent: the tools of the right age only, reasons where they are needed, nothing twice."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from incidents.models import AdultConsent, AgeAnswer, RemovalStep
from incidents.removing import Route, Taken
from incidents.selectors import removal as shown
from incidents.selectors.pathway import person_is_adult
from incidents.services import matching
from incidents.services import removal as removing
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit.acts import NotRecorded
from safeguarding.directory.models import RemovalTool
from safeguarding.policy import NotThere
from tests.incidents.grown_up import birthday, concern_about, concern_about_somebody
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, TEAM, events_of, last_body, stands
from tests.makers import make_concern, make_referral

WHY = "She is not safe at home tonight."


@pytest.fixture(autouse=True)
def _directory(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.fixture
def adult(cast):
    return concern_about(cast, birthday(clock.today()))


def record(concern, actor, **changes):
    concern.refresh_from_db()
    said = {"tool": "report-remove", "state": "SENT", "on": clock.today(), "helped_by": "Mrs Pugh"}
    said |= {"tool_reference": "RR-77", "words": "They answer in two days.", "recheck_on": clock.today()}
    return removing.record_removal(
        actor=actor, reference=concern.reference, **({"seen_version": concern.version} | said | changes)
    )


def answer(concern, actor, taken="YES", **changes):
    concern.refresh_from_db()
    said = {"seen_version": concern.version, "taken_under_18": taken} | changes
    return removing.answer_age(actor=actor, reference=concern.reference, **said)


def consent(concern, actor, consent="GIVEN", **changes):
    concern.refresh_from_db()
    said = {"seen_version": concern.version, "consent": consent} | changes
    return removing.record_consent(actor=actor, reference=concern.reference, **said)


def offered(concern) -> list[str]:
    """The codes of the tools that the page of this record offers."""
    return [card["url"].rstrip("/").rpartition("/")[2] for card in shown.removal_page(concern)["cards"]]


# --- tools


@pytest.mark.parametrize("who", TEAM)
def test_the_team_records_how_far_a_tool_is(cast, concern, who):
    record(concern, cast.people[who])
    row = RemovalStep.objects.select_related("concern__key").get()
    assert (row.tool, row.state, row.on, row.recheck_on) == ("report-remove", "SENT", clock.today(), clock.today())
    assert (row.helped_by, row.tool_reference, row.words) == ("Mrs Pugh", "RR-77", "They answer in two days.")
    assert (row.by, row.platform, events_of(concern)) == (cast.people[who], None, ["removal.recorded"])
    assert "report-remove" in last_body(concern) and "RR-77" not in last_body(concern)


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_records_or_answers(cast, adult, who):
    before = stands(adult)
    for act in (record, answer, consent):
        with pytest.raises(NotThere):
            act(adult, cast.people[who])
    assert stands(adult) == before
    assert not any(model.objects.exists() for model in (RemovalStep, AgeAnswer, AdultConsent))


def test_each_app_is_recorded_by_itself_and_a_later_row_replaces_its_own(cast, concern):
    record(concern, cast.mair, tool="platform", platform="instagram", state="SENT")
    record(concern, cast.mair, tool="platform", platform="snapchat", state="SENT")
    record(concern, cast.dafydd, tool="platform", platform="instagram", state="REMOVED")
    standing = shown.standing_removals(shown.removal_steps(concern))
    assert {key: row.state for key, row in standing.items()} == {
        ("platform", "instagram"): "REMOVED",
        ("platform", "snapchat"): "SENT",
    }
    assert RemovalStep.objects.count() == 3


def test_an_app_that_the_directory_does_not_have_is_not_there(cast, concern):
    with pytest.raises(NotThere):
        record(concern, cast.mair, tool="platform", platform="nonsense")
    assert not RemovalStep.objects.exists()


def test_why_a_tool_does_not_apply_is_needed(cast, concern):
    with pytest.raises(MoveRefused) as refused:
        record(concern, cast.mair, state="NOT_APPLICABLE", words="")
    assert refused.value.missing == {"reasons"}
    assert record(concern, cast.mair, state="NOT_APPLICABLE", words="Nothing was shared.").state == "NOT_APPLICABLE"


def test_pressing_twice_records_once(cast, concern):
    version = concern.version
    record(concern, cast.mair)
    with pytest.raises(ChangedMeanwhile):
        record(concern, cast.mair, seen_version=version)
    with pytest.raises(MoveRefused) as refused:
        record(concern, cast.mair)
    assert refused.value.missing == {"something_new"} and RemovalStep.objects.count() == 1


def test_nothing_is_recorded_on_a_closed_record(cast):
    closed = concern_about(cast, birthday(clock.today()), state=State.CLOSED)
    for act in (lambda *who: record(*who, tool="stopncii"), answer, consent):
        with pytest.raises(MoveRefused):
            act(closed, cast.mair)
    assert not any(model.objects.exists() for model in (RemovalStep, AgeAnswer, AdultConsent))


def test_what_cannot_be_recorded_is_not_kept(cast, adult, unrecordable):
    unrecordable()
    for act in (lambda *who: record(*who, tool="platform", platform="x"), answer, consent):
        with pytest.raises((NotRecorded, MoveRefused)):
            act(adult, cast.mair)
    assert not any(model.objects.exists() for model in (RemovalStep, AgeAnswer, AdultConsent))


# --- age


def test_17_years_and_364_days_is_a_child_and_18_years_and_0_days_is_asked(cast):
    today = clock.today()
    child, adult = concern_about(cast, birthday(today + timedelta(days=1))), concern_about(cast, birthday(today))
    assert offered(child) == ["report-remove", "take-it-down", "platform"]
    assert (offered(adult), shown.route_for(adult)) == ([], Route.ASK)
    with pytest.raises(MoveRefused):
        answer(child, cast.mair)
    with pytest.raises(MoveRefused):
        record(adult, cast.mair, tool="take-it-down")


@pytest.mark.parametrize(("on", "is_asked"), [("2026-02-28T12:00Z", False), ("2026-03-01T12:00Z", True)])
def test_who_was_born_on_a_leap_day_is_18_on_the_first_of_march(cast, on, is_asked):
    with time_machine.travel(on, tick=False):
        concern = concern_about(cast, clock.today().replace(year=2008, month=2, day=29))
        assert (shown.route_for(concern) == Route.ASK) is is_asked


@pytest.mark.parametrize(
    ("at", "is_asked"),
    [("2026-06-09T22:59:59Z", False), ("2026-06-09T23:00:00Z", True), ("2026-06-10T00:30:00Z", True)],
)
def test_the_birthday_begins_at_midnight_where_the_school_is(cast, at, is_asked):
    concern = concern_about(cast, birthday(clock.today()).replace(year=2008, month=6, day=10))
    with time_machine.travel(at, tick=False):  # in summer midnight in Wales is 11pm in UTC
        assert (shown.route_for(concern) == Route.ASK) is is_asked


@pytest.mark.parametrize(
    ("taken", "tools"),
    [
        ("YES", ["take-it-down", "iwf", "platform"]),
        ("UNKNOWN", ["take-it-down", "iwf", "platform"]),
        ("NO", ["stopncii", "platform"]),
        ("NO_IMAGE", ["stopncii", "platform"]),
    ],
)
def test_the_answer_decides_which_tools_are_offered_and_taken(cast, adult, taken, tools):
    answer(adult, cast.mair, taken)
    assert offered(adult) == tools
    for tool in {"report-remove", "take-it-down", "iwf", "stopncii"} - set(tools):
        with pytest.raises(MoveRefused):
            record(adult, cast.mair, tool=tool)
    assert record(adult, cast.mair, tool=tools[0], platform="instagram").tool == tools[0]
    assert events_of(adult)[:1] == ["removal.age_answered"]


def test_stopncii_stays_away_from_images_of_children_whatever_a_school_writes_in_its_directory(cast, concern):
    RemovalTool.objects.filter(code="stopncii").update(for_whom="ANYBODY")
    assert "stopncii" not in offered(concern)
    with pytest.raises(MoveRefused):
        record(concern, cast.mair, tool="stopncii")


def test_a_later_answer_replaces_the_earlier_one_and_the_same_answer_is_nothing_new(cast, adult):
    answer(adult, cast.mair, "NO")
    with pytest.raises(MoveRefused) as refused:
        answer(adult, cast.mair, "NO")
    assert refused.value.missing == {"something_new"}
    answer(adult, cast.mair, "YES")
    assert shown.age_answer(adult).taken_under_18 == Taken.YES and AgeAnswer.objects.count() == 2


# --- adults and their consent


def test_what_an_adult_wants_is_recorded(cast, adult):
    consent(adult, cast.mair)
    row = AdultConsent.objects.get()
    assert (row.consent, row.connection, row.is_reported_all_the_same) == ("GIVEN", "", False)
    assert events_of(adult) == ["adult.consent_recorded"]


def test_reporting_without_consent_needs_its_reasons(cast, adult):
    with pytest.raises(MoveRefused) as refused:
        consent(adult, cast.mair, "REFUSED", is_reported_all_the_same=True)
    assert refused.value.missing == {"reasons"} and not AdultConsent.objects.exists()
    consent(adult, cast.mair, "REFUSED", is_reported_all_the_same=True, reasons=WHY)
    row = AdultConsent.objects.select_related("concern__key").get()
    assert (row.reasons, row.is_reported_all_the_same) == (WHY, True)
    assert "not safe" not in last_body(adult)


def test_who_agrees_is_not_reported_all_the_same(cast, adult):
    assert (
        consent(adult, cast.mair, "GIVEN", is_reported_all_the_same=True, reasons=WHY).is_reported_all_the_same is False
    )


def test_no_consent_is_asked_of_a_child_on_the_roll(cast, concern):
    for more in ({}, {"connection": "STAFF"}):
        with pytest.raises(MoveRefused):
            consent(concern, cast.mair, **more)
    assert not AdultConsent.objects.exists() and not person_is_adult(concern)


def test_a_pupil_of_18_has_no_other_connection_with_the_school(cast, adult):
    with pytest.raises(MoveRefused):
        consent(adult, cast.mair, connection="PARENT")


@pytest.mark.parametrize("connection", ["STAFF", "PARENT", "FORMER_PUPIL", "OTHER"])
def test_somebody_not_on_the_list_is_an_adult_once_it_is_said_and_a_child_again_when_it_is_taken_back(cast, connection):
    concern = concern_about_somebody(cast)
    assert (person_is_adult(concern), offered(concern)[0]) == (False, "report-remove")
    consent(concern, cast.mair, connection=connection)
    concern.refresh_from_db()
    assert (person_is_adult(concern), shown.route_for(concern)) == (True, Route.ASK)
    answer(concern, cast.mair, "NO")
    assert offered(concern) == ["stopncii", "platform"]
    consent(concern, cast.mair, "NOT_ASKED")
    concern.refresh_from_db()
    assert (person_is_adult(concern), offered(concern)[0]) == (False, "report-remove")


def _rests(cast):
    """Blackmail of somebody not on the list, taken for an adult, told to adult safeguarding, and planned."""
    concern = concern_about_somebody(cast)
    consent(concern, cast.mair, connection="STAFF")
    make_referral(concern, cast.mair, agency="ADULT_SERVICES")
    concern.refresh_from_db()
    concern.state = State.PLANNED
    concern.save(update_fields=["state"])
    return concern


def test_a_record_does_not_rest_on_a_referral_for_adults_once_it_is_about_a_child(cast):
    concern = _rests(cast)
    consent(concern, cast.mair, "NOT_ASKED")
    concern.refresh_from_db()
    assert concern.state == State.IN_REVIEW


def test_nor_once_the_adult_turns_out_to_be_a_child_on_the_roll(cast):
    concern = _rests(cast)
    matching.match_to_pupil(
        actor=cast.mair, reference=concern.reference, seen_version=concern.version, pupil_id=cast.amy.pk
    )
    concern.refresh_from_db()
    assert (concern.state, person_is_adult(concern)) == (State.IN_REVIEW, False)


def test_a_change_that_leaves_them_an_adult_leaves_the_record_where_it_stands(cast):
    concern = _rests(cast)
    consent(concern, cast.mair, "REFUSED", connection="STAFF")
    answer(concern, cast.mair, "NO")
    concern.refresh_from_db()
    assert concern.state == State.PLANNED
