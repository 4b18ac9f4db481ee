"""Linking records that belong together, parting them again, and what is done about all of them at once."""

from datetime import timedelta

import pytest
import time_machine

from incidents.models import LinkRefused, Pattern, PatternLink, PatternStepTaken, PatternUnlink, Reading, Referral
from incidents.patterns import PartInPattern, PatternStep, PatternStepState
from incidents.selectors.decisions import standing_decisions
from incidents.selectors.links import possible_links, standing_link
from incidents.selectors.pathway import referral_or_exception
from incidents.selectors.patterns import step_lines, version_of
from incidents.services import noting, pathways, patterns
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import OPEN_STATES, MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.services.proofs import OUTSIDE_THE_TEAM, events_of, last_body
from tests.incidents.services.test_at_once import at_once
from tests.linked import alone_in_a_set, link, two_that_name_one_account
from tests.makers import make_concern

AGREED = "They look at both phones on Monday."


@pytest.fixture
def two(cast):
    return two_that_name_one_account(cast)


def seen(row) -> int:
    row.refresh_from_db()
    return row.version


def refer(cast, pattern, **more):
    said = {"agency": "POLICE", "method": "POLICE_101", "made_at": clock.now(), "spoke_to": "PC 4411"}
    said["agreed"] = AGREED
    said |= {"seen_version": version_of(pattern)} | more
    return patterns.refer_pattern(actor=cast.mair, reference=pattern.reference, **said)


def test_two_records_are_linked_in_a_new_set_each_with_its_own_part(cast, two):
    one, other = two
    pattern = link(cast.mair, one, other, **{other.reference: ["TOLD_US", "THREATENED"]})
    assert (pattern.school, pattern.by, Pattern.objects.count()) == (cast.afon, cast.mair, 1)
    assert standing_link(one).part_list == [PartInPattern.CONTACTED]
    assert standing_link(other).part_list == [PartInPattern.THREATENED, PartInPattern.TOLD_US]
    assert events_of(pattern) == [events.PATTERN_MADE]
    assert events_of(one)[-1] == events_of(other)[-1] == events.PATTERN_LINKED
    assert str(pattern.pk) in last_body(one) and str(other.pk) not in last_body(one)


def test_linking_twice_is_linking_once_from_either_side(cast, two):
    one, other = two
    pattern, before = link(cast.mair, one, other), AuditEvent.objects.count()
    assert link(cast.mair, one, other) == link(cast.dafydd, other, one) == pattern
    assert (PatternLink.objects.count(), AuditEvent.objects.count()) == (2, before)


def test_a_third_joins_the_set_and_only_its_part_is_asked(cast, two):
    one, other = two
    pattern = link(cast.mair, one, other)
    third = make_concern(cast.afon, cast.nia, cast.cai)
    assert link(cast.mair, third, one, **{one.reference: []}) == pattern
    assert PatternLink.objects.count() == 3


def test_two_join_a_set_that_was_chosen(cast, two):
    pattern = alone_in_a_set(cast, make_concern(cast.afon, cast.nia, cast.cai))
    assert link(cast.mair, *two, pattern=pattern.reference) == pattern
    assert Pattern.objects.count() == 1


def test_a_record_is_in_one_set_at_a_time(cast, two):
    for concern in two:
        alone_in_a_set(cast, concern)
    with pytest.raises(MoveRefused) as refused:
        link(cast.mair, *two)
    assert refused.value.missing == {"one_set"} and PatternLink.objects.count() == 2


def test_records_of_the_same_child_are_not_linked(cast):
    one, other = (make_concern(cast.afon, cast.nia, cast.amy) for _ in range(2))
    with pytest.raises(MoveRefused) as refused:
        link(cast.mair, one, other)
    assert refused.value.missing == {"another_child"}


def test_each_part_is_needed(cast, two):
    with pytest.raises(MoveRefused) as refused:
        link(cast.mair, *two, **{two[1].reference: []})
    assert refused.value.missing == {"part"} and Pattern.objects.count() == 0


def test_a_set_or_a_record_of_another_school_is_not_there(cast, two):
    foreign = make_concern(cast.riverside, cast.rhys, cast.other)
    with pytest.raises(NotThere):
        link(cast.mair, two[0], foreign)
    with pytest.raises(NotThere):
        link(cast.mair, *two, pattern="2222-2222")
    with pytest.raises(NotThere):
        link(cast.mair, two[0], two[0])
    assert PatternLink.objects.count() == 0


def test_closed_records_are_linked_too(cast, two):
    closed = make_concern(cast.afon, cast.nia, cast.cai, state=State.CLOSED)
    assert link(cast.mair, closed, two[0]) and standing_link(closed)


