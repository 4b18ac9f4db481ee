"""One place opens transactions: the act, which also writes the audit trail before it commits."""

from django.conf import settings

from tests.architecture import house

MAY = {
    "safeguarding/audit/acts.py": "the opener of transactions",
    "safeguarding/audit/guards.py": "the self-test at start tries the forbidden and rolls all of it back",
}
# `on_commit` only waits for the end of a transaction that an act has opened.
OPENING = r"\batomic\b|\btransaction\.(?!on_commit\b)\w+|\bconnection\.(commit|rollback|savepoint\w*|set_autocommit)\b"


def test_only_acts_open_transactions():
    house.nothing_of(house.places_of_pattern(OPENING, house.python_files(migrations=True), MAY))
    assert house.stale(MAY) == []


def test_no_request_is_a_transaction():
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False
