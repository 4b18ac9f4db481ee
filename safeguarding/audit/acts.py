"""An act: one transaction that changes the record and writes down, as its last statements, that it did.

This is the only opener of transactions. A service is decorated with `@act`; inside it calls `record(...)` for what
it did. The events are collected and appended together just before the commit, each chain's head locked in the order
of the chains' ids, so that the chains are held for a moment only and two acts cannot wait for each other.
"""

import functools
import secrets
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import OperationalError, connection, transaction

from safeguarding import clock
from safeguarding.audit import chain as links
from safeguarding.audit import events as catalogue
from safeguarding.audit.context import asking
from safeguarding.audit.models import AuditChain, AuditEvent, AuditHead, ChainKind

# PostgreSQL gave up waiting for a lock, or two acts waited for each other: the act may be tried once more.
WORTH_ANOTHER_TRY = {"55P03", "40P01"}
BUSY_ON_SQLITE = {5, 6}  # "database is locked", after twenty seconds: a second try would outlast the web server


class NotInAnAct(RuntimeError):
    """`record` was called outside an act: nothing would have bound the event to what was done."""


class UnknownEvent(RuntimeError):
    """The name is not in the catalogue, so nobody could ever read it."""


class NothingRecorded(RuntimeError):
    """An act ended without an event."""


class NoSchool(RuntimeError):
    """The event would stand in the installation's chain, where the school it concerns could never find it."""


class NotRecorded(Exception):
    """The event could not be written down, so nothing was done and nothing may be shown."""


@dataclass(frozen=True)
class Entry:
    """An event waiting for the end of its act."""

    event: str
    school_id: uuid.UUID | None
    about_adults: bool
    actor_id: uuid.UUID | None
    role: str
    subject_type: str
    subject_id: uuid.UUID | None
    outcome: str
    details: dict = field(default_factory=dict)


_pending: ContextVar[list[Entry] | None] = ContextVar("pending", default=None)


def act(service: Callable) -> Callable:
    """Runs a service as an act. It must record at least one event."""
    return _acting(service, must_record=True)


def quiet_act(service: Callable) -> Callable:
    """Runs a service in a transaction of its own that need not leave an event.

    For what design 6 lists as no event: autosaves of a draft, the minute of a session, a page's own bookkeeping.
    """
    return _acting(service, must_record=False)


def record(
    event: str,
    *,
    actor=None,
    school_id: uuid.UUID | None = None,
    subject=None,
    outcome: str = catalogue.Outcome.OK,
    role: str = "",
    about_adults: bool = False,
    **details,
) -> None:
    """Notes what is being done; it is written when the act ends, and not at all when the act fails.

    `actor` is a user or None for the system; `subject` the row it was done to. `details` may hold ids, codes, numbers
    and salted commitments only: never a name, never anybody's words.
    """
    pending = _pending.get()
    if pending is None:
        raise NotInAnAct(f"{event} was recorded outside an act.")
    if event not in catalogue.TITLES:
        raise UnknownEvent(f"{event} is not in the catalogue of events.")
    school_id = school_id or getattr(subject, "school_id", None)
    if school_id is None and event.partition(".")[0] not in catalogue.WITHOUT_SCHOOL:
        raise NoSchool(f"{event} was recorded without its school.")
    pending.append(
        Entry(
            event=event,
            school_id=school_id,
            about_adults=about_adults,
            actor_id=getattr(actor, "pk", None),
            role=role or (actor.role_name_at(school_id) if actor else "SYSTEM"),
            subject_type=subject._meta.model_name if subject is not None else "",
            subject_id=subject.pk if subject is not None else None,
            outcome=outcome,
            details=_checked(details),
        )
    )


def _acting(service: Callable, must_record: bool) -> Callable:
    @functools.wraps(service)
    def acting(*args, **kwargs):
        try:
            return _once(service, must_record, args, kwargs)
        except OperationalError as error:
            if not _is_worth_another_try(error):
                raise
            return _once(service, must_record, args, kwargs)

    return acting


def _once(service: Callable, must_record: bool, args, kwargs):
    with transaction.atomic(durable=True):
        token = _pending.set([])
        try:
            result = service(*args, **kwargs)
            entries = _pending.get()
        finally:
            _pending.reset(token)
        if must_record and not entries:
            raise NothingRecorded(f"{service.__name__} changed the record and said nothing.")
        try:
            _append(entries)
        except Exception as error:
            if _is_worth_another_try(error):
                raise
            raise NotRecorded(f"What {service.__name__} did could not be recorded.") from error
    return result


