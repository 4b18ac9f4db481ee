"""Whatever is done to the trail underneath, `verify_audit` names it; what it cannot see is said here too."""

import pytest
from django.core.management import call_command
from django.db import connection

from safeguarding.audit.models import AuditEvent
from safeguarding.audit.verification import verify
from tests.safeguarding.audit.trail import Underneath, make_trail

OTHER_HASH = "ab" * 32
ONE = " WHERE chain_id = CHAIN AND seq = PLACE"

# What is done, and what the verifier must say about it.
STATEMENTS = {
    "an edited column": ("UPDATE EVENTS SET event = 'note.added'" + ONE, "column event"),
    "an edited outcome": ("UPDATE EVENTS SET outcome = 'denied'" + ONE, "column outcome"),
    "an edited role": ("UPDATE EVENTS SET role = 'HEAD'" + ONE, "column role"),
    "an actor taken away": ("UPDATE EVENTS SET actor_id = NULL" + ONE, "column actor_id"),
    "a subject taken away": ("UPDATE EVENTS SET subject_id = NULL" + ONE, "column subject_id"),
    "another kind of subject": ("UPDATE EVENTS SET subject_type = 'pupil'" + ONE, "column subject_type"),
    "another time": ("UPDATE EVENTS SET at = '2020-01-01 00:00:00+00:00'" + ONE, "column at"),
    "an edited body": ("UPDATE EVENTS SET body = '{}'" + ONE, "body was changed"),
    "a body with a space": ("UPDATE EVENTS SET body = body || ' '" + ONE, "body was changed"),
    "an edited body hash": (f"UPDATE EVENTS SET body_hash = '{OTHER_HASH}'" + ONE, "body was changed"),
    "an edited link": (f"UPDATE EVENTS SET entry_hash = '{OTHER_HASH}'" + ONE, "link was changed"),
    "an edited link back": (f"UPDATE EVENTS SET prev_hash = '{OTHER_HASH}'" + ONE, "not linked"),
    "a missing first entry": ("DELETE FROM EVENTS WHERE chain_id = CHAIN AND seq = 1", "entry 1 is missing"),
    "a missing entry": ("DELETE FROM EVENTS" + ONE, "entry PLACE is missing"),
    "three missing entries": (
        "DELETE FROM EVENTS WHERE chain_id = CHAIN AND seq IN (PLACE, PLACE + 1, PLACE + 2)",
        "entry PLACE is missing",
    ),
    "a missing last entry": (
        "DELETE FROM EVENTS WHERE chain_id = CHAIN AND seq = (SELECT size FROM audit_audithead WHERE chain_id = CHAIN)",
        "missing from the end",
    ),
    "an empty chain": ("DELETE FROM EVENTS WHERE chain_id = CHAIN", "missing from the end"),
    "a gap closed by renumbering": (
        "UPDATE EVENTS SET seq = seq + 1000 WHERE chain_id = CHAIN AND seq > PLACE",
        "entry NEXT is missing",
    ),
    "a head that says less": ("UPDATE audit_audithead SET size = 3 WHERE chain_id = CHAIN", "head of the chain"),
    "a head that says more": ("UPDATE audit_audithead SET size = 99 WHERE chain_id = CHAIN", "missing from the end"),
    "another last hash": (
        f"UPDATE audit_audithead SET last_hash = '{OTHER_HASH}' WHERE chain_id = CHAIN",
        "head of the chain",
    ),
    "no head": ("DELETE FROM audit_audithead WHERE chain_id = CHAIN", "head of the chain is missing"),
}


@pytest.fixture
def hand(underneath, cast):
    return Underneath(underneath, make_trail(cast))


@pytest.mark.parametrize("kind", STATEMENTS)
def test_tampering_with_one_statement_is_named(kind, hand):
    statement, said = STATEMENTS[kind]
    hand.run(statement)
    assert said.replace("PLACE", str(hand.here)).replace("NEXT", str(hand.here + 1)) in verify().fault.what


def test_a_rewritten_body_whose_own_hashes_fit_is_named_by_the_next_link(hand):
    hand.rewrite(hand.here, then_link=True, random="00" * 16)
    assert verify().fault.seq == hand.here + 1


def test_a_body_moved_to_another_place_is_named(hand):
    hand.run(
        "UPDATE EVENTS SET body = (SELECT other.body FROM EVENTS AS other "
        "WHERE other.chain_id = CHAIN AND other.seq = PLACE + 1)" + ONE
    )
    assert "body was changed" in verify().fault.what


def test_two_entries_exchanged_are_named(hand):
    for old, new in ((hand.here, 1000), (hand.here + 1, hand.here), (1000, hand.here + 1)):
        hand.run("UPDATE EVENTS SET seq = ? WHERE chain_id = CHAIN AND seq = ?", new, old)
    assert verify().fault.seq == hand.here


def test_an_entry_put_in_twice_is_named(hand):
    columns = [field.column for field in AuditEvent._meta.local_concrete_fields if not field.primary_key]
    copied = ", ".join(column for column in columns if column != "seq")
    last = f"SELECT {hand.size + 1}, {copied} FROM EVENTS WHERE chain_id = CHAIN AND seq = {hand.size}"
    hand.run(f"INSERT INTO EVENTS (seq, {copied}) {last}")
    assert verify().fault.seq == hand.size + 1


def test_an_entry_of_another_chain_is_named(hand, cast):
    hand.run(
        "UPDATE EVENTS SET chain_id = (SELECT id FROM audit_auditchain WHERE kind = 'INSTALLATION'), seq = 100000" + ONE
    )
    assert not verify().is_whole


def test_a_chain_rewritten_from_a_place_on_without_its_later_links_is_named(hand):
    hand.rewrite(hand.here, then_link=True, outcome="denied")
    hand.run("UPDATE EVENTS SET outcome = 'denied'" + ONE)
    assert verify().fault.seq == hand.here + 1


def test_what_cannot_be_seen_from_inside_yet(hand):
    """A trail whose end is cut off together with its head, and one rewritten to its end with correct links."""
    size = hand.size
    last = AuditEvent.objects.get(chain=hand.chain, seq=size - 1)
    connection.close()
    hand.run("DELETE FROM EVENTS WHERE chain_id = CHAIN AND seq = ?", size)
    hand.run("UPDATE audit_audithead SET size = ?, last_hash = ? WHERE chain_id = CHAIN", size - 1, last.entry_hash)
    assert verify().is_whole

    hand.rewrite(hand.here, then_link=False, outcome="denied")
    hand.run("UPDATE EVENTS SET outcome = 'denied'" + ONE)
    prev = AuditEvent.objects.get(chain=hand.chain, seq=hand.here - 1).entry_hash
    for seq in range(hand.here, size):
        prev = hand.relink(seq, prev)
    hand.run("UPDATE audit_audithead SET last_hash = ? WHERE chain_id = CHAIN", prev)
    assert verify().is_whole


def test_the_command_exits_with_1_and_names_the_fault(hand, capsys):
    hand.run("DELETE FROM EVENTS" + ONE)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1
    assert f"entry {hand.here} is missing" in capsys.readouterr().err


def test_the_command_counts_a_whole_trail(cast, capsys):
    make_trail(cast)
    call_command("verify_audit", school="afon")
    assert capsys.readouterr().out.startswith("Whole: ")


def test_fifty_clean_trails_raise_nothing(cast):
    for length in range(50):
        make_trail(cast, length=length % 7)
        assert verify(cast.afon.pk).fault is None
