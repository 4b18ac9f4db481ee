"""Turns at a SQLite file: who asks first writes first.

SQLite lets one writer in at a time and makes the others try again at random, so that under a crowd somebody can be
passed over until their patience ends. Here the threads of a process stand in a line.
"""

import threading
from collections import deque


class Line:
    """The line before one database file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Event] = deque()

    def take(self, patience: float) -> bool:
        """Waits for one's turn; False when it did not come in time (in seconds)."""
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return True
            called = threading.Event()
            self._waiting.append(called)
        if called.wait(patience):
            return True
        with self._lock:
            if called.is_set():  # it came just now
                return True
            self._waiting.remove(called)
            return False

    def give(self) -> None:
        """Lets the next one in."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False


_lines: dict[str, Line] = {}
_guard = threading.Lock()


def line_of(name: str) -> Line:
    """The line before the file of this name."""
    with _guard:
        return _lines.setdefault(name, Line())
