"""A trail that takes nothing more, as a full or broken disk would leave it."""

import pytest
from django.db import connection


@pytest.fixture
def unrecordable(underneath):
    """Makes recording impossible from the moment it is called."""

    def break_it() -> None:
        connection.close()
        cursor = underneath.cursor()
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER broken BEFORE INSERT ON audit_auditevent BEGIN SELECT RAISE(ABORT, 'broken'); END"
            )
        else:
            cursor.execute("REVOKE INSERT ON audit_auditevent FROM record_runtime")
        underneath.commit()

    return break_it
