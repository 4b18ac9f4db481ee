"""Who is asking, from where and in which request: what every event needs and no service passes along."""

import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asking:
    """One request (or one run of a command). `session_ref` and `address_ref` are keyed hashes, never the things."""

    request_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    session_ref: str = ""
    address_ref: str = ""


_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)


def asking() -> Asking:
    """The present request; outside one, an empty one of its own."""
    return _asking.get() or Asking()


def begin(present: Asking):
    """Sets the present request; the token ends it."""
    return _asking.set(present)


def end(token) -> None:
    """Ends what `begin` began."""
    _asking.reset(token)
