"""A permission to view ends: after some days, and with the record."""

from datetime import timedelta

import pytest
import time_machine

from incidents.models import ViewingRecord
from incidents.selectors.viewings import must_begin_by, requests
from incidents.services import viewings
from incidents.viewings import ALLOWED_FOR
from incidents.workflow import MoveRefused, State, Step
from safeguarding import clock
from tests.incidents.services.test_viewings import concern, flags, retrospective
from tests.lives.viewing import allowed, asked, recorded

__all__ = ["concern"]

MINUTE = timedelta(minutes=1)


def closed(concern, by) -> None:
    """The record is closed, without the story that led there."""
    concern.refresh_from_db()
    concern.take(Step("close", State.PLANNED, State.CLOSED), by=by)
    concern.save(update_fields=["state", "version"])


def reopened(concern, by) -> None:
    """It is opened again."""
    concern.refresh_from_db()
    concern.take(Step("reopen", State.CLOSED, State.IN_REVIEW), by=by)
    concern.save(update_fields=["state", "version"])


@pytest.fixture
def at_noon():
    noon = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
    with time_machine.travel(noon, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize(("after", "is_late"), [(0, False), (ALLOWED_FOR, False), (ALLOWED_FOR + MINUTE, True)])
def test_a_permission_is_for_some_days(at_noon, cast, concern, after, is_late):
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, request)
    began = clock.now() + (after or timedelta())
    at_noon.shift(timedelta(days=200))
    said = {"started_at": began, "ended_at": began + MINUTE}
    if not is_late:
        recorded(cast.mair, request, **said)
        assert ViewingRecord.objects.get().started_at == began
        return
    with pytest.raises(MoveRefused) as refused:
        recorded(cast.mair, request, **said)
    assert refused.value.missing == {"begun_too_late"} and not ViewingRecord.objects.exists()


def test_a_permission_that_has_ended_is_flagged_and_that_nothing_was_viewed_can_be_recorded(at_noon, cast, concern):
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, request)
    at_noon.shift(ALLOWED_FOR)
    assert flags(request) == ["Not recorded yet"]
    at_noon.shift(MINUTE)
    assert flags(request) == ["Not recorded yet", "The permission has ended: nobody may view now"]
    viewings.record_viewing(actor=cast.mair, reference=concern.reference, viewing_id=request.pk, happened=None)
    assert flags(request) == []
    assert asked(cast.mair, concern, cast.mair, cast.dafydd).pk != request.pk


@pytest.mark.parametrize("again", [False, True], ids=["closed", "closed and opened again"])
def test_a_permission_ends_with_the_record(at_noon, cast, concern, again):
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, request)
    at_noon.shift(timedelta(hours=1))
    closed(concern, cast.mair)
    before = clock.now()
    at_noon.shift(timedelta(hours=1))
    if again:
        reopened(concern, cast.mair)
    assert "The permission has ended: nobody may view now" in flags(request)
    with pytest.raises(MoveRefused) as refused:
        recorded(cast.mair, request)
    assert refused.value.missing == {"begun_after_closing"} and not ViewingRecord.objects.exists()
    recorded(cast.mair, request, started_at=before - MINUTE, ended_at=before)
    assert ViewingRecord.objects.get().took_place


@pytest.mark.parametrize("how", ["its days are over", "the record was closed and opened again"])
def test_a_permission_that_has_ended_holds_no_new_request_up(at_noon, cast, concern, how):
    allowed(cast.huw, asked(cast.mair, concern, cast.mair, cast.dafydd))
    at_noon.shift(ALLOWED_FOR if how == "its days are over" else MINUTE)
    with pytest.raises(MoveRefused) as refused:
        asked(cast.mair, concern, cast.mair, cast.dafydd)
    assert refused.value.missing == {"not_recorded_yet"}
    if how != "its days are over":
        closed(concern, cast.mair)
        at_noon.shift(MINUTE)
        reopened(concern, cast.mair)
    at_noon.shift(MINUTE)
    again = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, again)
    recorded(cast.mair, again)
    assert ViewingRecord.objects.get().request == again


def test_an_earlier_closing_ends_no_later_permission(at_noon, cast, concern):
    closed(concern, cast.mair)
    at_noon.shift(MINUTE)
    reopened(concern, cast.mair)
    at_noon.shift(MINUTE)
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    allowed(cast.huw, request)
    assert must_begin_by(requests().get()) == clock.now() + ALLOWED_FOR
    recorded(cast.mair, request)
    assert ViewingRecord.objects.get().took_place


def test_what_had_already_happened_was_never_to_begin(at_noon, cast, concern):
    request = retrospective(cast, concern)
    began = clock.now()
    allowed(cast.huw, request)
    closed(concern, cast.mair)
    at_noon.shift(timedelta(days=30))
    assert must_begin_by(requests().get()) is None
    recorded(cast.mair, request, started_at=began - timedelta(days=20), ended_at=began - timedelta(days=20))
    assert ViewingRecord.objects.get().took_place
