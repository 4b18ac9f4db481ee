"""An act is one transaction whose last statements say what was done; without them it did not happen."""

import threading
import uuid

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from safeguarding.accounts.models import User
from safeguarding.audit import acts, events
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead
from safeguarding.audit.verification import verify


@acts.act
def rename(*, actor, user: User, name: str, fail: bool = False, **details) -> None:
    """A service of these tests: renames somebody and says so first."""
    acts.record(events.SETTINGS_CHANGED, actor=actor, school_id=_school_of(actor), subject=user, **details)
    User.objects.filter(pk=user.pk).update(name=name)
    if fail:
        raise ZeroDivisionError


def _school_of(actor):
    return actor.roles_in_force()[0].school_id


def _name(user) -> str:
    return User.objects.get(pk=user.pk).name


def test_what_was_done_and_its_event_are_there_together(fresh_database, cast):
    rename(actor=cast.huw, user=cast.nia, name="Nia Rees")
    entry = AuditEvent.objects.latest("pk")
    assert (entry.event, entry.actor_id, entry.role, entry.subject_id) == (
        "school.settings_changed", cast.huw.pk, "HEAD", cast.nia.pk,
    )  # fmt: skip
    assert _name(cast.nia) == "Nia Rees"


def test_a_service_that_fails_leaves_nothing(fresh_database, cast):
    before = AuditEvent.objects.count()
    with pytest.raises(ZeroDivisionError):
        rename(actor=cast.huw, user=cast.nia, name="Somebody Else", fail=True)
    assert AuditEvent.objects.count() == before
    assert _name(cast.nia) == "Nia Hopkins"
    rename(actor=cast.huw, user=cast.nia, name="Nia Rees")  # and the next act is not disturbed by it
    assert AuditEvent.objects.count() == before + 1
    assert verify().is_whole


def test_when_the_event_cannot_be_written_nothing_was_done(fresh_database, cast, monkeypatch):
    monkeypatch.setattr(acts.links, "canonical", lambda body: None)
    with pytest.raises(acts.NotRecorded):
        rename(actor=cast.huw, user=cast.nia, name="Somebody Else")
    assert _name(cast.nia) == "Nia Hopkins"


def test_events_are_the_last_statements_of_the_transaction(fresh_database, cast):
    with CaptureQueriesContext(connection) as queries:
        rename(actor=cast.huw, user=cast.nia, name="Nia Rees")
    statements = [query["sql"].lower() for query in queries.captured_queries]
    written = [
        next(table for table in ("accounts_user", "audit_auditevent", "audit_audithead") if f'"{table}"' in sql)
        for sql in statements
        if sql.startswith(("update", "insert"))
    ]
    assert written == ["accounts_user", "audit_auditevent", "audit_audithead"]
    locked = [place for place, sql in enumerate(statements) if '"audit_audithead"' in sql and sql.startswith("select")]
    changed = next(place for place, sql in enumerate(statements) if sql.startswith('update "accounts_user"'))
    assert locked and min(locked) > changed, "the chain is locked only after the work is done"


def test_an_event_outside_an_act_is_refused(cast):
    with pytest.raises(acts.NotInAnAct):
        acts.record(events.SIGNED_IN, actor=cast.nia)


def test_an_event_that_nobody_could_read_is_refused(cast):
    @acts.act
    def invent() -> None:
        acts.record("concern.forgotten", actor=cast.mair, school_id=cast.afon.pk)

    with pytest.raises(acts.UnknownEvent):
        invent()


def test_an_event_without_its_school_is_refused(cast):
    @acts.act
    def lose() -> None:
        acts.record(events.CONCERN_OPENED, actor=cast.mair, subject=cast.nia)

    with pytest.raises(acts.NoSchool):
        lose()


def test_an_act_without_an_event_is_refused_and_undone(fresh_database, cast):
    @acts.act
    def say_nothing() -> None:
        User.objects.filter(pk=cast.nia.pk).update(name="Somebody Else")

    with pytest.raises(acts.NothingRecorded):
        say_nothing()
    assert _name(cast.nia) == "Nia Hopkins"


