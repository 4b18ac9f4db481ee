"""Keyed hashes of things that must be comparable and never readable: references asked for, addresses, sessions."""

from functools import lru_cache

from django.db import connection

from safeguarding.vault.models import DataKey


def hidden(label: str, value: str) -> str:
    """The keyed hash of a value (32 hex digits); the same value gives the same hash in this installation only."""
    if not value:
        return ""
    return _installation_key(str(connection.settings_dict["NAME"])).commit(label, value)[:32]


@lru_cache(maxsize=4)
def _installation_key(database: str) -> DataKey:
    return DataKey.objects.of_installation()
