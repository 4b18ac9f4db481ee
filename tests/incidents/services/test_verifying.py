"""A check of the whole audit trail: at once or by the worker, one at a time, its result kept and recorded."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.management.commands import db_worker
from incidents.models import AuditReport, CheckState, TrailCheck, trail_check
from incidents.services import housekeeping, inspecting, verifying
from safeguarding import clock, policy, readiness
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent, AuditHead
from safeguarding.audit.verification import Fault, Verdict
from safeguarding.vault import master
from tests.incidents.services.test_reporting import locks_on_the_school, told
from tests.makers import make_audit_report
from tests.safeguarding.audit.trail import Underneath, make_trail


def work() -> None:
    """The worker does what waits for it."""
    call_command("db_worker", batch=True, reload=False, interval=0.1, startup_delay=False, verbosity=0)


def ask(cast) -> tuple[TrailCheck, bool]:
    return inspecting.ask_for_check(actor=cast.huw, school=cast.afon)


def entries_of(school) -> int:
    return sum(AuditHead.objects.filter(chain__school_id=school.pk).values_list("size", flat=True))


# --- checking


def test_a_short_trail_is_left_to_the_caller_and_what_is_found_is_kept_and_recorded(cast):
    check, by_worker = ask(cast)
    assert (by_worker, check.state) == (False, CheckState.WAITING)
    size = entries_of(cast.afon)
    verifying.check_trail(check.pk)
    check.refresh_from_db()
    assert (check.is_whole, check.checked, check.asked_by) == (True, size, cast.huw)
    assert told(events.AUDIT_CHECKED) == {"whole": True, "entries": size, "first_fault": None}


def test_a_long_trail_is_left_to_the_worker(cast, fresh_database, monkeypatch):
    monkeypatch.setattr(trail_check, "TRAIL_AT_ONCE", 1)
    check, by_worker = ask(cast)
    assert by_worker
    work()
    check.refresh_from_db()
    assert check.is_whole
    event = AuditEvent.objects.get(event=events.AUDIT_CHECKED)
    assert (event.actor_id, event.subject_id) == (cast.huw.pk, check.pk)


def test_the_first_fault_is_kept(cast, underneath):
    other = Underneath(underneath, make_trail(cast))
    other.run("UPDATE EVENTS SET outcome = 'denied' WHERE chain_id = CHAIN AND seq = PLACE")
    check, _by_worker = ask(cast)
    verifying.check_trail(check.pk)
    check.refresh_from_db()
    assert (check.is_done, check.is_whole, check.fault_seq) == (True, False, other.here)
    assert told(events.AUDIT_CHECKED)["first_fault"] == other.here


def test_it_is_checked_once_and_while_it_goes_on_no_second_one_is_begun(cast, fresh_database, monkeypatch):
    monkeypatch.setattr(trail_check, "TRAIL_AT_ONCE", 1)
    first, _ = ask(cast)
    assert ask(cast) == (first, True)
    work()
    verifying.check_trail(first.pk)
    assert AuditEvent.objects.filter(event=events.AUDIT_CHECKED).count() == 1
    assert ask(cast)[0] != first


def test_whoever_waits_is_told_how_far_it_is(cast, monkeypatch):
    monkeypatch.setattr(verifying, "TOLD_EVERY", 3)
    monkeypatch.setattr("safeguarding.audit.verification.BATCH", 2)
    seen = []
    monkeypatch.setattr(verifying, "_tell", lambda check: seen.append(check.checked))
    make_trail(cast)
    check, _ = ask(cast)
    verifying.check_trail(check.pk)
    assert seen and seen == sorted(set(seen)) and all(later - earlier >= 3 for earlier, later in pairwise(seen))


def test_a_check_that_cannot_go_on_says_so_and_can_be_asked_for_again(cast, monkeypatch):
    def fail(*_, **__):
        raise OSError("the disk")

    check, _ = ask(cast)
    with monkeypatch.context() as broken:
        broken.setattr(verifying, "verify", fail)
        verifying.check_trail(check.pk)
    check.refresh_from_db()
    assert check.state == CheckState.FAILED and not check.is_running
    assert told(events.AUDIT_CHECKED) == {"error": "OSError"}
    again, _ = ask(cast)
    assert again != check


def test_a_check_whose_worker_is_gone_stops_being_waited_for(cast):
    check, _ = ask(cast)
    TrailCheck.objects.filter(pk=check.pk).update(state=CheckState.CHECKING)
    assert ask(cast)[0] == check
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        assert ask(cast)[0] != check


def test_a_check_that_was_to_be_done_at_once_stops_being_waited_for(cast):
    check, _ = ask(cast)  # and the one who was to do it is gone
    with time_machine.travel(clock.now() + timedelta(minutes=4)):
        assert (check.is_running, verifying.give_up_stuck_checks(), ask(cast)[0]) == (True, 0, check)
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        assert ask(cast)[0] != check
        housekeeping.keep_house()
        housekeeping.keep_house()
    check.refresh_from_db()
    assert check.state == CheckState.FAILED
    assert told(events.AUDIT_CHECKED) == {"error": "Stuck"}
    assert AuditEvent.objects.filter(event=events.AUDIT_CHECKED).count() == 1


def test_a_check_that_waits_for_the_worker_is_waited_for_a_day(cast, monkeypatch):
    monkeypatch.setattr(trail_check, "TRAIL_AT_ONCE", 1)
    check, _ = ask(cast)
    with time_machine.travel(clock.now() + timedelta(hours=23)):
        assert (verifying.give_up_stuck_checks(), ask(cast)[0]) == (0, check)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert ask(cast)[0] != check
        assert (verifying.give_up_stuck_checks(), verifying.give_up_stuck_checks()) == (1, 0)
        verifying.check_trail(check.pk)  # the worker comes too late
    check.refresh_from_db()
    assert check.state == CheckState.FAILED


def test_another_check_gives_up_the_stuck_ones(cast):
    stuck, _ = ask(cast)
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        verifying.check_trail(ask(cast)[0].pk)
    stuck.refresh_from_db()
    assert stuck.state == CheckState.FAILED


def test_what_was_found_counts_though_the_check_was_given_up_meanwhile(cast, monkeypatch):
    check, _ = ask(cast)

    def slow(*args, **more):
        TrailCheck.objects.filter(pk=check.pk).update(state=CheckState.FAILED, moved_at=clock.now())
        return Verdict(1, 17, Fault("x", 17, "it was changed"))

    monkeypatch.setattr(verifying, "verify", slow)
    verifying.check_trail(check.pk)
    check.refresh_from_db()
    assert (check.is_done, check.fault_seq) == (True, 17)


def test_nobody_who_sends_a_record_waits_for_a_check_to_be_asked_for(cast):
    """A new row that points at the school needs its key alone: who asks holds the rest of it (PostgreSQL)."""
    with CaptureQueriesContext(connection) as queries:
        ask(cast)
    assert locks_on_the_school(queries) == (["NO KEY UPDATE"] if connection.vendor == "postgresql" else [])


@pytest.mark.parametrize("name", ["mair", "nia", "sam", "carys", "rhys"])
def test_nobody_but_the_head_of_the_school_has_it_checked(cast, name):
    with pytest.raises(policy.NotThere):
        inspecting.ask_for_check(actor=cast.people[name], school=cast.afon)
    assert TrailCheck.objects.count() == 0


# --- the worker beside its tasks


def test_the_worker_says_that_it_is_there(cast, fresh_database):
    cache.delete(readiness.WORKER_SEEN)
    assert readiness.worker_is_missing()
    work()
    assert not readiness.worker_is_missing()
    with time_machine.travel(clock.now() + timedelta(minutes=4)):
        assert readiness.worker_is_missing()


def test_the_worker_goes_on_saying_so_while_a_task_takes_long(cast, monkeypatch):
    rounds = []
    monkeypatch.setattr(db_worker, "keep_house", lambda: rounds.append(1) if len(rounds) < 2 else 1 / 0)

    class Ended:
        def wait(self, seconds):
            assert seconds == 30
            return len(rounds) == 2 and not rounds.append(1)  # it goes on after a round that failed, too

    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(db_worker, "connection", cache)
    db_worker._go_on(Ended())
    assert len(rounds) == 3


def test_the_files_of_old_reports_go_though_nobody_asks_for_a_report(cast, fresh_database):
    report = make_audit_report(cast.huw)
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        work()
        housekeeping.keep_house()  # a second worker finds nothing to do
    assert not report.files.filter(content_text__isnull=False).exists()
    assert AuditReport.objects.select_related("key").defer("reason").get(pk=report.pk).key.destroyed_at
    assert AuditEvent.objects.filter(event=events.REPORT_EXPIRED).count() == 1


def test_the_worker_does_not_start_with_a_master_key_that_does_not_fit(db, tmp_path, settings):
    settings.MASTER_KEY_FILE = tmp_path / "missing.key"
    master.master_key.cache_clear()
    with pytest.raises(CommandError, match="MASTER_KEY_FILE names"):
        work()
    master.master_key.cache_clear()