@pytest.mark.parametrize("who", OUTSIDE_THE_TEAM)
def test_nobody_outside_the_team_does_any_of_it(cast, two, who):
    one, other = two
    person, pattern = cast.people[who], alone_in_a_set(cast, make_concern(cast.afon, cast.nia, cast.cai))
    before, acted = AuditEvent.objects.count(), {"actor": person, "reference": one.reference}
    of_set = {"actor": person, "reference": pattern.reference}
    step = {"step": PatternStep.LESSON, "state": PatternStepState.DONE}
    police = {"agency": "POLICE", "method": "POLICE_101", "made_at": clock.now(), "spoke_to": "PC 4411"}
    for act in (
        lambda: link(person, one, other),
        lambda: patterns.unlink(**acted, seen_version=seen(one), reasons="No."),
        lambda: patterns.refuse_link(**acted, other=other.reference),
        lambda: patterns.open_pattern(**of_set),
        lambda: patterns.take_step(**of_set, seen_version=version_of(pattern), **step),
        lambda: patterns.refer_pattern(**of_set, seen_version=version_of(pattern), **police),
    ):
        with pytest.raises(NotThere):
            act()
    assert (AuditEvent.objects.count(), PatternLink.objects.count(), Referral.objects.count()) == (before, 1, 0)


def test_a_record_is_unlinked_with_reasons_once_and_can_be_linked_again(cast, two):
    one, other = two
    pattern = link(cast.mair, one, other)
    said = {"actor": cast.mair, "reference": one.reference, "reasons": "Another account after all."}
    parting = patterns.unlink(**said, seen_version=seen(one))
    assert parting == patterns.unlink(**said, seen_version=1)  # pressed twice
    for concern in two:
        parted = PatternUnlink.objects.select_related("link__concern__key").get(link__concern=concern)
        assert (parted.reasons, standing_link(concern)) == ("Another account after all.", None)
        assert events_of(concern)[-1] == events.PATTERN_UNLINKED and "Another" not in last_body(concern)
    assert [found.concern_id for found in possible_links(one, cast.mair)] == [other.pk]
    assert link(cast.mair, one, other) != pattern and PatternLink.objects.filter(undone__isnull=True).count() == 2


def test_those_who_still_belong_together_stay_linked_when_a_third_is_parted(cast, two):
    third = make_concern(cast.afon, cast.nia, cast.cai)
    pattern = link(cast.mair, *two)
    link(cast.mair, two[0], third)
    patterns.unlink(actor=cast.mair, reference=third.reference, reasons="No.", seen_version=seen(third))
    assert {concern.pk for concern in two} == set(
        PatternLink.objects.filter(pattern=pattern, undone__isnull=True).values_list("concern", flat=True)
    )


def test_what_is_not_linked_is_not_unlinked(cast, two):
    said = {"actor": cast.mair, "reference": two[0].reference, "seen_version": seen(two[0]), "reasons": "No."}
    with pytest.raises(MoveRefused):
        patterns.unlink(**said)
    link(cast.mair, *two)
    patterns.unlink(**said | {"seen_version": seen(two[0])})
    with time_machine.travel(clock.now() + timedelta(minutes=5)), pytest.raises(MoveRefused):
        patterns.unlink(**said)
    with pytest.raises(MoveRefused):
        patterns.unlink(**said | {"actor": cast.dafydd})


def test_what_a_lead_found_not_to_belong_is_not_proposed_again_from_either_side(cast, two):
    one, other = two
    said = {"actor": cast.mair, "reference": one.reference, "other": other.reference}
    refused = patterns.refuse_link(**said)
    assert (refused.why_proposed, refused.by) == ("SAME_ACCOUNT", cast.mair)
    assert patterns.refuse_link(**said) is None and LinkRefused.objects.count() == 1
    assert possible_links(one, cast.mair) == possible_links(other, cast.mair) == []
    assert events_of(one)[-1] == events.LINK_REFUSED
    assert link(cast.mair, one, other)  # found by its reference


def test_opening_a_set_is_an_event_and_no_reading_of_its_records(cast, two):
    pattern = link(cast.mair, *two)
    patterns.open_pattern(actor=cast.dafydd, reference=pattern.reference)
    assert events_of(pattern)[-1] == events.PATTERN_OPENED and Reading.objects.count() == 0


def test_a_later_row_about_a_step_replaces_the_one_before_and_both_stay(cast, two):
    pattern = link(cast.mair, *two)
    for state, words in (("NOT_YET", ""), ("DONE", "Year 10, by Owen.")):
        said = {"seen_version": version_of(pattern), "step": "LESSON", "state": state, "words": words}
        patterns.take_step(actor=cast.mair, reference=pattern.reference, **said)
    lesson = next(line for line in step_lines(pattern) if line.step == "lesson")
    assert (lesson.is_done, lesson.row.words, PatternStepTaken.objects.count()) == (True, "Year 10, by Owen.", 2)
    assert events_of(pattern)[-1] == events.PATTERN_STEP_TAKEN and "Owen" not in last_body(pattern)


def test_a_set_in_which_no_record_is_left_takes_no_step(cast, two):
    pattern = alone_in_a_set(cast, two[0])
    patterns.unlink(actor=cast.mair, reference=two[0].reference, seen_version=seen(two[0]), reasons="No.")
    with pytest.raises(MoveRefused):
        refer(cast, pattern)


