"""What cannot be opened, the note of it, and the kind way to read a name that must not take a whole list with it.

A page that shows what somebody wrote is refused when it cannot be opened. A list shows "cannot be opened" in the place
of that one name. Either way it is written in the log, and noted for the audit trail: once for each row and request.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


class SealBroken(Exception):
    """A sealed value, or the wrapping of a key, was altered, or stands where it was not written."""


class KeyDestroyed(Exception):
    """The record was disposed of: its key is gone, and so are its words, for good."""


class WrongMasterKey(Exception):
    """The installation runs with another master key than the one that wrapped this data key."""


_noted: ContextVar[dict[tuple, object] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[dict[tuple, object]]:
    """Collects, until the end of the block, the rows of which something could not be opened."""
    rows: dict[tuple, object] = {}
    token = _noted.set(rows)
    try:
        yield rows
    finally:
        _noted.reset(token)


def note(row, error: SealBroken) -> None:
    """Something of this row was altered underneath. The message names a place (table, id, field), never words."""
    rows, key = _noted.get(), (row._meta.label, row.pk)
    if rows is None or key not in rows:
        logger.error("Something could not be opened: %s", error)
    if rows is not None:
        rows.setdefault(key, row)


def kindly(read: Callable[..., str], *args, otherwise: str | None = None) -> str:
    """What `read` gives; where it cannot be opened, "cannot be opened" (or what is asked for) instead."""
    try:
        return read(*args)
    except (SealBroken, KeyDestroyed):
        return _("cannot be opened") if otherwise is None else otherwise
