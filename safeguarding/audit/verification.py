"""Checks a whole trail: every place, every link, every body, every column, and names the first fault.

Rows are read one after another, so that a long trail needs no more memory than a short one. What cannot be seen from
inside is a trail whose end was cut off, or rewritten with correct links, together with its head: for that the newest
signed checkpoint must lie with somebody else.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import QuerySet

from safeguarding.audit import chain as links
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead

BATCH = 2000
COLUMNS = ("event", "outcome", "role")


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong: in which chain, at which place, and what."""

    chain: str
    seq: int
    what: str

    def __str__(self) -> str:
        return f"chain {self.chain}, entry {self.seq}: {self.what}"


@dataclass(frozen=True)
class Verdict:
    """How many entries of how many chains were checked, and the first fault if there is one."""

    chains: int
    entries: int
    fault: Fault | None

    @property
    def is_whole(self) -> bool:
        """Nothing was found wrong."""
        return self.fault is None


def verify(school_id: UUID | None = None) -> Verdict:
    """Checks every chain, or those of one school."""
    chains = AuditChain.objects.order_by("made_at", "pk")
    if school_id is not None:
        chains = chains.filter(school_id=school_id)
    checked, entries = 0, 0
    for chain in chains:
        checked += 1
        size, fault = verify_chain(chain)
        entries += size
        if fault is not None:
            return Verdict(checked, entries, fault)
    lost = _events_of_no_chain() if school_id is None else None
    return Verdict(checked, entries, lost)


def verify_chain(chain: AuditChain) -> tuple[int, Fault | None]:
    """How many entries were checked, and the first fault."""
    prev_hash, seq = links.NOTHING_BEFORE, 0
    for event in _in_order(AuditEvent.objects.filter(chain=chain)):
        seq += 1
        what = _wrong_with(event, chain, seq, prev_hash)
        if what:
            return seq, Fault(str(chain.pk), event.seq if event.seq == seq else seq, what)
        prev_hash = event.entry_hash
    what = _wrong_with_head(chain, seq, prev_hash)
    return seq, Fault(str(chain.pk), seq, what) if what else None


def _in_order(events: QuerySet[AuditEvent]) -> Iterator[AuditEvent]:
    """By place, in batches that begin after the last place seen (no cursor is held open)."""
    after = None
    while True:
        rows = events if after is None else events.filter(seq__gt=after)
        batch = list(rows.order_by("seq", "pk")[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        after = batch[-1].seq


def _wrong_with(event: AuditEvent, chain: AuditChain, seq: int, prev_hash: str) -> str:
    if event.seq != seq:
        return f"entry {seq} is missing" if event.seq > seq else f"entry {event.seq} stands twice"
    if links.hash_of_body(event.body) != event.body_hash:
        return "the body was changed"
    if event.prev_hash != prev_hash:
        return "it is not linked to the entry before it"
    if links.hash_of_entry(chain.pk, seq, event.prev_hash, event.body_hash) != event.entry_hash:
        return "its link was changed"
    return _wrong_with_body(event, chain)


def _wrong_with_body(event: AuditEvent, chain: AuditChain) -> str:
    try:
        body = json.loads(event.body)
    except ValueError:
        return "the body cannot be read"
    if not isinstance(body, dict) or links.canonical(body) != event.body:
        return "the body is not in canonical form"
    if body.get("chain") != str(chain.pk) or body.get("seq") != event.seq:
        return "the body belongs to another place"
    for name, told in _told(body).items():
        if getattr(event, name) != told:
            return f"the column {name} differs from the body"
    if event.seq == 1 and not _is_beginning_of(body, chain):
        return "the chain does not begin as the chain of its school"
    return ""


def _told(body: dict) -> dict:
    """What the columns must say, according to the body."""
    subject = body.get("subject") or {}
    return {
        "at": datetime.strptime(body["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC),
        "actor_id": UUID(body["actor"]) if body["actor"] else None,
        "subject_type": subject.get("type", ""),
        "subject_id": UUID(subject["id"]) if subject.get("id") else None,
        **{name: body.get(name) for name in COLUMNS},
    }


def _is_beginning_of(body: dict, chain: AuditChain) -> bool:
    details = body.get("details") or {}
    school = str(chain.school_id) if chain.school_id else None
    return details.get("kind") == chain.kind and details.get("school") == school


def _wrong_with_head(chain: AuditChain, size: int, last_hash: str) -> str:
    head = AuditHead.objects.filter(chain=chain).first()
    if head is None:
        return "the head of the chain is missing"
    if head.size > size:
        return f"entries {size + 1} to {head.size} are missing from the end"
    if head.size < size or head.last_hash != last_hash:
        return "the head of the chain does not fit its end"
    return ""


def _events_of_no_chain() -> Fault | None:
    stray = AuditEvent.objects.exclude(chain__in=AuditChain.objects.all()).first()
    return Fault(str(stray.chain_id), stray.seq, "its chain is missing") if stray else None
