"""Django's SQLite engine, except that JSON columns carry no CHECK (JSON_VALID(...)), that writers take turns, and that
who serves may not change the tables.

With `trusted_schema=OFF` SQLite refuses JSON functions inside a schema. The columns concerned belong to libraries
(background work, second factors), which write them through Django's own JSON encoder.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.sqlite3 import base

from safeguarding.sqlite.authorizing import of_the_server
from safeguarding.sqlite.turns import Line, line_of


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection, its JSON columns unchecked, its transactions begun in the order in which they were asked for."""

    _turn_at: Line | None = None
    _is_owner = False

    data_type_check_constraints = {
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }

    def get_new_connection(self, conn_params):
        """A connection that is asked before it changes a table, unless it is the owner's."""
        raw = super().get_new_connection(conn_params)
        if not self._is_owner:
            raw.set_authorizer(of_the_server)
        return raw

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Lets this connection change the tables and their guards until the end of the block: for `migrate` alone."""
        self._let(True)
        try:
            yield
        finally:
            self._let(False)

    def _let(self, is_owner: bool) -> None:
        self._is_owner = is_owner
        if self.connection is not None:
            self.connection.set_authorizer(None if is_owner else of_the_server)

    def _start_transaction_under_autocommit(self) -> None:
        name, patience = str(self.settings_dict["NAME"]), self.settings_dict["OPTIONS"].get("timeout", 5)
        line = line_of(name)
        # Whose turn does not come in time asks SQLite itself, which says that it is locked if it is.
        self._turn_at = line if line.take(patience) else None
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        line, self._turn_at = self._turn_at, None
        if line is not None:
            line.give()
