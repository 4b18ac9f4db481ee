"""The clocks of the response: what is due today or overdue on open records, in the queue and in the report."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Q
from django.utils import translation

from incidents.models import Concern, FormatGiven, FormatRequest, RemovalStep, SafetyCheck, TellingDecision
from incidents.selectors.due import due_today
from incidents.selectors.report_clocks import overdue_figures
from incidents.selectors.response_clocks import NAMES, response_due
from incidents.services import support
from incidents.workflow import State
from safeguarding import clock
from safeguarding.directory.models import Platform
from tests.incidents.views.counting import queries
from tests.makers import make_concern

NOW = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
TODAY = NOW.date()
DAY = timedelta(days=1)
EVERYWHERE = Q()


@pytest.fixture(autouse=True)
def noon():
    """It is noon, and each row is written a second after the one before."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def at(number: int = 0):
    return NOW - DAY + timedelta(seconds=number)


def safety(concern, by, on, number=0, self_harm="POSSIBLE") -> None:
    SafetyCheck(concern=concern, self_harm=self_harm, recheck_on=on, by=by, at=at(number)).save()


def check_in(concern, by, on, number=0):
    concern.refresh_from_db()
    said = {"actor": by, "reference": concern.reference, "seen_version": concern.version}
    return support.plan_check_in(**said, due_on=on, with_whom="Mrs Evans")


def telling(concern, by, on, number=0, decided="NOT_NOW") -> None:
    TellingDecision(concern=concern, telling=decided, review_on=on, by=by, at=at(number)).save()


def removal(concern, by, on, number=0, tool="report-remove", platform=None) -> None:
    said = {"tool": tool, "platform": platform, "state": "SENT", "recheck_on": on}
    RemovalStep(concern=concern, **said, by=by, at=at(number)).save()


def format_request(concern, by, on, number=0) -> FormatRequest:
    row = FormatRequest(concern=concern, format="BRAILLE", for_whom="Her mother", needed_by=on, by=by, at=at(number))
    row.save()
    return row


KINDS = {
    "SAFETY": safety,
    "CHECK_IN": check_in,
    "TELLING": telling,
    "REMOVAL": removal,
    "FORMAT": format_request,
}


def found() -> list[tuple]:
    return [(one.concern_id, one.kind, one.due_on) for one in response_due(EVERYWHERE)]


@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("kind", KINDS)
def test_each_is_due_on_its_day_and_overdue_after_it(cast, concern, kind, days):
    KINDS[kind](concern, cast.mair, TODAY + days * DAY)
    assert found() == ([] if days > 0 else [(concern.pk, kind, TODAY + days * DAY)])
    assert [one.is_overdue for one in response_due(EVERYWHERE)] == ([] if days > 0 else [days < 0])


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_closed_record_nothing_is_due(cast, concern, kind):
    KINDS[kind](concern, cast.mair, TODAY)
    Concern.objects.update(state=State.CLOSED)
    assert found() == []


@pytest.mark.parametrize("kind", ["SAFETY", "TELLING", "REMOVAL"])
def test_a_later_row_takes_the_place_of_an_earlier_one(cast, concern, kind):
    KINDS[kind](concern, cast.mair, TODAY - DAY, 1)
    KINDS[kind](concern, cast.mair, TODAY + DAY, 2)
    assert found() == []
    KINDS[kind](concern, cast.mair, TODAY, 3)
    other = make_concern(cast.afon, cast.nia, cast.eli)
    KINDS[kind](other, cast.mair, TODAY - DAY, 0)
    assert set(found()) == {(other.pk, kind, TODAY - DAY), (concern.pk, kind, TODAY)}


def test_a_worry_that_has_gone_has_no_clock(cast, concern):
    safety(concern, cast.mair, TODAY - DAY, 1)
    safety(concern, cast.mair, None, 2, self_harm="NONE")
    assert found() == []


def test_parents_who_are_told_after_all_are_no_longer_due(cast, concern):
    telling(concern, cast.mair, TODAY - DAY, 1)
    telling(concern, cast.mair, TODAY - DAY, 2, decided="SCHOOL")
    assert found() == []


def test_a_check_in_that_was_recorded_is_no_longer_due(cast, concern):
    one = check_in(concern, cast.mair, TODAY - DAY)
    concern.refresh_from_db()
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    support.complete_check_in(**said, check_in_id=one.pk, happened="NO")
    assert found() == []


def test_a_document_that_was_given_is_no_longer_due(cast, concern):
    row = format_request(concern, cast.mair, TODAY - DAY)
    FormatGiven(request=row, given_on=TODAY, by=cast.mair).save()
    assert found() == []


def test_each_tool_and_each_platform_has_a_clock_of_its_own(cast, concern):
    call_command("load_reference", verbosity=0)
    first, second = Platform.objects.order_by("code")[:2]
    removal(concern, cast.mair, TODAY, 1)
    removal(concern, cast.mair, TODAY, 2, "take-it-down")
    removal(concern, cast.mair, TODAY, 3, "platform", first)
    removal(concern, cast.mair, TODAY - DAY, 4, "platform", second)
    removal(concern, cast.mair, TODAY + DAY, 5, "platform", first)
    assert [due for _pk, _kind, due in found()] == [TODAY - DAY, TODAY, TODAY]


def test_a_platform_that_the_school_names_itself_is_the_same_platform(cast, concern):
    call_command("load_reference", verbosity=0)
    theirs = Platform.objects.first()
    own = Platform.objects.create(school=cast.afon, code=theirs.code, name_en="X", name_cy="X", source="Us")
    removal(concern, cast.mair, TODAY, 1, "platform", theirs)
    removal(concern, cast.mair, None, 2, "platform", own)
    assert found() == []


@pytest.mark.parametrize(("kind", "words"), NAMES.items())
def test_the_queue_says_what_is_due_in_words_in_both_languages(cast, concern, kind, words):
    KINDS[kind](concern, cast.mair, TODAY - DAY)
    for language in ("en", "cy"):
        with translation.override(language):
            assert [(one.what, one.on, one.is_overdue) for one in due_today(cast.mair)] == [
                (str(words), TODAY - DAY, True)
            ]
    assert due_today(cast.rhys) == [] == due_today(cast.nia)


def test_the_report_counts_what_is_overdue_and_not_what_is_due_today(cast, concern):
    theirs = make_concern(cast.riverside, cast.rhys, cast.other)
    for number, (kind, make) in enumerate(KINDS.items()):
        for _time in range(number + 1 if kind in ("CHECK_IN", "FORMAT") else 1):
            make(concern, cast.mair, TODAY - DAY)
        make(make_concern(cast.afon, cast.nia, cast.eli), cast.mair, TODAY)
        make(theirs, cast.rhys, TODAY - DAY)
    [table] = overdue_figures(cast.afon).tables
    assert {name: count for name, count in table.lines if count} == {
        "Safety re-checks": 1,
        "Check-ins": 2,
        "Reviews of not telling parents or carers": 1,
        "Removals to be looked at again": 1,
        "Documents in another format": 5,
    }


def test_it_costs_one_query_for_any_number(cast, concern):
    for number in range(3):
        for make in KINDS.values():
            make(concern, cast.mair, date(2026, 1, 1 + number), number)
    with queries() as sent:
        assert len(response_due(EVERYWHERE)) == 9
    assert len(sent) == 1, str(sent)
