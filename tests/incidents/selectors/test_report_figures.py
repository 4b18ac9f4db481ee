"""The figures of a report, worked out by hand on a small story."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import translation

from incidents.contacting import Paid
from incidents.models import Concern, Demand, PathwayChoice, RemovalStep, SignObserved
from incidents.sections import Section
from incidents.selectors.pathway import is_sextortion
from incidents.selectors.report_figures import figures_of
from incidents.selectors.waits import lasting
from incidents.services import planning, reading, referring
from tests.incidents.views.counting import queries
from tests.makers import make_audit_report, make_concern, make_incident, make_referral

MONDAY = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)


def at(**later):
    """The clock, so much later than nine o'clock on that Monday."""
    return time_machine.travel(MONDAY + timedelta(**later), tick=False)


def tables(cast, *sections: Section, until: date = date(2026, 9, 30)) -> dict[str, dict[str, int]]:
    """The tables of a report about September, made on its last day; by caption."""
    with time_machine.travel(datetime(until.year, until.month, until.day, 15, 0, tzinfo=UTC), tick=False):
        days = {"first_day": date(2026, 9, 1), "last_day": until}
        report = make_audit_report(cast.huw, made=False, sections=list(sections), **days)
        with translation.override("en"):
            return {table.caption: dict(table.lines) for one in figures_of(report) for table in one.tables}


def sent(cast, pupils, **later) -> Concern:
    with at(**later):
        return make_incident(cast.nia, pupils).concerns.order_by("place_in_report").first()


def test_volumes_count_records_concerns_states_and_referrals(cast):
    with time_machine.travel(MONDAY - timedelta(days=60)):
        make_incident(cast.nia, [cast.cai])  # before the period
    first = sent(cast, [cast.amy, cast.eli])
    sent(cast, [cast.amy], days=1)
    with at(days=2):
        make_referral(first, cast.mair, agency="POLICE")
    found = tables(cast, Section.VOLUMES)
    assert found["Sent and closed in this period"] == {
        "Records sent by staff": 2,
        "Children’s concerns in them": 3,
        "Concerns closed, whenever they were sent": 0,
    }
    standing = found["Where the concerns sent in this period stand now"]
    assert (standing["Sent"], standing["In review"], standing["Closed"]) == (2, 1, 0)
    assert found["Their main category"]["Not triaged yet"] == 3
    assert found["Referrals made in this period, by agency"] == {
        "Police": 1,
        "Children’s services": 0,
        "Adult safeguarding": 0,
        "CEOP Safety Centre": 0,
        "Another agency": 0,
    }


def test_another_schools_records_are_not_counted(cast):
    with at():
        make_concern(cast.riverside, cast.rhys, cast.other)
    assert set(tables(cast, Section.VOLUMES)["Sent and closed in this period"].values()) == {0}


def test_time_to_opening_counts_the_first_opening_by_the_team(cast):
    quick, slow, _never = (sent(cast, [pupil]) for pupil in (cast.amy, cast.eli, cast.cai))
    for concern, later in ((quick, 20), (quick, 90), (slow, 60 * 30)):
        with at(minutes=later):
            reading.open_concern(actor=cast.mair, reference=concern.reference)
    found = tables(cast, Section.OPENING)
    assert found["From sending to the first opening by the safeguarding team"] == {
        "Within 30 minutes": 1,
        "Within 2 hours": 0,
        "Within 24 hours": 0,
        "Later": 1,
        "Not opened yet": 1,
    }
    assert found["Openings in this period"] == {"How often a record was opened": 3, "By how many people": 1}


def test_time_to_referral_counts_the_first_referral(cast):
    phoned_before, later, _not = (sent(cast, [pupil]) for pupil in (cast.amy, cast.eli, cast.cai))
    with at(hours=30):
        make_referral(phoned_before, cast.mair, made_at=MONDAY - timedelta(hours=1))
        make_referral(later, cast.mair, made_at=MONDAY + timedelta(hours=25))
    assert tables(cast, Section.REFERRING)["From sending to the first referral"] == {
        "Within 1 hour": 1,
        "Within 24 hours": 0,
        "Within 7 days": 1,
        "Later": 0,
        "Not referred": 1,
    }


def test_confirmations_and_replies_are_on_time_late_waiting_or_overdue(cast):
    def referred(pupil, **made):
        concern = sent(cast, [pupil])
        with at(hours=1):
            return concern, make_referral(concern, cast.mair, **made)

    def answered(concern, number, **later):
        concern.refresh_from_db()
        said = {"actor": cast.mair, "reference": concern.reference, "number": number, "seen_version": concern.version}
        with at(**later):
            now = MONDAY + timedelta(**later)
            referring.confirm_in_writing(**said, sent_at=now)
            concern.refresh_from_db()
            said["seen_version"] = concern.version
            referring.record_reply(**said, replied_at=now, outcome="NO_ACTION", from_whom="The duty team")

    in_time, first = referred(cast.amy)
    late, second = referred(cast.eli)
    referred(cast.cai)  # never answered
    referred(cast.amy, agency="POLICE")
    answered(in_time, first.number, hours=20)
    answered(late, second.number, days=14)
    found = tables(cast, Section.CONFIRMING)
    assert list(found["Confirmed in writing"].values()) == [1, 1, 0, 1, 1]
    assert list(found["Answered by the agency"].values()) == [1, 1, 0, 2]
    early = tables(cast, Section.CONFIRMING, until=date(2026, 9, 14))
    assert early["Confirmed in writing"]["Not yet, and still in time"] == 1