def test_acts_are_never_nested(fresh_database, cast):
    @acts.act
    def outer() -> None:
        rename(actor=cast.huw, user=cast.nia, name="Somebody Else")
        acts.record(events.SETTINGS_CHANGED, actor=cast.huw, school_id=cast.afon.pk)

    with pytest.raises(RuntimeError, match="durable"):
        outer()
    assert _name(cast.nia) == "Nia Hopkins"


@pytest.mark.parametrize(
    "narrative",
    ["She said she was scared", "Nia Hopkins", "a" * 65, "Siân", 1.5, {"nested": "code"}, ["fine", "not fine"], b"raw"],
)
def test_a_detail_that_could_be_somebodys_words_is_refused(narrative, fresh_database, cast):
    before = AuditEvent.objects.count()
    with pytest.raises(ValueError, match="not an id, a code or a number"):
        rename(actor=cast.huw, user=cast.nia, name="Somebody Else", said=narrative)
    assert AuditEvent.objects.count() == before
    assert _name(cast.nia) == "Nia Hopkins"


@pytest.mark.parametrize(
    "code", ["POLICE", "2026-11-24T09:00Z", 17, True, None, uuid.UUID(int=7), ["A", "B"], "f" * 64]
)
def test_codes_ids_and_numbers_are_kept(code, cast):
    rename(actor=cast.huw, user=cast.nia, name="Nia Rees", said=code)
    assert '"said":' in AuditEvent.objects.latest("pk").body


def test_no_body_holds_a_name(fresh_database, cast):
    rename(actor=cast.huw, user=cast.nia, name="Nia Rees")
    bodies = " ".join(AuditEvent.objects.values_list("body", flat=True))
    for person in cast.people.values():
        assert not any(part in bodies for part in person.name.split())
        assert person.email not in bodies


def test_an_act_that_touches_two_chains_writes_to_both(fresh_database, cast):
    @acts.act
    def sign_in_everywhere() -> None:
        for school in (cast.riverside, cast.afon):
            acts.record(events.SIGNED_IN, actor=cast.rhys, school_id=school.pk)

    before = dict(AuditHead.objects.values_list("chain__school_id", "size").filter(chain__kind="SCHOOL"))
    with CaptureQueriesContext(connection) as queries:
        sign_in_everywhere()
    after = dict(AuditHead.objects.values_list("chain__school_id", "size").filter(chain__kind="SCHOOL"))
    assert after == {school: size + 1 for school, size in before.items()}
    assert verify().is_whole
    chains = [str(chain.pk) for chain in AuditChain.objects.filter(kind="SCHOOL").order_by("pk")]
    updates = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "audit_audithead"')]
    found = [next(chain for chain in chains if chain in sql or chain.replace("-", "") in sql) for sql in updates]
    assert found == chains, "chains are locked in the order of their ids, so that two acts cannot wait for each other"


def test_a_lock_that_is_not_free_in_time_is_tried_once_more(fresh_database, cast):
    """PostgreSQL: the head of the chain is held by another for longer than the first try waits."""
    if connection.vendor == "sqlite":
        return  # SQLite's writers wait for each other twenty seconds; there is no second try to prove
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")  # on a busy machine it holds longer
            list(AuditHead.objects.select_for_update(of=("self",)).filter(chain__school_id=cast.afon.pk))
            held.set()
            release.wait(20)
        connections.close_all()

    tries = []

    @acts.act
    def patient() -> None:
        tries.append(1)
        if len(tries) == 2:
            release.set()
            thread.join()  # else a busy machine might let go too late for the second try, too
        acts.record(events.SIGNED_IN, actor=cast.nia, school_id=cast.afon.pk)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(20)
    patient()
    thread.join()
    assert len(tries) == 2
    assert verify().is_whole


def test_other_database_errors_are_not_tried_again(fresh_database):
    tries = []

    @acts.act
    def broken() -> None:
        tries.append(1)
        raise OperationalError("disk I/O error")

    with pytest.raises(OperationalError):
        broken()
    assert len(tries) == 1


def test_a_quiet_act_may_say_nothing(fresh_database, cast):
    @acts.quiet_act
    def note_language() -> None:
        User.objects.filter(pk=cast.nia.pk).update(language="cy")

    before = AuditEvent.objects.count()
    note_language()
    assert User.objects.get(pk=cast.nia.pk).language == "cy"
    assert AuditEvent.objects.count() == before
