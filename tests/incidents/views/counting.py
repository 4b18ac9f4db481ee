"""How many queries a page costs; the statements of transactions are not counted.

Counts are compared under a clock that stands still: a session's last-seen is written once a minute, and a slow machine
would write it between one count and the next.
"""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

OF_TRANSACTIONS = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")


class Queries(list):
    """The statements of a block, in order."""

    def __str__(self) -> str:
        return "\n".join(f"{number}: {statement[:200]}" for number, statement in enumerate(self, 1))


@contextmanager
def queries():
    """The statements that are sent to the database in the block."""
    found = Queries()
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [row["sql"] for row in captured if not row["sql"].lstrip().upper().startswith(OF_TRANSACTIONS)]