def test_what_is_overdue_is_counted_when_the_report_is_made(cast):
    concern = sent(cast, [cast.amy])
    sent(cast, [cast.eli])
    with at(hours=1):
        planning.plan_action(
            actor=cast.mair,
            reference=concern.reference,
            what="Call home",
            owner_id=cast.mair.pk,
            due_on=date(2026, 9, 16),
        )
        make_referral(concern, cast.mair)
    assert tables(cast, Section.OVERDUE)["Overdue when this report was made"] == {
        "Records that nobody has taken on": 1,
        "Written confirmations": 1,
        "Replies from agencies": 1,
        "Actions": 1,
        "Reviews of plans": 0,
        "Safety re-checks": 0,
        "Check-ins": 0,
        "Reviews of not telling parents or carers": 0,
        "Removals to be looked at again": 0,
        "Documents in another format": 0,
    }


def reported(cast, pupil, *about) -> Concern:
    with at():
        return make_concern(cast.afon, cast.nia, pupil, about=about)


def said(concern, by, chosen, proposed, rule, reasons="") -> None:
    PathwayChoice(concern=concern, by=by, chosen=chosen, proposed=proposed, rule=rule, reasons=reasons).save()


def test_sextortion_that_nobody_has_judged_yet_is_counted_by_the_rule_that_keeps_a_record_from_resting(cast):
    reported(cast, cast.amy, "THREATS_OR_MONEY")  # nobody has opened it
    signed, told, other = reported(cast, cast.eli), reported(cast, cast.cai, "THREATS_OR_MONEY"), sent(cast, [cast.amy])
    with at(minutes=5):
        SignObserved(concern=signed, sign="MONEY_DEMANDED", by=cast.mair).save()
    with at(minutes=10):
        SignObserved(concern=signed, sign="MONEY_DEMANDED", is_present=False, by=cast.mair).save()
        said(told, cast.mair, "NONE", "SEXTORTION", "REPORTER_SAID", "It was the lyrics of a song.")
        for concern in (told, other):
            reading.open_concern(actor=cast.mair, reference=concern.reference)
    found = tables(cast, Section.RESPONSE)
    theirs = found["Sextortion: from becoming aware to opening"]
    assert (theirs["Not opened yet"], sum(theirs.values())) == (2, 2)
    by_rule = [is_sextortion(concern) for concern in Concern.objects.with_keys().order_by("recorded_at", "pk")]
    assert sum(by_rule) == 2
    told_police = (
        "Sextortion: from becoming aware to a referral to the police, children’s services or adult safeguarding"
    )
    assert found[told_police]["Not referred"] == 2
    assert sum(found["From becoming aware to opening"].values()) == 4


def test_an_e_mail_sent_to_many_is_counted_apart_in_every_table(cast):
    child, email = reported(cast, cast.amy, "THREATS_OR_MONEY"), reported(cast, cast.eli, "THREATS_OR_MONEY")
    with at(minutes=5):
        for concern, sign in ((child, "PRESSURED"), (child, "MONEY_DEMANDED"), (email, "MONEY_DEMANDED")):
            SignObserved(concern=concern, sign=sign, by=cast.mair).save()
        SignObserved(concern=email, sign="ONLY_EMAIL", by=cast.mair).save()
        for concern, paid, tool in ((child, "YES", "report-remove"), (email, "NO", "platform")):
            Demand(concern=concern, kind="MONEY", paid=paid, by=cast.mair).save()
            RemovalStep(concern=concern, tool=tool, state="OFFERED", on=date(2026, 9, 14), by=cast.mair).save()

    def counts(caption: str, line: str) -> list[int]:
        found = tables(cast, Section.RESPONSE)
        apart = f"An extortion e-mail sent to many: {caption[0].lower()}{caption[1:]}"
        return [found[caption][line], found[apart][line]]

    lines = {
        "Signs": "Blackmailed for money, a gift card or something else after sharing",
        "Demands, and whether anything was paid": str(Paid.NO.label),
        "Ways of getting images removed that were offered or used": "The platform itself",
    }
    assert [counts(*line) for line in lines.items()] == [[2, 0], [1, 0], [1, 0]]  # nobody has said what it is
    with at(minutes=10):
        said(email, cast.mair, "PHISHING", "PHISHING", "MASS_EMAIL", "The same e-mail came to the office.")
    assert [counts(*line) for line in lines.items()] == [[1, 1], [0, 1], [0, 1]]
    signs = tables(cast, Section.RESPONSE)["An extortion e-mail sent to many: signs"]
    assert sum(signs.values()) == 1
    times = tables(cast, Section.RESPONSE)["Sextortion: from becoming aware to opening"]
    assert sum(times.values()) == 1


def test_what_was_not_asked_for_is_not_worked_out(cast):
    assert list(tables(cast, Section.REFERRING)) == ["From sending to the first referral"]
    assert tables(cast, Section.WORK) == {}


def test_the_figures_cost_the_same_for_one_record_and_for_many(cast):
    def cost() -> int:
        report = make_audit_report(cast.huw, made=False)
        with queries() as found:
            figures_of(report)
        return len(found)

    make_referral(make_incident(cast.nia, [cast.amy]).concerns.get(), cast.mair)
    few = cost()
    for _ in range(5):
        make_referral(make_incident(cast.nia, [cast.amy]).concerns.get(), cast.mair)
    assert cost() == few


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=20), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=3, hours=5), "3 days"),
    ],
)
def test_times_are_said_in_words(span, words):
    with translation.override("en"):
        assert lasting(span) == words
