"""One place opens transactions: the act, which also writes the audit trail before it commits."""

from tests.architecture import house

MAY = {
    "safeguarding/audit/acts.py": "the opener of transactions",
    "safeguarding/audit/guards.py": "the self-test at start tries the forbidden and rolls all of it back",
}
FORBIDDEN = {"atomic", "set_autocommit", "savepoint", "savepoint_rollback", "commit", "rollback", "set_rollback"}


def test_only_acts_open_transactions():
    assert house.places_of_words(FORBIDDEN, house.python_files(migrations=True), MAY) == []
    assert house.stale(MAY) == []


def test_no_request_is_a_transaction():
    from django.conf import settings

    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False
