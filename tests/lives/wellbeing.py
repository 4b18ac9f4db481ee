"""A record lives through safety checks, support and check-ins."""


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""
