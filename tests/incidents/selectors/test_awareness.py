"""The clock that begins when the school became aware, on the record and in the report."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from incidents.indicators import Pathway
from incidents.models import Concern, PathwayChoice
from incidents.sections import Section
from incidents.selectors.awareness import stages, took
from incidents.selectors.waits import lasting
from incidents.services import reading, referring, removal
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.selectors.test_report_figures import tables
from tests.incidents.views.counting import queries
from tests.makers import make_incident, make_referral

AWARE = datetime(2026, 9, 18, 14, 0, tzinfo=UTC)  # a Friday


def at(**later):
    return time_machine.travel(AWARE + timedelta(**later), tick=False)


@pytest.fixture
def concern(cast):
    """Nia became aware at 2 pm and sent it ten minutes later; it was opened, referred and confirmed in writing."""
    with at(minutes=10):
        aware = {"became_aware_at": AWARE.isoformat()}
        return make_incident(cast.nia, [cast.amy], about=["THREATS_OR_MONEY"], **aware).concerns.get()


def confirm(cast, concern, referral) -> None:
    concern.refresh_from_db()
    said = {"actor": cast.mair, "reference": concern.reference, "number": referral.number}
    referring.confirm_in_writing(**said, seen_version=concern.version, sent_at=AWARE + timedelta(hours=3))


def test_it_runs_until_somebody_is_told_and_says_how_long_each_stage_took(cast, concern):
    with at(minutes=40), translation.override("en"):
        [running] = stages(concern, wants_referral=True)
        assert (running.name, running.took, running.is_running) == ("Not referred yet", "40 minutes", True)
        assert stages(concern, wants_referral=False) == []
    with at(minutes=25):
        reading.open_concern(actor=cast.mair, reference=concern.reference)
    with at(minutes=45):
        referral = make_referral(concern, cast.mair)
    with at(hours=3), translation.override("en"):
        confirm(cast, concern, referral)
        found = [(one.name, one.took, one.is_running) for one in stages(concern, wants_referral=True)]
    assert found == [
        ("Opened by the safeguarding team", "25 minutes", False),
        ("Referred to the police or children’s services", "45 minutes", False),
        ("Confirmed in writing", "3 hours", False),
    ]


def test_it_costs_one_query(cast, concern):
    read = Concern.objects.with_keys().get(pk=concern.pk)
    with queries() as sent:
        stages(read, wants_referral=True)
    assert len(sent) == 1


def test_a_referral_to_another_agency_does_not_stop_it(cast, concern):
    with at(minutes=20):
        make_referral(concern, cast.mair, agency="OTHER", agency_name="Helpline")
    with at(minutes=30), translation.override("en"):
        assert [one.is_running for one in stages(concern, wants_referral=True)][-1] is True


def test_the_report_tells_the_times_of_all_and_of_sextortion_apart(cast, concern):
    with at(minutes=20):
        other = make_incident(cast.nia, [cast.eli], became_aware_at=AWARE.isoformat()).concerns.get()
        reading.open_concern(actor=cast.mair, reference=other.reference)
        chosen = {"proposed": Pathway.SEXTORTION, "rule": "REPORTER_SAID", "chosen": Pathway.SEXTORTION}
        PathwayChoice(concern=concern, by=cast.mair, **chosen).save()
    with at(minutes=70):
        confirm(cast, concern, make_referral(concern, cast.mair, agency="POLICE"))
    found = tables(cast, Section.RESPONSE)
    everybody = found["From becoming aware to a referral to the police, children’s services or adult safeguarding"]
    told = "from becoming aware to a referral to the police, children’s services or adult safeguarding"
    theirs = found[f"Sextortion: {told}"]
    assert everybody == {
        "Within 15 minutes": 0,
        "Within 1 hour": 0,
        "Within 24 hours": 1,
        "Later": 0,
        "Not referred": 1,
    }
    assert theirs == {"Within 15 minutes": 0, "Within 1 hour": 0, "Within 24 hours": 1, "Later": 0, "Not referred": 0}
    assert found["From becoming aware to opening"]["Within 1 hour"] == 1
    assert found["Sextortion: from becoming aware to the written confirmation"]["Within 24 hours"] == 1
    assert found["Pathway, as a lead said it"]["An extortion e-mail sent to many (phishing)"] == 0


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(MOMENTS, st.integers(0, 60 * 24 * 20))
def test_minutes_are_minutes_also_when_the_clocks_change_and_over_weekends_and_holidays(aware, minutes):
    """A slow reference: it counts the minutes one by one, by the clock that never changes."""
    at = aware + timedelta(minutes=minutes)
    counted = sum(1 for _minute in range(minutes))
    assert took(aware, at) == timedelta(minutes=counted)
    with translation.override("en"):
        words = lasting(took(aware, at))
    number, unit = words.split()[0], words.split()[1].rstrip("s")
    size = {"minute": 1, "hour": 60, "day": 24 * 60}[unit]
    assert int(number) == counted // size
    assert size == 1 or counted >= 2 * size


def test_what_was_done_before_anybody_became_aware_took_no_time():
    assert took(AWARE, AWARE - timedelta(hours=1)) == timedelta()


def test_a_referral_to_adult_safeguarding_ends_the_wait_for_an_adult_and_not_for_a_child(cast, concern):
    adult = concern_about(cast, birthday(AWARE.date()))
    said = {"actor": cast.mair, "reference": adult.reference, "seen_version": adult.version}
    removal.record_consent(**said, consent="GIVEN")
    for record, waits in ((adult, False), (concern, True)):
        make_referral(record, cast.mair, agency="ADULT_SERVICES")
        assert any(one.is_running for one in stages(record, wants_referral=True)) is waits
