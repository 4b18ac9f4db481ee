"""Exceptional viewing: asked, allowed by another, recorded by the viewer, signed by who was present."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import Q

from incidents.models import ViewingAnswer, ViewingRecord, ViewingRequest, ViewingSignature
from incidents.selectors.viewings import flags_of_viewing, requests, stands_as, viewing_counts
from incidents.services import viewings
from incidents.services.holding import ChangedMeanwhile
from incidents.services.viewings import ViewingOver
from incidents.viewings import Standing
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from tests.lives.viewing import allowed, asked, recorded, wanted
from tests.makers import make_concern


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))


@pytest.fixture
def request_(cast, concern):
    return asked(cast.mair, concern, cast.mair, cast.dafydd)


def retrospective(cast, concern, **said) -> ViewingRequest:
    """It could not be avoided, and is written down afterwards."""
    unavoidable = {"ground": "UNAVOIDABLE", "is_retrospective": True, "place": "NOT_CHOSEN"}
    return asked(cast.mair, concern, cast.mair, cast.dafydd, **(unavoidable | said))


def flags(request) -> list[str]:
    return flags_of_viewing(requests().get(pk=request.pk))


def names(*wanted_events: str) -> list[str]:
    found = AuditEvent.objects.filter(event__startswith="viewing.").order_by("seq")
    return [event for event in found.values_list("event", flat=True) if event in wanted_events]


def test_mair_asks_huw_allows_mair_records_and_dafydd_signs(cast, concern, request_):
    allowed(cast.huw, request_)
    assert flags(request_) == ["Not recorded yet"]
    recorded(cast.mair, request_)
    assert flags(request_) == ["Not witnessed: the second person has not signed"]
    viewings.sign_viewing(actor=cast.dafydd, viewing_id=request_.pk)
    assert flags(request_) == []
    signed = ViewingSignature.objects.values_list("signed_as", "by")
    assert set(signed) == {("VIEWER", cast.mair.pk), ("SECOND", cast.dafydd.pk)}
    told = (events.VIEWING_ASKED, events.VIEWING_ANSWERED, events.VIEWING_RECORDED, events.VIEWING_SIGNED)
    assert names(*told) == [*told, events.VIEWING_SIGNED]


def test_the_trail_holds_no_fact_of_it(cast, concern, request_):
    allowed(cast.huw, request_)
    recorded(cast.mair, request_, facts=("CHILD_KNOWN", "MAYBE_MADE"))
    bodies = "".join(AuditEvent.objects.filter(event__startswith="viewing.").values_list("body", flat=True))
    assert "VIEWER" in bodies and not any(code in bodies for code in ("CHILD_KNOWN", "MAYBE_MADE", "REFER"))


def test_nothing_is_recorded_before_it_is_allowed(cast, request_):
    with pytest.raises(MoveRefused) as refused:
        recorded(cast.mair, request_)
    assert refused.value.missing == {"allowed"} and not ViewingRecord.objects.exists()


def test_nothing_is_recorded_of_what_was_not_allowed(cast, request_):
    viewings.answer_viewing(actor=cast.huw, viewing_id=request_.pk, is_allowed=False, reasons="Ask the police.")
    with pytest.raises(MoveRefused):
        recorded(cast.mair, request_)


@pytest.mark.parametrize("who", ["dafydd", "nia", "huw", "sam", "rhys", "carys", "gwen"])
def test_only_the_viewer_records(cast, request_, who):
    allowed(cast.huw, request_)
    with pytest.raises(NotThere):
        recorded(cast.people[who], request_)


def test_it_is_recorded_once(cast, request_):
    allowed(cast.huw, request_)
    recorded(cast.mair, request_)
    with pytest.raises(ViewingOver):
        recorded(cast.mair, request_, copies="POLICE_TOLD")
    assert ViewingRecord.objects.get().copies == "NONE"


@pytest.mark.parametrize("again", [True, False])
def test_it_is_answered_once(cast, request_, again):
    allowed(cast.huw, request_)
    with pytest.raises(ViewingOver):
        viewings.answer_viewing(actor=cast.huw, viewing_id=request_.pk, is_allowed=again, reasons="No.")
    assert ViewingAnswer.objects.get().is_allowed is True


def test_it_is_signed_once(cast, request_):
    allowed(cast.huw, request_)
    recorded(cast.mair, request_)
    viewings.sign_viewing(actor=cast.dafydd, viewing_id=request_.pk)
    with pytest.raises(ViewingOver):
        viewings.sign_viewing(actor=cast.dafydd, viewing_id=request_.pk)
    assert ViewingSignature.objects.count() == 2


def test_a_second_press_asks_nothing_anew(cast, concern):
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    viewings.ask_viewing(**said, wanted=wanted(cast.mair, cast.dafydd))
    with pytest.raises(ChangedMeanwhile):
        viewings.ask_viewing(**said, wanted=wanted(cast.mair, cast.dafydd))
    assert ViewingRequest.objects.count() == 1


@pytest.mark.parametrize("who", ["mair", "nia", "huw", "sam", "rhys"])
def test_only_the_second_person_signs_as_present(cast, request_, who):
    allowed(cast.huw, request_)
    recorded(cast.mair, request_)
    for act in (viewings.require_to_sign, viewings.see_to_sign, viewings.sign_viewing):
        with pytest.raises(NotThere):
            act(actor=cast.people[who], viewing_id=request_.pk)


def test_there_is_nothing_to_sign_before_something_is_recorded_or_where_nothing_took_place(cast, request_):
    allowed(cast.huw, request_)
    with pytest.raises(NotThere):
        viewings.sign_viewing(actor=cast.dafydd, viewing_id=request_.pk)
    said = {"actor": cast.mair, "reference": request_.concern.reference, "viewing_id": request_.pk}
    viewings.record_viewing(**said, happened=None)
    with pytest.raises(NotThere):
        viewings.sign_viewing(actor=cast.dafydd, viewing_id=request_.pk)
    assert flags(request_) == []


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"why_nothing_less": ""}, "why_nothing_less"),
        ({"why_police_not_enough": ""}, "why_police_not_enough"),
        ({"is_retrospective": True}, "ground"),
        ({"ground": "UNAVOIDABLE"}, "not_unavoidable"),
        ({"place": "NOT_CHOSEN"}, "place"),
        ({"same_sex": "NO"}, "same_sex_reasons"),
    ],
)
def test_a_request_says_why(cast, concern, said, missing):
    with pytest.raises(MoveRefused) as refused:
        asked(cast.mair, concern, cast.mair, cast.dafydd, **said)
    assert refused.value.missing == {missing} and not ViewingRequest.objects.exists()


def test_why_the_police_are_not_enough_is_asked_of_sextortion_alone(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    assert asked(cast.mair, concern, cast.mair, cast.dafydd, why_police_not_enough="").pk


def test_nobody_asks_on_a_closed_record(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.CLOSED)
    with pytest.raises(MoveRefused):
        asked(cast.mair, concern, cast.mair, cast.dafydd)


def test_what_was_asked_anew_needs_no_answer_any_more(cast, concern, request_):
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        anew = asked(cast.mair, concern, cast.mair, cast.nia)
        with pytest.raises(ViewingOver):
            allowed(cast.huw, request_)
        allowed(cast.huw, anew)


def test_one_permission_is_for_one_viewing(cast, concern, request_):
    allowed(cast.huw, request_)
    with pytest.raises(MoveRefused) as refused:
        asked(cast.mair, concern, cast.mair, cast.dafydd)
    assert refused.value.missing == {"not_recorded_yet"}


def test_an_answer_on_a_record_that_was_closed_meanwhile_is_not_taken(cast, concern, request_):
    type(concern).objects.filter(pk=concern.pk).update(state=State.CLOSED)
    with pytest.raises(ViewingOver):
        allowed(cast.huw, request_)


def test_refusing_needs_reasons(cast, request_):
    with pytest.raises(MoveRefused) as refused:
        viewings.answer_viewing(actor=cast.huw, viewing_id=request_.pk, is_allowed=False, reasons="")
    assert refused.value.missing == {"reasons"}


def test_what_had_already_happened_says_so_until_somebody_else_allows_it(cast, concern):
    request = retrospective(cast, concern)
    recorded(cast.mair, request)
    happened_already = "Already happened when it was written down"
    unwitnessed = "Not witnessed: the second person has not signed"
    waits = "Not yet a record of a viewing: waiting for the answer of the headteacher or of somebody named"
    for_both = f"{waits}, and for the second person to sign"
    assert flags(request) == [for_both, happened_already, "Not authorised", unwitnessed]
    viewings.sign_viewing(actor=cast.dafydd, viewing_id=request.pk)
    assert flags(request) == [waits, happened_already, "Not authorised"]
    allowed(cast.huw, request)
    assert flags(request) == [happened_already]


def test_what_had_already_happened_and_is_refused_stays_unauthorised(cast, concern):
    request = retrospective(cast, concern)
    viewings.answer_viewing(actor=cast.huw, viewing_id=request.pk, is_allowed=False, reasons="It was avoidable.")
    recorded(cast.mair, request)
    assert "Not authorised" in flags(request)


def test_a_viewing_before_it_was_allowed_cannot_be_recorded_as_allowed(cast, request_):
    allowed(cast.huw, request_)
    early = clock.now() - timedelta(minutes=5)
    with pytest.raises(MoveRefused) as refused:
        recorded(cast.mair, request_, started_at=early)
    assert refused.value.missing == {"started_at"}


def test_nothing_is_viewed_afterwards_under_what_had_already_happened(cast, concern):
    request = retrospective(cast, concern)
    with time_machine.travel(clock.now() + timedelta(minutes=5)), pytest.raises(MoveRefused) as refused:
        recorded(cast.mair, request)
    assert refused.value.missing == {"already_happened"}


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"ended_at": timedelta(minutes=-9)}, "ended_at"),
        ({"ended_at": timedelta(minutes=9)}, "ended_at"),
        ({"copies": "POLICE_TOLD", "police_told": False}, "police_told"),
        ({"results": ()}, "results"),
        ({"facts": ("NO_OFFENCE", "CHILD_KNOWN")}, "only_no_image"),
        ({"results": ("NOTHING_NEW", "POLICE")}, "only_nothing_new"),
    ],
)
def test_what_cannot_be_is_not_recorded(cast, request_, said, missing):
    allowed(cast.huw, request_)
    if "ended_at" in said:
        said = {"ended_at": clock.now() + said["ended_at"]}
    with pytest.raises(MoveRefused) as refused:
        recorded(cast.mair, request_, **said)
    assert refused.value.missing == {missing} and not ViewingRecord.objects.exists()


def test_what_took_place_is_recorded_though_the_record_was_closed_meanwhile(cast, concern, request_):
    allowed(cast.huw, request_)
    type(concern).objects.filter(pk=concern.pk).update(state=State.CLOSED)
    recorded(cast.mair, request_)
    viewings.sign_viewing(actor=cast.dafydd, viewing_id=request_.pk)
    assert ViewingRecord.objects.get().took_place


def always(field: str) -> Q:
    """Every day."""
    return Q(**{f"{field}__isnull": False})


def test_the_counts_name_nobody_and_hold_no_fact(cast, concern, request_):
    allowed(cast.huw, request_)
    recorded(cast.mair, request_)
    recorded(cast.mair, retrospective(cast, concern))
    counts = viewing_counts(cast.afon, always)
    assert (counts.asked, counts.retrospective, counts.allowed, counts.refused) == (2, 1, 1, 0)
    assert (counts.took_place, counts.both_signed, counts.unauthorised, counts.seen_by_accident) == (1, 0, 0, 0)
    assert counts.unconfirmed == 1
    assert viewing_counts(cast.riverside, always).asked == 0


def test_a_report_is_kept_at_once_and_counted_apart_until_others_confirm_it(cast, concern):
    request = retrospective(cast, concern)
    recorded(cast.mair, request)
    assert names(events.VIEWING_RECORDED, events.VIEWING_REPORTED) == [events.VIEWING_REPORTED]
    counts = viewing_counts(cast.afon, always)
    assert (counts.unconfirmed, counts.took_place) == (1, 0) and ViewingRecord.objects.get().took_place
    allowed(cast.huw, request)
    assert viewing_counts(cast.afon, always).took_place == 0
    viewings.sign_viewing(actor=cast.dafydd, viewing_id=request.pk)
    counts = viewing_counts(cast.afon, always)
    assert (counts.unconfirmed, counts.took_place, counts.both_signed, counts.unauthorised) == (0, 1, 1, 0)


def test_a_report_that_nothing_was_viewed_waits_for_the_answer_of_another(cast, concern):
    request = retrospective(cast, concern)
    said = {"actor": cast.mair, "reference": concern.reference, "viewing_id": request.pk}
    viewings.record_viewing(**said, happened=None)
    assert stands_as(requests().get()) == Standing.WAITS_FOR_ANSWER
    allowed(cast.huw, request)
    assert stands_as(requests().get()) == Standing.NOT_VIEWED
