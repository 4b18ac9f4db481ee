"""Writers at one SQLite file take turns: who asks first is first, and a turn is given back however it ends."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from incidents.models import Draft
from incidents.services import drafting
from safeguarding.policy import NotThere
from safeguarding.sqlite.turns import Line, line_of


def test_who_asks_first_is_first():
    line, came, waits = Line(), [], threading.Event()
    assert line.take(0)

    def wait(number: int) -> None:
        waits.set()
        assert line.take(10)
        came.append(number)
        line.give()

    threads = []
    for number in range(5):
        waits.clear()
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        waits.wait()
        while len(line._waiting) <= number:
            threading.Event().wait(0.001)
    line.give()
    for thread in threads:
        thread.join()
    assert came == [0, 1, 2, 3, 4]
    assert line.take(0)


def test_whose_patience_ends_leaves_the_line():
    line = Line()
    assert line.take(0)
    assert not line.take(0.01)
    line.give()
    assert line.take(0)


def _is_free() -> bool:
    """Whether somebody else could begin at once."""
    if connection.vendor != "sqlite":
        return True
    line = line_of(connection.settings_dict["NAME"])
    free = line.take(0)
    if free:
        line.give()
    return free


def test_a_turn_is_given_back_when_an_act_is_done_and_when_it_is_refused(fresh_database, cast):
    drafting.start_draft(actor=cast.nia, school=cast.afon, language="en")
    assert _is_free()
    with pytest.raises(NotThere):
        drafting.start_draft(actor=cast.gwen, school=cast.afon, language="en")
    assert _is_free() and Draft.objects.count() == 1


def test_a_turn_is_given_back_when_the_database_refuses(fresh_database):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    assert _is_free()


def test_a_turn_is_held_while_a_transaction_is_open_and_given_back_when_its_connection_closes(fresh_database):
    held, go_on, seen = threading.Event(), threading.Event(), []

    def write() -> None:
        atomic = transaction.atomic()
        atomic.__enter__()
        held.set()
        go_on.wait()
        connections["default"].close()

    thread = threading.Thread(target=write)
    thread.start()
    held.wait()
    seen.append(_is_free())
    go_on.set()
    thread.join()
    seen.append(_is_free())
    assert seen == [connection.vendor != "sqlite", True]
