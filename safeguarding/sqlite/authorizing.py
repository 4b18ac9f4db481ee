"""What a serving connection to SQLite may not do, though whoever has the file could: change tables and their guards.

The same that PostgreSQL refuses to a role that owns nothing. SQLite asks this before it runs a statement; `migrate`
alone does without (see `DatabaseWrapper.as_owner`).
"""

import sqlite3

FORBIDDEN = frozenset(
    getattr(sqlite3, f"SQLITE_{name}")
    for name in (
        *("CREATE_TABLE", "CREATE_INDEX", "CREATE_TRIGGER", "CREATE_VIEW", "CREATE_VTABLE"),
        # A temporary table or trigger would stand in front of the real one.
        *("CREATE_TEMP_TABLE", "CREATE_TEMP_INDEX", "CREATE_TEMP_TRIGGER", "CREATE_TEMP_VIEW"),
        *("DROP_TABLE", "DROP_INDEX", "DROP_TRIGGER", "DROP_VIEW", "DROP_VTABLE"),
        *("DROP_TEMP_TABLE", "DROP_TEMP_INDEX", "DROP_TEMP_TRIGGER", "DROP_TEMP_VIEW"),
        *("ALTER_TABLE", "ATTACH"),
    )
)
# Pragmas that may be given a value: they ask, or alter nothing that guards a row. Others may only be read.
MAY_BE_GIVEN = frozenset(
    {
        *("table_info", "table_xinfo", "index_list", "index_info", "index_xinfo", "foreign_key_list"),
        *("foreign_keys", "foreign_key_check", "integrity_check", "quick_check", "wal_checkpoint"),
    }
)


def of_the_server(action: int, name: str | None, value: str | None, _database, _inside) -> int:
    """SQLite's question whether one part of a statement may be run."""
    if action in FORBIDDEN:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and value is not None and name not in MAY_BE_GIVEN:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
