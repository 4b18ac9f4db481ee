"""Checks a whole trail: every place, every link, every body, every column, and names the first fault.

Rows are read one after another, so that a long trail needs no more memory than a short one. What cannot be seen from
inside is a trail whose end was cut off, or rewritten with correct links, together with its head: for that the newest
signed checkpoint must lie with somebody else.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from safeguarding.audit import chain as links
from safeguarding.audit import events
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead, ChainKind

BATCH = 2000


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


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it lies in the table."""

    pk: int
    seq: int
    body: str
    body_hash: str
    prev_hash: str
    entry_hash: str
    at: datetime
    event: str
    outcome: str
    actor_id: UUID | None
    role: str
    subject_type: str
    subject_id: UUID | None


COLUMNS = ("pk", *(name for name in Row.__slots__ if name != "pk"))


def verify(
    school_id: UUID | None = None,
    schools: Iterable[UUID] = (),
    progress: Callable[[int], None] = lambda entries: None,
    keys: Mapping[UUID, set[str]] | None = None,
) -> Verdict:
    """Checks every chain, or those of one school. `schools` are those whose chains must be there.

    `progress` is told now and then how many entries were checked. `keys` are, by school, the fingerprints of the key
    that signs its reports now.
    """
    chains = AuditChain.objects.order_by("made_at", "pk")
    if school_id is not None:
        chains, schools = chains.filter(school_id=school_id), [school_id]
    checked, entries = 0, 0
    for chain in chains:
        checked += 1
        before = entries
        size, fault = verify_chain(chain, progress=lambda seen, before=before: progress(before + seen))
        entries += size
        if fault is None and chain.kind == ChainKind.SCHOOL and chain.school_id in (keys or {}):
            fault = other_key(chain, keys[chain.school_id])
        if fault is not None:
            return Verdict(checked, entries, fault)
    lost = _lost_chain(schools, with_installation=school_id is None)
    return Verdict(checked, entries, lost or (_entry_of_no_chain() if school_id is None else None))


def verify_chain(chain: AuditChain, progress: Callable[[int], None] = lambda entries: None) -> tuple[int, Fault | None]:
    """How many entries were checked, and the first fault."""
    prev_hash, seq, last = links.NOTHING_BEFORE, 0, None
    while True:
        seen = seq
        for row in _in_order(chain, last):
            seq, last = seq + 1, row
            what = _wrong_with(row, chain, seq, prev_hash)
            if what:
                return seq, Fault(str(chain.pk), seq, what)
            prev_hash = row.entry_hash
            if seq % BATCH == 0:
                progress(seq)
        what = _wrong_with_head(chain, seq, prev_hash)
        if not what:
            return seq, None
        if seq == seen:  # else entries were appended while we read: the head is asked again after those
            return seq, Fault(str(chain.pk), seq, what)


def other_key(chain: AuditChain, fingerprints: set[str]) -> Fault | None:
    """The fault when the key that signs a school's reports is not the one that its trail says it was set up with."""
    entry = AuditEvent.objects.filter(chain=chain, event=events.SCHOOL_SET_UP).order_by("seq").first()
    said = json.loads(entry.body)["details"].get("fingerprint") if entry else None
    present = {fingerprint.replace(" ", "") for fingerprint in fingerprints}
    if len(present | ({said} if said else set())) == 1:
        return None
    what = "the key that signs the school's reports is not the one it was set up with"
    return Fault(str(chain.pk), entry.seq if entry else 1, what)


def _in_order(chain: AuditChain, last: Row | None) -> Iterator[Row]:
    """By place, in batches that begin after the last row seen (no cursor is held open)."""
    while True:
        rows = AuditEvent.objects.filter(chain=chain)
        if last is not None:
            rows = rows.filter(Q(seq__gt=last.seq) | Q(seq=last.seq, pk__gt=last.pk))
        batch = [Row(*values) for values in rows.order_by("seq", "pk").values_list(*COLUMNS)[:BATCH]]
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1]


def _wrong_with(row: Row, chain: AuditChain, seq: int, prev_hash: str) -> str:
    if row.seq != seq:
        return f"entry {seq} is missing" if row.seq > seq else f"entry {row.seq} stands where none can"
    if links.hash_of_body(row.body) != row.body_hash:
        return "the body was changed"
    if row.prev_hash != prev_hash:
        return "it is not linked to the entry before it"
    if links.hash_of_entry(chain.pk, seq, row.prev_hash, row.body_hash) != row.entry_hash:
        return "its link was changed"
    return _wrong_with_body(row, chain)


def _wrong_with_body(row: Row, chain: AuditChain) -> str:
    try:
        body = json.loads(row.body)
        if not links.is_canonical(row.body, body):
            return "the body is not in canonical form"
        if (body["v"], body["chain"], body["seq"]) != (links.VERSION, str(chain.pk), row.seq):
            return "the body belongs to another place"
        for name, told in _told(body).items():
            if getattr(row, name) != told:
                return f"the column {name} differs from the body"
        if row.seq == 1 and not _is_beginning_of(body, chain):
            return "the chain does not begin as the chain of its school"
    except (ValueError, KeyError, TypeError, AttributeError):
        return "the body is not that of an entry"
    return ""


def _told(body: dict) -> dict:
    """What the columns must say, according to the body."""
    subject = body["subject"]
    return {
        "at": datetime.fromisoformat(body["at"]),
        "event": body["event"],
        "outcome": body["outcome"],
        "role": body["role"],
        "actor_id": UUID(body["actor"]) if body["actor"] else None,
        "subject_type": subject["type"],
        "subject_id": UUID(subject["id"]) if subject["id"] else None,
    }


def _is_beginning_of(body: dict, chain: AuditChain) -> bool:
    school = str(chain.school_id) if chain.school_id else None
    return (body["details"]["kind"], body["details"]["school"]) == (chain.kind, school)


def _wrong_with_head(chain: AuditChain, size: int, last_hash: str) -> str:
    head = AuditHead.objects.filter(chain=chain).first()
    if head is None:
        return "the head of the chain is missing"
    if head.size > size:
        return f"entries {size + 1} to {head.size} are missing from the end"
    if head.size < size or head.last_hash != last_hash:
        return "the head of the chain does not fit its end"
    return "" if size else "the chain has no beginning"


def _lost_chain(schools: Iterable[UUID], *, with_installation: bool) -> Fault | None:
    there = set(AuditChain.objects.values_list("school_id", "kind"))
    known = set(schools) | ({school for school, _kind in there if school} if with_installation else set())
    wanted = {(school, kind) for school in known for kind in (ChainKind.SCHOOL, ChainKind.ADULT)}
    if with_installation:
        wanted.add((None, ChainKind.INSTALLATION))
    lost = sorted(wanted - there, key=str)
    return Fault("-", 0, f"the chain {lost[0][1]} of {lost[0][0] or 'the installation'} is missing") if lost else None


def _entry_of_no_chain() -> Fault | None:
    stray = AuditEvent.objects.exclude(chain__in=AuditChain.objects.all()).first()
    return Fault(str(stray.chain_id), stray.seq, "its chain is missing") if stray else None
