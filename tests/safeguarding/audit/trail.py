"""A trail to tamper with, and the hand that does it underneath: past the application, triggers switched off."""

import json

from django.db import connection

from safeguarding.audit import acts, events
from safeguarding.audit import chain as links
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead

TABLE = "audit_auditevent"


def make_trail(cast, length: int = 12) -> AuditChain:
    """A school's chain with some events of Mair's after its beginning."""

    @acts.act
    def do(number: int) -> None:
        acts.record(events.CONCERN_OPENED, actor=cast.mair, school_id=cast.afon.pk, subject=cast.mair, number=number)

    for number in range(length):
        do(number)
    return AuditChain.objects.get(school_id=cast.afon.pk, kind="SCHOOL")


class Underneath:
    """Somebody with the file, or the owner's rights."""

    def __init__(self, raw, chain: AuditChain) -> None:
        self.raw, self.chain = raw, chain
        self.size = AuditHead.objects.get(chain=chain).size
        self.here = self.size - 8  # the place that is tampered with: one of Mair's, with eight after it
        connection.close()
        self._switch_triggers_off()

    def run(self, statement: str, *values) -> None:
        """One statement; `?` stands for a value on both engines, CHAIN is the chain's id, PLACE the place."""
        marker = "?" if connection.vendor == "sqlite" else "%s"
        chain = self.chain.pk.hex if connection.vendor == "sqlite" else str(self.chain.pk)
        statement = statement.replace("CHAIN", f"'{chain}'").replace("EVENTS", TABLE).replace("PLACE", str(self.here))
        cursor = self.raw.cursor()
        cursor.execute(statement.replace("?", marker), values)
        self.raw.commit()

    def rewrite(self, seq: int, *, then_link: bool, **changed) -> None:
        """Writes other things into an entry's body; with `then_link` its own hashes are made to fit again."""
        event = AuditEvent.objects.get(chain=self.chain, seq=seq)
        body = links.canonical(json.loads(event.body) | changed)
        connection.close()
        self.run("UPDATE EVENTS SET body = ? WHERE chain_id = CHAIN AND seq = ?", body, seq)
        if then_link:
            self.relink(seq, event.prev_hash)

    def relink(self, seq: int, prev_hash: str) -> str:
        """Makes the hashes of one entry fit its body and the entry before it; returns its new link."""
        event = AuditEvent.objects.get(chain=self.chain, seq=seq)
        body_hash = links.hash_of_body(event.body)
        entry_hash = links.hash_of_entry(self.chain.pk, seq, prev_hash, body_hash)
        connection.close()
        self.run(
            "UPDATE EVENTS SET body_hash = ?, prev_hash = ?, entry_hash = ? WHERE chain_id = CHAIN AND seq = ?",
            body_hash,
            prev_hash,
            entry_hash,
            seq,
        )
        return entry_hash

    def _switch_triggers_off(self) -> None:
        cursor = self.raw.cursor()
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute("DROP INDEX IF EXISTS one_event_a_place")
        else:
            for table in (TABLE, "audit_auditchain", "audit_audithead"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        self.raw.commit()
