"""A record lives through what is known of who made contact."""


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""