def _is_worth_another_try(error: BaseException | None) -> bool:
    return isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", "") in WORTH_ANOTHER_TRY


def was_kept_waiting(error: BaseException | None) -> bool:
    """Whether something was not done only because others held the database too long: the same may work in a moment."""
    while error is not None and not isinstance(error, OperationalError):
        error = error.__context__  # a session that could not be saved is told of as one that was interrupted
    busy = getattr(getattr(error, "__cause__", None), "sqlite_errorcode", 0) & 0xFF in BUSY_ON_SQLITE
    return bool(busy) or _is_worth_another_try(error)


def _append(entries: list[Entry]) -> None:
    by_chain: dict[AuditChain, list[Entry]] = {}
    for entry in entries:
        by_chain.setdefault(chain_for(entry.school_id, entry.about_adults), []).append(entry)
    for chain in sorted(by_chain, key=lambda chain: chain.pk):
        head = AuditHead.objects.select_for_update().get(chain=chain)
        rows = []
        for entry in by_chain[chain]:
            head.size += 1
            row = _written(entry, chain, head)
            head.last_hash = row.entry_hash
            rows.append(row)
        AuditEvent.objects.bulk_create(rows)
        head.save(update_fields=["size", "last_hash"])


def chain_for(school_id: uuid.UUID | None, about_adults: bool = False) -> AuditChain:
    """The chain an event belongs to."""
    kind = ChainKind.ADULT if about_adults else (ChainKind.SCHOOL if school_id else ChainKind.INSTALLATION)
    key = (connection.settings_dict["NAME"], kind, school_id)
    if key not in _known_chains:
        _known_chains[key] = AuditChain.objects.get(kind=kind, school_id=school_id)
    return _known_chains[key]


def open_chains(school_id: uuid.UUID | None) -> None:
    """Begins the chains of a new school (or, with None, the installation's), inside the act that makes it.

    The first entry of each says whose chain it is, so that two chains cannot be exchanged underneath.
    """
    kinds = [ChainKind.SCHOOL, ChainKind.ADULT] if school_id else [ChainKind.INSTALLATION]
    for kind in kinds:
        if not AuditChain.objects.filter(kind=kind, school_id=school_id).exists():
            chain = AuditChain(kind=kind, school_id=school_id)
            chain.save()
            AuditHead.objects.create(chain=chain, size=0, last_hash=links.NOTHING_BEFORE)
            about_adults = kind == ChainKind.ADULT
            record(
                catalogue.CHAIN_BEGUN, school_id=school_id, about_adults=about_adults, kind=str(kind), school=school_id
            )


_known_chains: dict[tuple, AuditChain] = {}


def _written(entry: Entry, chain: AuditChain, head: AuditHead) -> AuditEvent:
    at, present = clock.now().astimezone(clock.UTC), asking()
    body = links.canonical(
        {
            "v": links.VERSION,
            "chain": str(chain.pk),
            "seq": head.size,
            "at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "random": secrets.token_hex(16),
            "event": entry.event,
            "outcome": entry.outcome,
            "actor": str(entry.actor_id) if entry.actor_id else None,
            "role": entry.role,
            "subject": {"type": entry.subject_type, "id": str(entry.subject_id) if entry.subject_id else None},
            "request": present.request_id,
            "session": present.session_ref,
            "address": present.address_ref,
            "details": entry.details,
        }
    )
    body_hash = links.hash_of_body(body)
    return AuditEvent(
        chain=chain,
        seq=head.size,
        body=body,
        body_hash=body_hash,
        prev_hash=head.last_hash,
        entry_hash=links.hash_of_entry(chain.pk, head.size, head.last_hash, body_hash),
        at=at,
        event=entry.event,
        outcome=entry.outcome,
        actor_id=entry.actor_id,
        role=entry.role,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
    )


def _checked(details: dict) -> dict:
    """Ids, codes and numbers only: a text longer than a code could be somebody's words."""
    clean = {}
    for name, value in details.items():
        if isinstance(value, uuid.UUID):
            value = str(value)
        values = value if isinstance(value, list | tuple) else [value]
        for one in values:
            if not (one is None or isinstance(one, bool | int) or (isinstance(one, str) and _is_code(one))):
                raise ValueError(f"The detail {name} is not an id, a code or a number.")
        clean[name] = list(value) if isinstance(value, list | tuple) else value
    return clean


def _is_code(text: str) -> bool:
    return len(text) <= 64 and all(char.isascii() and (char.isalnum() or char in "-_.:") for char in text)
