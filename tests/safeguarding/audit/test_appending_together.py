"""Many writers at once: one chain, no gap, no fork, nothing lost."""

import threading

from django.db import OperationalError, connections

from safeguarding.audit import acts, events
from safeguarding.audit.models import AuditEvent, AuditHead
from safeguarding.audit.verification import verify

WRITERS = 12


@acts.act
def _write(actor, school_ids, number: int) -> None:
    for school_id in school_ids:
        acts.record(events.SIGNED_IN, actor=actor, school_id=school_id, number=number)


def _write_patiently(*what) -> None:
    """As a person does who is told that the service is busy: sends the same again. Nothing of it was written before.

    On a machine that is busy with other things a writer may wait longer for its turn than PostgreSQL lets it.
    """
    for _ in range(50):
        try:
            return _write(*what)
        except OperationalError as error:
            if not acts.was_kept_waiting(error):
                raise
    raise AssertionError("fifty tries were not enough")


def test_writers_together_make_one_unbroken_chain(fresh_database, cast, full):
    each = 100 if full else 12
    before = AuditEvent.objects.count()
    barrier, errors = threading.Barrier(WRITERS), []
    both = [cast.afon.pk, cast.riverside.pk]

    def write_many(writer: int) -> None:
        try:
            barrier.wait()
            for number in range(each):
                # Some write to one chain, some to both, in either order.
                _write_patiently(
                    cast.rhys, both if writer % 3 == 0 else both[::-1] if writer % 3 == 1 else both[:1], number
                )
        except Exception as error:  # collected: an error in a thread would otherwise be lost
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write_many, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert AuditEvent.objects.count() == before + each * sum(1 if writer % 3 == 2 else 2 for writer in range(WRITERS))
    assert verify().is_whole
    for head in AuditHead.objects.all():
        places = list(AuditEvent.objects.filter(chain=head.chain_id).order_by("seq").values_list("seq", flat=True))
        assert places == list(range(1, head.size + 1))


def test_the_trail_is_whole_while_others_write(fresh_database, cast):
    """A check that runs beside writers never takes what is appended meanwhile for a fault."""
    stop, errors = threading.Event(), []

    def write_on() -> None:
        try:
            while not stop.is_set():
                _write_patiently(cast.rhys, [cast.afon.pk], 1)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write_on) for _ in range(3)]
    for thread in threads:
        thread.start()
    verdicts = [verify() for _ in range(15)]
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [verdict.fault for verdict in verdicts] == [None] * 15