def test_the_police_are_told_about_all_of_them_in_one_act(cast):
    one = make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT)
    other = make_concern(cast.afon, cast.nia, cast.eli, state=State.PLANNED)
    closed = make_concern(cast.afon, cast.nia, cast.cai, state=State.CLOSED)
    pattern = link(cast.mair, one, other)
    link(cast.mair, closed, one)
    made = refer(cast, pattern, agency_reference="C-77")
    assert {row.concern_id for row in made} == {one.pk, other.pk} and closed.referrals.count() == 0
    for concern, state in ((one, State.IN_REVIEW), (other, State.PLANNED)):
        concern.refresh_from_db()
        row = concern.referrals.get()
        assert (row.pattern, row.agency, row.agency_reference, row.made_by) == (pattern, "POLICE", "C-77", cast.mair)
        assert (concern.state, concern.owner) == (state, cast.mair)
        assert standing_decisions(concern)["POLICE"].choice == "YES"
        assert events.REFERRAL_MADE in events_of(concern) and str(pattern.pk) in last_body(concern)


def test_childrens_services_are_told_about_all_of_them_who_are_children(cast, two):
    adult = concern_about(cast, birthday(clock.today()))
    pattern = link(cast.mair, *two)
    link(cast.mair, adult, two[0])
    made = refer(cast, pattern, agency="CHILDRENS_SERVICES", method="PHONE")
    assert {(row.concern_id, row.agency) for row in made} == {(one.pk, "CHILDRENS_SERVICES") for one in two}
    assert not adult.referrals.exists() and standing_decisions(two[0])["CHILDRENS_SERVICES"].choice == "YES"
    done = {line.step: line.row.words for line in step_lines(pattern) if line.is_done}
    assert done == {"services": AGREED}
    refer(cast, pattern)
    assert [one.referrals.count() for one in (*two, adult)] == [2, 2, 1]


@pytest.mark.parametrize("agency", ["CHILDRENS_SERVICES", "ADULT_SERVICES", "OTHER"])
def test_where_no_record_is_for_an_agency_it_is_not_told(cast, agency):
    pattern = alone_in_a_set(cast, concern_about(cast, birthday(clock.today())))
    with pytest.raises(MoveRefused) as refused:
        refer(cast, pattern, agency=agency, method="PHONE")
    assert refused.value.missing == {"agency"} and Referral.objects.count() == 0
    assert not any(line.is_done for line in step_lines(pattern))


def test_what_was_agreed_about_all_stands_with_the_set_and_on_no_childs_record(cast, two):
    pattern = link(cast.mair, *two)
    assert [row.agreed for row in refer(cast, pattern)] == ["", ""]
    told = next(line for line in step_lines(pattern) if line.step == "police-together")
    assert (told.is_done, told.row.words, told.row.on) == (True, AGREED, clock.today())


def test_telling_about_all_counts_on_each_record_as_the_referral_that_sextortion_needs(cast, two):
    for concern in two:
        said = {"actor": cast.mair, "reference": concern.reference, "seen_version": seen(concern)}
        pathways.choose_pathway(**said, chosen="SEXTORTION", reasons="It is.")
        assert not referral_or_exception(concern)
    refer(cast, link(cast.mair, *two))
    assert all(referral_or_exception(concern) for concern in two)


@pytest.mark.parametrize("state", [*OPEN_STATES, State.CLOSED])
def test_only_open_records_are_referred(cast, state):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state)
    pattern = alone_in_a_set(cast, concern)
    if state == State.CLOSED:
        with pytest.raises(MoveRefused):
            refer(cast, pattern)
    else:
        assert len(refer(cast, pattern)) == 1


def test_whoever_was_second_is_told_and_nothing_is_done(cast, two):
    pattern = link(cast.mair, *two)
    before = version_of(pattern)
    noting.add_note(actor=cast.dafydd, reference=two[1].reference, text="More.", language="en")
    with pytest.raises(ChangedMeanwhile) as changed:
        refer(cast, pattern, seen_version=before)
    assert changed.value.version == version_of(pattern) > before and Referral.objects.count() == 0


def test_a_time_long_before_the_records_is_refused_for_all(cast, two):
    pattern = link(cast.mair, *two)
    with pytest.raises(MoveRefused) as refused:
        refer(cast, pattern, made_at=clock.now() - timedelta(days=400))
    assert refused.value.missing == {"made_at"} and Referral.objects.count() == 0


def test_two_leads_who_link_from_both_sides_at_once_make_one_set(fresh_database, cast):
    one, other = two_that_name_one_account(cast)
    ends = at_once([lambda: link(cast.mair, one, other), lambda: link(cast.dafydd, other, one)] * 2)
    assert (ends["done"], Pattern.objects.count(), PatternLink.objects.count()) == (4, 1, 2)


def test_six_presses_tell_the_police_once(fresh_database, cast):
    pattern = link(cast.mair, *two_that_name_one_account(cast))
    said = version_of(pattern)
    assert at_once([lambda: refer(cast, pattern, seen_version=said)] * 6) == {"done": 1, ChangedMeanwhile: 5}
    assert Referral.objects.count() == 2
